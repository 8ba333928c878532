/** Rules that say what the change of a setting means. */

import type { Difference } from "../difference.js";
import type { Pair } from "../pair.js";
import { changedSettings, isEqual, type Members } from "../settings/settings.js";
import { listed } from "../words.js";

/** What a rule says of two items that it finds different. */
export type Change = Pick<Difference, "kind" | "text" | "breaking">;

/** What settings of an item (a module, a field, …) mean together, and what a change of that means. */
export interface Rule<Item> {
  /** The settings whose change needs no other line if the rule finds one. */
  readonly settings: readonly string[];
  /** Whether the settings follow from the type of the item, so that they change with it. */
  readonly ofType: boolean;
  readonly change: (before: Item, after: Item, subject: string) => Change | undefined;
}

interface RuleParts<Item, Value> {
  readonly kind: Difference["kind"];
  readonly settings: readonly string[];
  readonly ofType?: boolean;
  /** What the settings mean. Equal meanings are not a difference. */
  readonly meaning: (item: Item) => Value;
  /** Whether two meanings are the same although they are not equal. */
  readonly same?: (before: Value, after: Value) => boolean;
  readonly breaking: boolean | ((before: Value, after: Value) => boolean);
  readonly text: (subject: string, before: Value, after: Value) => string;
}

export const rule = <Item, Value>({
  kind,
  settings,
  ofType = false,
  meaning,
  same = isEqual,
  breaking,
  text,
}: RuleParts<Item, Value>): Rule<Item> => ({
  settings,
  ofType,
  change: (itemBefore, itemAfter, subject) => {
    const [before, after] = [meaning(itemBefore), meaning(itemAfter)];
    if (same(before, after)) return undefined;
    const isBreaking = typeof breaking === "boolean" ? breaking : breaking(before, after);
    return { kind, text: text(subject, before, after), breaking: isBreaking };
  },
});

/** What rules find, and the settings that they explain. */
export interface Findings {
  readonly changes: readonly Change[];
  readonly explained: ReadonlySet<string>;
}

export function findings<Item>(rules: readonly Rule<Item>[], { before, after }: Pair<Item>, subject: string): Findings {
  const found = rules.flatMap(({ settings, change }) => {
    const what = change(before, after, subject);
    return what === undefined ? [] : [{ what, settings }];
  });
  return {
    changes: found.map(({ what }) => what),
    explained: new Set(found.flatMap(({ settings }) => settings)),
  };
}

/** The line for the settings that no rule explains, so that no change is silent. */
export function otherSettings(
  subject: string,
  { before, after }: Pair<Members>,
  isExplained: (name: string) => boolean,
): Change[] {
  const changed = changedSettings(before, after, isExplained);
  if (changed.length === 0) return [];
  return [
    { kind: "settings-changed", text: `${subject} has changed in other ways: ${listed(changed)}`, breaking: false },
  ];
}
