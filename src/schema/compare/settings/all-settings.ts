/** All settings of what is in both schemas. */
import type { Schema } from "../../schema.js";
import { fieldPairs, type ModulePair } from "../fields.js";
import { sectionPairs } from "../layouts/pairs.js";
import type { Pair } from "../pair.js";
import { valuesOf } from "../picklist.js";
import { relatedPairs } from "../related-lists.js";
import { named, quoted } from "../words.js";
import { type Level, type Settings, settingsOf } from "./new-settings.js";

/** All settings of what is in both schemas. Those of a field whose type changed come with the type. */
export function allSettings(
  { before, after }: Pair<Schema>,
  modules: readonly ModulePair[],
): Readonly<Record<Level, readonly Settings[]>> {
  const fields = modules.flatMap((module) =>
    fieldPairs(module)
      .filter((field) => field.before.data_type === field.after.data_type)
      .map((field) => ({ ...field, subject: `${named(module.name)}.${named(field.name)}` })),
  );
  const layouts = modules.flatMap((module) =>
    module.layouts.pairs.map((pair) => ({
      ...pair,
      subject: `${named(module.name)} ${quoted(pair.name)}`,
    })),
  );
  return {
    modules: modules.map((pair) =>
      settingsOf(named(pair.name), { before: pair.before.module, after: pair.after.module }),
    ),
    fields: fields.map(({ subject, ...pair }) => {
      const { names } = settingsOf(subject, pair);
      return {
        subject,
        names: {
          before: [...before.fieldMembers, ...names.before],
          after: [...after.fieldMembers, ...names.after],
        },
      };
    }),
    "picklist values": fields.flatMap(({ subject, before: was, after: now }) => {
      const values = valuesOf(now);
      return [...valuesOf(was)].flatMap(([name, value]) => {
        const same = values.get(name);
        return same === undefined ? [] : [settingsOf(`${subject} ${quoted(name)}`, { before: value, after: same })];
      });
    }),
    layouts: layouts.map(({ subject, ...pair }) => settingsOf(subject, pair)),
    sections: layouts.flatMap(({ subject, ...pair }) =>
      sectionPairs(pair).map((section) => settingsOf(`${subject} ${quoted(section.before.name ?? "")}`, section)),
    ),
    "related lists": modules.flatMap((module) =>
      relatedPairs(module).map((pair) => settingsOf(`${named(module.name)} ${named(pair.name)}`, pair)),
    ),
  };
}
