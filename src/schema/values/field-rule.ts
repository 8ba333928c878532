/** What the metadata of a field says about writing to it. */
import { memberOf } from "../metadata.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";
import { ANY_MODULE, lookupModule, rowModule } from "../types/references.js";
import { fieldTypeOf, type ValueType } from "./field-type.js";
import type { ValueRule } from "./value-problem.js";

/** What the values of a field must satisfy. */
export interface FieldRule extends ValueRule {
  /** Set by Zoho. Values sent for it are ignored. */
  readonly readOnly: boolean;
  readonly mandatory: boolean;
  /** The module that a lookup points to; `users`, `layouts`, and `se_module` (any module) are not modules. */
  readonly lookup: string | undefined;
  /** The module of its rows: those of a subform, or of the linking module of a multi-select lookup. */
  readonly rows: string | undefined;
}

/** What a field accepts. @param apiName Its name */
export function fieldRule(apiName: string, field: FieldSchema): FieldRule {
  const type = fieldTypeOf(field);
  const length = field.length ?? undefined;
  const readOnly = isReadOnlyField(apiName, field);
  return {
    type,
    maxLength: length,
    // For a number, Zoho's length is the number of digits.
    maxDigits: length ?? Number.POSITIVE_INFINITY,
    readOnly,
    mandatory: !readOnly && memberOf(field, "system_mandatory") === true,
    lookup: targetOf(field, type),
    rows: rowModule(field),
  };
}

/** The data types that Zoho computes, whatever `read_only` says. */
export const COMPUTED: ReadonlySet<string> = new Set(["autonumber", "formula", "rollup_summary"]);

/** What no form shows, and calls can set. */
const FOR_CALLS = new Set(["Owner", "Tag", "Layout", "$se_module", "$line_tax"]);

/** What Zoho sets for every record, whether a schema lists it or not. */
export const SYSTEM: ReadonlySet<string> = new Set([
  "id",
  "Created_By",
  "Modified_By",
  "Created_Time",
  "Modified_Time",
]);

/**
 * Whether Zoho ignores values for a field. Recorded creators and times of creation have `read_only: false`, but no form
 * to edit them in. `field_read_only` does not tell: recorded owners have it, and can be set.
 */
export function isReadOnlyField(apiName: string, field: FieldSchema): boolean {
  if (FOR_CALLS.has(apiName)) return false;
  if (SYSTEM.has(apiName) || COMPUTED.has(field.data_type) || memberOf(field, "read_only") === true) return true;
  const { create, edit, quick_create } = field.view_type ?? {};
  return create === false && edit === false && quick_create !== true;
}

/** Whether a field holds the products of an order. In v2 they are not a subform, and have rules of their own. */
export const holdsItems = (apiName: string, custom: boolean | undefined): boolean =>
  apiName === "Product_Details" && custom !== true;

/** Whether one of the fields of a module refers to records of any module, which the member `$se_module` then names. */
export const refersToAny = ({ fields }: ModuleSchema): boolean =>
  Object.values(fields).some((field) => lookupModule(field) === ANY_MODULE);

/** Whether the target of a lookup is a module. */
export const isModule = (target: string): boolean => ![ANY_MODULE, "users", "layouts"].includes(target);

function targetOf(field: FieldSchema, type: ValueType): string | undefined {
  if (type === "ownerlookup") return "users";
  if (type === "lookup") return lookupModule(field) ?? ANY_MODULE;
  // In v2, the layout of a record is a bigint that is an object.
  return type === "jsonobject" && /^(bigint|layout)$/.test(field.data_type) ? "layouts" : undefined;
}
