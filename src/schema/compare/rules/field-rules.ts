/** The rules for fields. The table is in `compare.ts`. */
import { memberOf } from "../../metadata.js";
import type { FieldSchema } from "../../schema.js";
import { own } from "../settings/settings.js";
import { modulesNamed, named, relabeled } from "../words.js";
import { type Rule, rule } from "./rule.js";

/** A field, and who demands a value: its module's layouts, or Zoho itself in all of them. */
export interface FieldInModule {
  readonly field: FieldSchema;
  readonly mandatory: "no" | "in every layout" | "always";
}

export const FIELD_RULES: readonly Rule<FieldInModule>[] = [
  rule({
    kind: "mandatory-changed",
    settings: ["system_mandatory", "required"],
    meaning: ({ mandatory }) => mandatory,
    // What Zoho itself requires is never null in records.
    breaking: (before) => before !== "in every layout",
    text: (field, before, after) => `${field} ${MANDATORY[`${before}, now ${after}`]}`,
  }),
  rule({
    kind: "read-only-changed",
    settings: ["read_only", "field_read_only", "view_type"],
    meaning: ({ field }) => readOnlyFor(field),
    breaking: (before, after) => before === "nobody" || after === "everybody",
    text: (field, _, after) => `${field} ${READ_ONLY[after]}`,
  }),
  rule({
    kind: "unique-changed",
    settings: ["unique"],
    meaning: ({ field }) => Object.keys(memberOf(field, "unique") ?? {}).length > 0,
    breaking: (_, isUnique) => isUnique,
    text: (field, _, isUnique) =>
      isUnique
        ? `${field} is now unique: Zoho rejects a value that another record has`
        : `${field} is no longer unique`,
  }),
  rule({
    kind: "encryption-changed",
    settings: ["crypt"],
    meaning: ({ field }) => (memberOf(field, "crypt") ?? null) !== null,
    breaking: (_, isEncrypted) => isEncrypted,
    text: (field, _, isEncrypted) =>
      isEncrypted
        ? `${field} is now encrypted: queries can only test whether it is empty`
        : `${field} is no longer encrypted`,
  }),
  rule({
    kind: "label-changed",
    settings: ["field_label", "display_label"],
    meaning: ({ field }) => [memberOf(field, "field_label"), memberOf(field, "display_label")],
    breaking: false,
    text: (field, [label, shown], [newLabel, newShown]) =>
      label === newLabel ? relabeled(field, shown, newShown) : relabeled(field, label, newLabel),
  }),
  rule({
    kind: "target-changed",
    settings: ["lookup", "subform", "multiselectlookup", "multi_module_lookup", "associated_module"],
    ofType: true,
    meaning: ({ field }) => targetsOf(field),
    breaking: (before, after) => before.some((module) => !after.includes(module)),
    text: (field, before, after) => `${field} refers to ${modulesNamed(after)} (was ${modulesNamed(before)})`,
  }),
  rule({
    kind: "result-changed",
    settings: ["formula"],
    ofType: true,
    meaning: ({ field }) => memberOf(field, "formula")?.return_type ?? "unknown",
    breaking: true,
    text: (field, before, after) => `${field} is a formula with the result ${named(after)} (was ${named(before)})`,
  }),
  rule({
    kind: "length-changed",
    settings: ["length"],
    ofType: true,
    meaning: ({ field }) => memberOf(field, "length") ?? UNLIMITED,
    breaking: (before, after) => after < before,
    text: (field, before, after) => {
      if (after === UNLIMITED) return `${field} no longer has a maximum length (was ${before})`;
      return before === UNLIMITED
        ? `${field} now has a maximum length of ${after}`
        : `${field} has a maximum length of ${after} (was ${before})`;
    },
  }),
  rule({
    kind: "decimals-changed",
    settings: ["decimal_place", "currency"],
    ofType: true,
    meaning: ({ field }) => decimalsOf(field),
    breaking: (before, after) => after < before,
    text: (field, before, after) => `${field} has ${decimals(after)} (was ${before === UNLIMITED ? "any" : before})`,
  }),
];

/** When the type changes, so does all that follows from it: one line says it. */
export const TYPE_RULE: Rule<FieldInModule> = rule({
  kind: "type-changed",
  settings: ["data_type", "json_type", "ui_type"],
  meaning: ({ field }) => ({ type: field.data_type, json: memberOf(field, "json_type") }),
  // Not every version of Zoho's API says the JSON type of every field.
  same: (before, after) =>
    before.type === after.type && (before.json === after.json || before.json === undefined || after.json === undefined),
  breaking: true,
  text: (field, before, after) =>
    before.type === after.type
      ? `${field} (${named(after.type)}) is now of the JSON type ${named(after.json ?? "")} (was ${named(before.json ?? "")})`
      : `${field} is now of the type ${named(after.type)} (was ${named(before.type)})`,
});

const CAN_BE_EMPTY = "so that it can be empty in records";

const MANDATORY: Readonly<Record<string, string>> = {
  "no, now in every layout": "is now mandatory: every layout requires it",
  "no, now always": "is now mandatory",
  "in every layout, now no": "is no longer mandatory: not every layout requires it",
  "in every layout, now always": "is now mandatory whatever the layout",
  "always, now no": `is no longer mandatory, ${CAN_BE_EMPTY}`,
  "always, now in every layout": `is now mandatory only because every layout requires it, ${CAN_BE_EMPTY}`,
};

const READ_ONLY = {
  everybody: "is now read-only",
  "the profile": "is now read-only for the profile that reads the schema",
  nobody: "is no longer read-only",
} as const;

/** Whose values Zoho ignores. Its `read_only` alone is false for much that no form offers. */
function readOnlyFor(field: FieldSchema): keyof typeof READ_ONLY {
  const { create, edit, quick_create } = memberOf(field, "view_type") ?? {};
  const isOffered = create !== false || edit !== false || quick_create === true;
  if (memberOf(field, "read_only") === true || !isOffered) return "everybody";
  return memberOf(field, "field_read_only") === true ? "the profile" : "nobody";
}

/** The modules that a field refers to. Later versions of Zoho's API name them by objects and under other members. */
function targetsOf(field: FieldSchema): string[] {
  const lookup = memberOf(field, "lookup");
  const subform = memberOf(field, "subform");
  const severalFrom = memberOf(field, "multiselectlookup");
  const several = own(memberOf(field, "multi_module_lookup") ?? {}, "modules");
  const modules = [
    lookup?.module,
    subform?.module,
    own(field, "associated_module"),
    severalFrom?.linking_module,
    own(severalFrom ?? {}, "connected_module"),
    ...(Array.isArray(several) ? several : []),
  ];
  return [...new Set(modules.flatMap(moduleName))].toSorted();
}

function moduleName(given: unknown): string[] {
  if (typeof given === "string") return given === "" ? [] : [given];
  if (typeof given !== "object" || given === null) return [];
  return moduleName(own(given, "api_name") ?? own(given, "module"));
}

/** A limit that Zoho does not mention. It can be written as JSON, as `Infinity` cannot. */
const UNLIMITED = Number.MAX_VALUE;

/** The number of decimal places. Those of amounts are also in their currency's settings. */
const decimalsOf = (field: FieldSchema): number =>
  memberOf(field, "decimal_place") ?? memberOf(field, "currency")?.precision ?? UNLIMITED;

const decimals = (count: number): string =>
  count === UNLIMITED ? "any number of decimal places" : `${count} decimal place${count === 1 ? "" : "s"}`;
