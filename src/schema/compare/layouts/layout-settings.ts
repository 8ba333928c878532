/** What changed in a layout that concerns no program: its sections, their order, who may see it. */
import { memberOf } from "../../metadata.js";
import type { FieldSchema, LayoutField, LayoutSchema, SectionSchema } from "../../schema.js";
import type { Pair } from "../pair.js";
import { offeredValues, type Values, valuesOf } from "../picklist.js";
import type { NewSettings } from "../settings/new-settings.js";
import { isPosition, isReordered } from "../settings/order.js";
import { changedSettings, isEqual, type Members, namesOf, own } from "../settings/settings.js";
import { named, quoted } from "../words.js";
import type { KnownField, LayoutContext } from "./context.js";
import { placedFields, sectionPairs } from "./pairs.js";

/** What no line for a field says. */
export function otherChanges({ before, after }: Pair<LayoutSchema>, context: LayoutContext): string[] {
  const isKnown = (name: string) => name === "name" || name === "sections" || context.news.layouts.has(name);
  const sections = sectionPairs({ before, after });
  const [was, now] = [before, after].map((layout) => layout.sections.map(({ name }) => name).toSorted());
  return [
    ...changedSettings(members(before), members(after), isKnown),
    ...(isEqual(was, now) && !isReordered(sections) ? [] : ["its sections"]),
    ...sections.flatMap((pair) => sectionSettings(pair, context)),
    ...fieldSettings({ before, after }, context),
  ];
}

function sectionSettings({ before, after }: Pair<SectionSchema>, { news }: LayoutContext): string[] {
  const isKnown = (name: string) =>
    ["name", "fields"].includes(name) || news.sections.has(name) || isPosition(name, { before, after });
  return changedSettings(members(before), members(after), isKnown).map(
    (text) => `${quoted(before.name ?? "")} ${text}`,
  );
}

function fieldSettings({ before, after }: Pair<LayoutSchema>, context: LayoutContext): string[] {
  const was = placedFields(before);
  const pairs = [...placedFields(after)].flatMap(([name, now]) => {
    const place = was.get(name);
    return place === undefined ? [] : [{ name, before: place, after: now }];
  });
  const isMoved = pairs.some((pair) => pair.before.section !== pair.after.section);
  const hasOtherOrder = before.sections.some(({ name }) =>
    isReordered(
      pairs
        .filter((pair) => pair.before.section === name && pair.after.section === name)
        .map((pair) => ({ before: pair.before.field, after: pair.after.field })),
    ),
  );
  const settings = pairs.flatMap((pair) =>
    changesOfField({ before: pair.before.field, after: pair.after.field }, context.common.get(pair.name), context).map(
      (text) => `${named(pair.name)} ${text}`,
    ),
  );
  return [...(isMoved || hasOtherOrder ? ["the arrangement of its fields"] : []), ...settings];
}

/** What changed in a field of the layout and not in the field itself. */
function changesOfField(pair: Pair<LayoutField>, known: KnownField | undefined, { news }: LayoutContext): string[] {
  const { before, after } = pair;
  const names = [...namesOf([before, after]), ...(before.lacks ?? []), ...(after.lacks ?? [])];
  const isSaid = (setting: string) =>
    APART.has(setting) || news.fields.has(setting) || isPosition(setting, pair) || known?.isExplained(setting) === true;
  const whole = (field: LayoutField, base: FieldSchema | undefined): Members =>
    Object.fromEntries(names.map((setting) => [setting, effective(field, base, setting)]));
  const changed = changedSettings(whole(before, known?.pair.before), whole(after, known?.pair.after), isSaid);
  if (known === undefined || known.isExplained("data_type")) return changed;
  return hasOtherValues(pair, known.pair, news) ? [...changed, "values"] : changed;
}

/** What lines for fields say, and the values, which are compared with those of the field. */
const APART = new Set(["api_name", "lacks", "required", "pick_list_values"]);

/** The value of a setting in a layout: its own, or that of the field. */
function effective(field: LayoutField, base: FieldSchema | undefined, name: string): unknown {
  if (Object.hasOwn(field, name)) return own(field, name);
  if (field.lacks?.includes(name) || base === undefined) return undefined;
  return memberOf(base, name as keyof FieldSchema);
}

/** Whether the values of a picklist differ from those of the field in another way than before. */
function hasOtherValues({ before, after }: Pair<LayoutField>, fields: Pair<FieldSchema>, news: NewSettings): boolean {
  if (before.pick_list_values === undefined && after.pick_list_values === undefined) return false;
  const [was, now] = [offeredValues(before, fields.before), offeredValues(after, fields.after)];
  return (
    !isEqual(ownSettings(was, fields.before, news), ownSettings(now, fields.after, news)) ||
    (isShuffled({ before: was, after: now }) &&
      !isShuffled({ before: valuesOf(fields.before), after: valuesOf(fields.after) }))
  );
}

const isShuffled = ({ before, after }: Pair<Values>): boolean =>
  isReordered(
    [...before].flatMap(([value, was]) => {
      const now = after.get(value);
      return now === undefined ? [] : [{ before: was, after: now }];
    }),
  );

/** The settings that the values have in the layout only. */
function ownSettings(offered: Values, base: FieldSchema, news: NewSettings): unknown[] {
  const values = valuesOf(base);
  return [...offered].flatMap(([name, value]) => {
    const isKnown = (setting: string) => setting === "sequence_number" || news["picklist values"].has(setting);
    const settings = changedSettings(values.get(name) ?? {}, value, isKnown);
    return settings.length === 0 ? [] : [[name, settings]];
  });
}

const members = (item: object): Members => item as Members;
