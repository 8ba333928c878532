/** What became of the values of a picklist. */
import { memberOf } from "../metadata.js";
import type { FieldSchema, LayoutField } from "../schema.js";
import type { Pair } from "./pair.js";
import type { Change } from "./rules/rule.js";
import { isPosition, isReordered } from "./settings/order.js";
import { changedSettings, type Members, own } from "./settings/settings.js";
import { counted, listed, quoted } from "./words.js";

/** The values of a picklist that are in one schema only, by what programs send. */
export interface ValueChanges {
  readonly changes: readonly Change[];
  /** The values that layouts need not mention. */
  readonly explained: ReadonlySet<string>;
}

export type Values = ReadonlyMap<string, Members>;

export const valuesOf = (field: FieldSchema): Values => valueMap(memberOf(field, "pick_list_values"));

/** The values that a layout offers: its own list, or that of the field. */
export const offeredValues = (inLayout: LayoutField, field: FieldSchema | undefined): Values =>
  inLayout.pick_list_values === undefined && field !== undefined
    ? valuesOf(field)
    : valueMap(inLayout.pick_list_values);

const valueMap = (list: readonly object[] | null | undefined): Values =>
  new Map((list ?? []).map((value) => [String(own(value, "actual_value")), value as Members]));

/** @param isNewSetting Whether a setting is one that no value has in one of the schemas. */
export function valueChanges(
  { before, after }: Pair<Values>,
  subject: string,
  isNewSetting: (name: string) => boolean,
): ValueChanges {
  const gone = [...before.keys()].filter((value) => !after.has(value));
  const added = [...after.keys()].filter((value) => !before.has(value));
  const renamed = renamedValues(gone, added, { before, after });
  const [from, to] = [new Set(renamed.map((pair) => pair.from)), new Set(renamed.map((pair) => pair.to))];
  const common = [...before].flatMap(([value, was]) => {
    const now = after.get(value);
    return now === undefined ? [] : [{ value, was, now }];
  });
  const lines: [Change["kind"], boolean, readonly string[], (texts: readonly string[]) => string][] = [
    [
      "value-gone",
      true,
      gone.filter((value) => !from.has(value)).map((value) => shown(value, before)),
      (texts) => `no longer has the ${counted("value", texts)}`,
    ],
    [
      "value-renamed",
      true,
      renamed.map((pair) => `${quoted(pair.to)} instead of ${quoted(pair.from)}`),
      (texts) => `now has the ${counted("value", texts)}`,
    ],
    [
      "value-new",
      false,
      added.filter((value) => !to.has(value)).map((value) => shown(value, after)),
      (texts) => `has the new ${counted("value", texts)}`,
    ],
    [
      "display-changed",
      false,
      common
        .filter(({ was, now }) => was.display_value !== now.display_value)
        .map(({ value, was, now }) => `${quoted(value)} as ${display(now)} (was ${display(was)})`),
      (texts) => `shows ${listed(texts)}`,
    ],
    [
      "order-changed",
      false,
      isReordered(common.map(({ was, now }) => ({ before: was, after: now }))) ? ["order"] : [],
      () => "has its values in another order",
    ],
    [
      "settings-changed",
      false,
      common.flatMap(({ value, was, now }) =>
        changedSettings(was, now, (name) => isExplained(name, was, now) || isNewSetting(name)).map(
          (setting) => `${quoted(value)} ${setting}`,
        ),
      ),
      (texts) => `has values that changed in other ways: ${listed(texts)}`,
    ],
  ];
  return {
    changes: lines.flatMap(([kind, breaking, texts, say]) =>
      texts.length === 0 ? [] : [{ kind, breaking, text: `${subject} ${say(texts)}` }],
    ),
    explained: new Set([...gone, ...added]),
  };
}

/** Pairs each value that is gone with one that replaces it, if there is one. */
function renamedValues(gone: readonly string[], added: readonly string[], { before, after }: Pair<Values>) {
  const left = new Set(added);
  return gone.flatMap((from) => {
    const to = [...left].find((value) => isSameEntry(before.get(from) ?? {}, after.get(value) ?? {}));
    if (to === undefined) return [];
    left.delete(to);
    return [{ from, to }];
  });
}

const EXPLAINED = new Set(["actual_value", "display_value"]);

/** In recorded responses, `reference_value` is the displayed value. */
const isExplained = (name: string, was: Members, now: Members): boolean =>
  EXPLAINED.has(name) ||
  isPosition(name, { before: was, after: now }) ||
  (name === "reference_value" && was.display_value !== now.display_value);

/** Whether both are one entry, of which only what programs send was renamed. */
function isSameEntry(before: Members, after: Members): boolean {
  return ["reference_value", "display_value"].some((name) => {
    const text = own(before, name);
    return typeof text === "string" && text !== "" && text === own(after, name);
  });
}

const display = (value: Members): string => quoted(String(value.display_value));

/** A value with what people see, if that differs. */
function shown(value: string, values: Values): string {
  const seen = own(values.get(value) ?? {}, "display_value");
  return seen === undefined || seen === value ? quoted(value) : `${quoted(value)} (shown as ${quoted(String(seen))})`;
}
