/** The rules for modules and related lists. The table is in `compare.ts`. */
import type { ModuleFacts, RelatedListSchema } from "../../schema.js";
import { modulesNamed, named, relabeled } from "../words.js";
import { type Rule, rule } from "./rule.js";

const CAPABILITIES = [
  ["viewable", "viewed"],
  ["creatable", "created"],
  ["editable", "edited"],
  ["deletable", "deleted"],
] as const;

export const MODULE_RULES: readonly Rule<ModuleFacts>[] = [
  ...CAPABILITIES.map(([setting, participle]) =>
    rule<ModuleFacts, boolean>({
      kind: "capability-changed",
      settings: [setting],
      meaning: (module) => module[setting] !== false,
      breaking: (_, isAllowed) => !isAllowed,
      text: (module, _, isAllowed) => `${module}: records can ${isAllowed ? "now" : "no longer"} be ${participle}`,
    }),
  ),
  rule({
    kind: "label-changed",
    settings: ["plural_label", "singular_label", "actual_plural_label", "actual_singular_label"],
    meaning: ({ plural_label, singular_label }) => [plural_label, singular_label],
    breaking: false,
    text: (module, [plural, singular], [newPlural, newSingular]) =>
      plural === newPlural ? relabeled(module, singular, newSingular) : relabeled(module, plural, newPlural),
  }),
];

export const RELATED_LIST_RULES: readonly Rule<RelatedListSchema>[] = [
  rule({
    kind: "path-changed",
    settings: ["href"],
    meaning: ({ href }) => href ?? null,
    breaking: (before) => before !== null,
    text: (list, before, after) => `${list} has the path ${path(after)} (was ${path(before)})`,
  }),
  rule({
    kind: "target-changed",
    settings: ["module", "connectedmodule", "linkingmodule"],
    meaning: ({ module, connectedmodule, linkingmodule }) =>
      [module, connectedmodule, linkingmodule].flatMap((name) => name ?? []),
    breaking: (before, after) => before.some((module) => !after.includes(module)),
    text: (list, before, after) => `${list} refers to ${modulesNamed(after)} (was ${modulesNamed(before)})`,
  }),
  rule({
    kind: "label-changed",
    settings: ["name", "display_label"],
    meaning: ({ name, display_label }) => [name, display_label],
    breaking: false,
    text: (list, [name, shown], [newName, newShown]) =>
      name === newName ? relabeled(list, shown, newShown) : relabeled(list, name, newName),
  }),
];

const path = (href: string | null): string => (href === null ? "none" : named(href));
