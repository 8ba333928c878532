/** What changed in the related lists of a module. */
import type { ModuleSchema } from "../schema.js";
import type { Difference } from "./difference.js";
import type { ModulePair } from "./fields.js";
import type { Pair } from "./pair.js";
import { RELATED_LIST_RULES } from "./rules/module-rules.js";
import { findings, otherSettings } from "./rules/rule.js";
import type { NewSettings } from "./settings/new-settings.js";
import { isPosition, isReordered } from "./settings/order.js";
import type { Members } from "./settings/settings.js";
import { named } from "./words.js";

/** Related lists of one API name. */
export function relatedPairs({ before, after }: ModulePair) {
  const lists = new Map(after.related_lists.map((list) => [list.api_name, list]));
  return before.related_lists.flatMap((was) => {
    const now = lists.get(was.api_name);
    return now === undefined ? [] : [{ name: was.api_name, before: was, after: now }];
  });
}

export function relatedListChanges(modules: ModulePair, news: NewSettings): Difference[] {
  const module = modules.name;
  const subjectOf = (name: string) => `${named(module)}: the related list ${named(name)}`;
  const pairs = relatedPairs(modules);
  const common = new Set(pairs.map(({ name }) => name));
  const onlyIn = (side: ModuleSchema, kind: Difference["kind"], breaking: boolean, says: string): Difference[] =>
    side.related_lists
      .filter(({ api_name }) => !common.has(api_name))
      .map(({ api_name }) => ({ kind, module, text: `${subjectOf(api_name)} is ${says}`, breaking }));
  return [
    ...onlyIn(modules.before, "related-list-gone", true, "gone"),
    ...onlyIn(modules.after, "related-list-new", false, "new"),
    ...pairs.flatMap((pair) => {
      const subject = subjectOf(pair.name);
      const { changes, explained } = findings(RELATED_LIST_RULES, pair, subject);
      const isSaid = (name: string) => explained.has(name) || news["related lists"].has(name) || isPosition(name, pair);
      const members = pair as Pair<object> as Pair<Members>;
      return [...changes, ...otherSettings(subject, members, isSaid)].map((change) => ({ module, ...change }));
    }),
    ...(isReordered(pairs)
      ? [
          {
            ...{ kind: "order-changed" as const, module, breaking: false },
            text: `${named(module)}: the related lists are in another order`,
          },
        ]
      : []),
  ];
}
