/** What changed in the modules that are in both schemas. */
import { segment } from "../ids.js";
import type { ModuleSchema, Schema } from "../schema.js";
import type { Difference } from "./difference.js";
import { fieldChanges, fieldPairs, goneAndNewFields, type ModulePair, quickCreateOrder } from "./fields.js";
import { layoutChanges } from "./layouts/layouts.js";
import { pairedLayouts } from "./layouts/pairs.js";
import { isRead } from "./origin.js";
import type { Pair } from "./pair.js";
import { relatedListChanges } from "./related-lists.js";
import { MODULE_RULES } from "./rules/module-rules.js";
import { findings, otherSettings } from "./rules/rule.js";
import { allSettings } from "./settings/all-settings.js";
import { type NewSettings, newSettings } from "./settings/new-settings.js";
import { isPosition, isReordered } from "./settings/order.js";
import { isEqual, own } from "./settings/settings.js";
import { named } from "./words.js";

/** The parts of a module that Zoho sends in one response each. */
const PARTS = { fields: {}, layouts: [], related_lists: [] } as const;

/** The modules of both schemas, without the parts that one of them lacks. */
export function modulePairs(schemas: Pair<Schema>): ModulePair[] {
  return Object.entries(schemas.before.modules).flatMap(([name, before]) => {
    const after = schemas.after.modules[name];
    if (after === undefined) return [];
    // A layout has only what differs from the fields.
    const lacking = Object.entries(PARTS).filter(
      ([part]) => !isRead(schemas, name, part) || (part === "layouts" && !isRead(schemas, name, "fields")),
    );
    const without = (module: ModuleSchema): ModuleSchema => ({ ...module, ...Object.fromEntries(lacking) });
    const pair = { before: without(before), after: without(after) };
    const idsIn = (schema: Schema) => (layout: string) =>
      own(schema.ids, `${segment(name)}/layouts/${segment(layout)}/id`);
    const layouts = pairedLayouts(
      { before: pair.before.layouts, after: pair.after.layouts },
      { before: idsIn(schemas.before), after: idsIn(schemas.after) },
    );
    return [{ name, ...pair, layouts }];
  });
}

/** @param seenBy What to say after "is gone" if the second schema may not show everything. */
export function changesInModules(schemas: Pair<Schema>, modules: readonly ModulePair[], seenBy: string): Difference[] {
  const { changes, names } = newSettings(allSettings(schemas, modules));
  return [
    ...changes,
    ...orderChange(modules),
    ...modules.filter(isChanged).flatMap((pair) => moduleChanges(pair, names, seenBy)),
  ];
}

/** Most modules are as they were. */
const isChanged = ({ before, after }: ModulePair): boolean => !isEqual(before, after);

function orderChange(modules: readonly ModulePair[]): Difference[] {
  const facts = modules.map(({ before, after }) => ({ before: before.module, after: after.module }));
  return isReordered(facts)
    ? [{ kind: "order-changed", text: "The modules are in another order", breaking: false }]
    : [];
}

function moduleChanges(pair: ModulePair, news: NewSettings, seenBy: string): Difference[] {
  const module = pair.name;
  const subject = named(module);
  const facts = { before: pair.before.module, after: pair.after.module };
  const { changes, explained } = findings(MODULE_RULES, facts, subject);
  const isSaid = (name: string) => explained.has(name) || news.modules.has(name) || isPosition(name, facts);
  const fields = fieldPairs(pair);
  const known = new Map(fields.map((field) => [field.name, fieldChanges(pair, field, news)]));
  return [
    ...[...changes, ...otherSettings(subject, facts, isSaid)].map((change) => ({ module, ...change })),
    ...goneAndNewFields(pair, seenBy),
    ...[...known].flatMap(([field, { changes: found }]) => found.map((change) => ({ module, field, ...change }))),
    ...quickCreateOrder(pair, fields),
    ...layoutChanges(pair.layouts, {
      module,
      common: known,
      isGoneOrNew: (name) => Object.hasOwn(pair.before.fields, name) !== Object.hasOwn(pair.after.fields, name),
      news,
    }).map((change) => ({ module, ...change })),
    ...relatedListChanges(pair, news),
  ];
}
