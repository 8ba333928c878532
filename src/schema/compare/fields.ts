/** What changed in the fields of a module. */
import { memberOf } from "../metadata.js";
import { requirementOf } from "../requirement.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";
import type { Difference } from "./difference.js";
import type { KnownField } from "./layouts/context.js";
import type { PairedLayouts } from "./layouts/pairs.js";
import type { Pair } from "./pair.js";
import { valueChanges, valuesOf } from "./picklist.js";
import { FIELD_RULES, type FieldInModule, TYPE_RULE } from "./rules/field-rules.js";
import { type Change, findings, otherSettings } from "./rules/rule.js";
import type { NewSettings } from "./settings/new-settings.js";
import { isPosition, isReordered } from "./settings/order.js";
import { isEqual, type Members, namesOf, own } from "./settings/settings.js";
import { named, quoted } from "./words.js";

/** A module of both schemas. */
export interface ModulePair extends Pair<ModuleSchema> {
  readonly name: string;
  readonly layouts: PairedLayouts;
}

export interface FieldPair extends Pair<FieldSchema> {
  readonly name: string;
}

/** The fields of both schemas. */
export const fieldPairs = ({ before, after }: Pair<ModuleSchema>): FieldPair[] =>
  Object.entries(before.fields).flatMap(([name, field]) => {
    const now = own(after.fields, name) as FieldSchema | undefined;
    return now === undefined ? [] : [{ name, before: field, after: now }];
  });

/** @param seenBy What to say after "is gone" if the second schema may not show everything. */
export function goneAndNewFields(modules: ModulePair, seenBy: string): Difference[] {
  const only = (some: ModuleSchema, others: ModuleSchema) =>
    Object.entries(some.fields).filter(([name]) => !Object.hasOwn(others.fields, name));
  const { name: module, before, after } = modules;
  return [
    ...only(before, after).map(([field, facts]) => ({
      ...{ kind: "field-gone" as const, module, field, breaking: true },
      text: `${introduced(module, field, facts)} is gone${seenBy}`,
    })),
    ...only(after, before).map(([field, facts]) => {
      const mandatory = MANDATORY[mandatoryIn(after, field)];
      return {
        ...{ kind: "field-new" as const, module, field, breaking: mandatory !== "" },
        text: `${introduced(module, field, facts)} is new${mandatory}`,
      };
    }),
  ];
}

const MANDATORY = { no: "", always: " and mandatory", "in every layout": " and mandatory: every layout requires it" };

/** Such as `Leads.Budget (currency, "Budget")`. */
const introduced = (module: string, name: string, field: FieldSchema): string =>
  `${named(module)}.${named(name)} (${named(field.data_type)}, ${quoted(String(memberOf(field, "field_label") ?? ""))})`;

export interface ChangedField extends KnownField {
  readonly changes: readonly Change[];
}

/** A field of both schemas: its changes, and what layouts need not repeat. */
export function fieldChanges(modules: ModulePair, pair: FieldPair, news: NewSettings): ChangedField {
  const subject = `${named(modules.name)}.${named(pair.name)}`;
  const sides = {
    before: inModule(modules.before, pair.name, pair.before),
    after: inModule(modules.after, pair.name, pair.after),
  };
  const type = TYPE_RULE.change(sides.before, sides.after, subject);
  const rules = FIELD_RULES.filter(({ ofType }) => type === undefined || !ofType);
  const { changes, explained } = findings(rules, sides, subject);
  if (type !== undefined) {
    // All other settings come with the type.
    const isExplained = (name: string) => name !== "required" || explained.has(name);
    return { pair, changes: [type, ...changes], isExplained, values: new Set() };
  }
  const values = valueChanges({ before: valuesOf(pair.before), after: valuesOf(pair.after) }, subject, (name) =>
    news["picklist values"].has(name),
  );
  const isSaid = (name: string) =>
    explained.has(name) || name === "pick_list_values" || news.fields.has(name) || isPosition(name, pair);
  const settings = { before: wholeSettings(pair.before, pair), after: wholeSettings(pair.after, pair) };
  const changed = namesOf([settings.before]).filter((name) => !isEqual(settings.before[name], settings.after[name]));
  return {
    pair,
    changes: [...changes, ...values.changes, ...otherSettings(subject, settings, isSaid)],
    isExplained: (name) => explained.has(name) || changed.includes(name),
    values: values.explained,
  };
}

/** The settings of a field, whether the schema leaves them out or not. */
const wholeSettings = (field: FieldSchema, { before, after }: Pair<FieldSchema>): Members =>
  Object.fromEntries(namesOf([before, after]).map((name) => [name, memberOf(field, name as keyof FieldSchema)]));

const inModule = (module: ModuleSchema, name: string, field: FieldSchema): FieldInModule => ({
  field,
  mandatory: mandatoryIn(module, name),
});

function mandatoryIn(module: ModuleSchema, name: string): FieldInModule["mandatory"] {
  const requirement = requirementOf(module, name);
  if (requirement === "zoho") return "always";
  return requirement === "all layouts" ? "in every layout" : "no";
}

/** Fields do not change places because one of them is new. */
export function quickCreateOrder(modules: ModulePair, pairs: readonly FieldPair[]): Difference[] {
  if (!isReordered(pairs, "quick_sequence_number")) return [];
  const text = `${named(modules.name)}: the fields of the quick create form are in another order`;
  return [{ kind: "order-changed", module: modules.name, text, breaking: false }];
}
