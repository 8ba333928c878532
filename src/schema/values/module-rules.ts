/** What a module accepts, read from its schema once. */

import { memberOf } from "../metadata.js";
import type { ModuleSchema } from "../schema.js";
import { type FieldRule, fieldRule, holdsItems, refersToAny } from "./field-rule.js";

export interface ModuleRules {
  /** By API name, in the order of the schema. */
  readonly fields: ReadonlyMap<string, FieldRule>;
  /** The fields that hold the products of an order. */
  readonly items: ReadonlySet<string>;
}

const KNOWN = new WeakMap<ModuleSchema, ModuleRules>();

export function rulesOf(module: ModuleSchema): ModuleRules {
  const known = KNOWN.get(module);
  if (known !== undefined) return known;
  const own = Object.entries(module.fields).map(([name, field]) => [name, fieldRule(name, field)] as const);
  const items = Object.entries(module.fields)
    .filter(([name, field]) => holdsItems(name, memberOf(field, "custom_field")))
    .map(([name]) => name);
  // Zoho does not list these members, and takes them.
  const unlisted = [
    ...(refersToAny(module) ? [["$se_module", fieldRule("$se_module", MODULE_NAME)] as const] : []),
    ...(items.length > 0 ? [["$line_tax", fieldRule("$line_tax", TAXES)] as const] : []),
  ];
  const rules = { fields: new Map([...unlisted, ...own]), items: new Set(items) };
  KNOWN.set(module, rules);
  return rules;
}

const MODULE_NAME = { data_type: "module", json_type: "string" };
const TAXES = { data_type: "text", json_type: "jsonarray" };
