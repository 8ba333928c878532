/** Settings that nothing of a kind has in one of the schemas: a change of Zoho's, which needs one line and not hundreds. */

import type { Pair } from "../pair.js";
import { FIELD_RULES, TYPE_RULE } from "../rules/field-rules.js";
import { MODULE_RULES, RELATED_LIST_RULES } from "../rules/module-rules.js";
import type { Change } from "../rules/rule.js";
import { listed, named } from "../words.js";

/** What has settings of its own. */
export type Level = "modules" | "fields" | "picklist values" | "layouts" | "sections" | "related lists";

/** Something that is in both schemas, with the settings that it has. */
export interface Settings {
  readonly subject: string;
  readonly names: Pair<readonly string[]>;
}

export type NewSettings = Readonly<Record<Level, ReadonlySet<string>>>;

/** Settings that rules compare, whether Zoho sends them or not. */
const KNOWN: Readonly<Partial<Record<Level, readonly string[]>>> = {
  modules: MODULE_RULES.flatMap(({ settings }) => settings),
  fields: [...FIELD_RULES, TYPE_RULE].flatMap(({ settings }) => settings),
  "related lists": RELATED_LIST_RULES.flatMap(({ settings }) => settings),
};

export function newSettings(found: Readonly<Record<Level, readonly Settings[]>>): {
  changes: Change[];
  names: NewSettings;
} {
  const levels = Object.entries(found).map(([level, items]) => {
    const before = new Set(items.flatMap(({ names }) => names.before));
    const after = new Set(items.flatMap(({ names }) => names.after));
    const isKnown = (name: string) => KNOWN[level as Level]?.includes(name) === true;
    const onlyIn = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
      [...some].filter((name) => !others.has(name) && !isKnown(name)).toSorted();
    return { level, items, gone: onlyIn(before, after), added: onlyIn(after, before) };
  });
  const changes = levels.flatMap(({ level, items, gone, added }) => [
    ...line(`Zoho now sends more settings of ${level}`, added, (name) =>
      items.filter(({ names }) => names.after.includes(name)),
    ),
    ...line(`Zoho no longer sends some settings of ${level}`, gone, (name) =>
      items.filter(({ names }) => names.before.includes(name)),
    ),
  ]);
  const names = Object.fromEntries(levels.map(({ level, gone, added }) => [level, new Set([...gone, ...added])]));
  return { changes, names: names as unknown as NewSettings };
}

function line(text: string, settings: readonly string[], having: (name: string) => readonly Settings[]): Change[] {
  if (settings.length === 0) return [];
  const each = settings.map((name) => {
    const [first, ...others] = having(name);
    const where = first === undefined || others.length > 0 ? `in ${others.length + 1} places` : first.subject;
    return `${named(name)} (${where})`;
  });
  return [{ kind: "settings-changed", text: `${text}: ${listed(each)}`, breaking: false }];
}

/** The settings of the items that are in both schemas. */
export const settingsOf = (subject: string, { before, after }: Pair<object>): Settings => ({
  subject,
  names: { before: Object.keys(before), after: Object.keys(after) },
});
