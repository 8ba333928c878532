/** What changed in the layouts of a module, beyond what changed in its fields. */
import type { LayoutField } from "../../schema.js";
import type { Pair } from "../pair.js";
import { offeredValues } from "../picklist.js";
import type { Change } from "../rules/rule.js";
import { counted, listed, named, quoted } from "../words.js";
import type { KnownField, LayoutContext } from "./context.js";
import { otherChanges } from "./layout-settings.js";
import { type LayoutPair, type PairedLayouts, placedFields } from "./pairs.js";

type FieldChange = Change & { readonly field?: string };

export function layoutChanges(
  { pairs, renamed, gone, added }: PairedLayouts,
  context: LayoutContext,
): readonly FieldChange[] {
  const say = (kind: Change["kind"], text: string): Change => ({
    kind,
    text: `${named(context.module)}: the layout ${text}`,
    breaking: false,
  });
  return [
    ...gone.map(({ name }) => say("layout-gone", `${quoted(name)} is gone`)),
    ...added.map(({ name }) => say("layout-new", `${quoted(name)} is new`)),
    ...renamed.map((pair) =>
      say("layout-renamed", `${quoted(pair.before.name)} is now called ${quoted(pair.after.name)}`),
    ),
    ...fieldLines(pairs, context),
    ...pairs.flatMap((pair) => {
      const changed = otherChanges(pair, context);
      return changed.length === 0
        ? []
        : [say("settings-changed", `${quoted(pair.name)} has changed in other ways: ${listed(changed)}`)];
    }),
  ];
}

/** What layouts say of single fields: one line for each change, whatever the number of layouts it happened in. */
function fieldLines(pairs: readonly LayoutPair[], context: LayoutContext): FieldChange[] {
  const layoutsOf = new Map<string, { field: string; what: FieldNews; layouts: string[] }>();
  for (const pair of pairs) {
    for (const { field, what } of fieldNews(pair, context)) {
      const key = JSON.stringify([field, what]);
      const entry = layoutsOf.get(key) ?? { field, what, layouts: [] };
      layoutsOf.set(key, { ...entry, layouts: [...entry.layouts, quoted(pair.name)] });
    }
  }
  return [...layoutsOf.values()].map(({ field, what, layouts }) => ({
    kind: what.kind,
    field,
    text: `${named(context.module)}.${named(field)} ${what.says} in the ${counted("layout", layouts)}`,
    breaking: false,
  }));
}

interface FieldNews {
  readonly kind: Change["kind"];
  readonly says: string;
}

function fieldNews({ before, after }: LayoutPair, context: LayoutContext): { field: string; what: FieldNews }[] {
  const [was, now] = [placedFields(before), placedFields(after)];
  const names = [...new Set([...was.keys(), ...now.keys()])].filter((name) => !context.isGoneOrNew(name));
  return names.flatMap((field) => {
    const [placeBefore, placeAfter] = [was.get(field), now.get(field)];
    if (placeBefore === undefined) return [{ field, what: { kind: "layout-fields-changed", says: "is now" } }];
    if (placeAfter === undefined) return [{ field, what: { kind: "layout-fields-changed", says: "is no longer" } }];
    const known = context.common.get(field);
    const pair = { before: placeBefore.field, after: placeAfter.field };
    return [...requirementNews(pair, known), ...offerNews(pair, known)].map((what) => ({ field, what }));
  });
}

function requirementNews({ before, after }: Pair<LayoutField>, known: KnownField | undefined): FieldNews[] {
  const [was, now] = [before.required === true, after.required === true];
  if (was === now || known?.isExplained("required")) return [];
  return [{ kind: "required-changed", says: now ? "is now required" : "is no longer required" }];
}

function offerNews({ before, after }: Pair<LayoutField>, known: KnownField | undefined): FieldNews[] {
  const isTheFields = before.pick_list_values === undefined && after.pick_list_values === undefined;
  if (isTheFields || known?.isExplained("data_type")) return [];
  const was = [...offeredValues(before, known?.pair.before).keys()];
  const now = [...offeredValues(after, known?.pair.after).keys()];
  const onlyIn = (values: readonly string[], others: readonly string[]) =>
    values.filter((value) => !others.includes(value) && !known?.values.has(value)).map(quoted);
  const [gone, added] = [onlyIn(was, now), onlyIn(now, was)];
  return [
    ...(gone.length > 0 ? [`no longer offers ${listed(gone)}`] : []),
    ...(added.length > 0 ? [`now offers ${listed(added)}`] : []),
  ].map((says) => ({ kind: "layout-values-changed", says }));
}
