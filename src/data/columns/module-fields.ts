/** What reading and writing records must know about the fields of a module. */
import { notInCoql } from "../../../generated/limits.js";
import { getFields } from "../../../generated/operations/fields.js";
import { CrmError } from "../../core/errors/errors.js";
import { nearest } from "../../core/errors/nearest.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import { memberOf } from "../../schema/metadata.js";
import type { FieldSchema, Schema } from "../../schema/schema.js";
import { type FieldRule, fieldRule } from "../../schema/values/field-rule.js";

export interface DataField extends FieldRule {
  /** Its API name. */
  readonly name: string;
  /** Whether Zoho rejects a second record with the same value. */
  readonly isUnique: boolean;
  /** Whether COQL selects and compares it. */
  readonly isInCoql: boolean;
  /** Zoho's data type, such as `formula`. */
  readonly dataType: string;
  /** Whether a value of its picklist contains a semicolon, which separates values in CSV. */
  readonly hasSemicolon: boolean;
}

/** The fields by API name. */
export type ModuleFields = ReadonlyMap<string, DataField>;

/**
 * The fields of a module: from the schema, else from Zoho, for one credit.
 * @throws CrmError `INVALID_MODULE` if the schema does not have the module, and what the call throws
 */
export async function fieldsOf(
  crm: ApiClient,
  module: string,
  schema: Schema | undefined,
  options: RequestOptions = {},
): Promise<ModuleFields> {
  if (schema !== undefined) return fieldsIn(schema, module);
  const { fields } = await getFields(crm, { module }, options);
  return new Map(fields.map((field) => [field.api_name, dataField(field.api_name, field)]));
}

/** The fields of a module of the schema. @throws CrmError `INVALID_MODULE` if the schema does not have it */
export function fieldsIn({ modules }: Schema, module: string): ModuleFields {
  const known = Object.hasOwn(modules, module) ? modules[module] : undefined;
  if (known !== undefined)
    return new Map(Object.entries(known.fields).map(([name, field]) => [name, dataField(name, field)]));
  const near = nearest(module, Object.keys(modules));
  throw new CrmError(`the schema has no module ${module}${near === undefined ? "" : `; did you mean ${near}?`}`, {
    code: "INVALID_MODULE",
    details: { module },
  });
}

const dataField = (name: string, field: FieldSchema): DataField => ({
  name,
  ...fieldRule(name, field),
  isUnique: Object.keys(memberOf(field, "unique") ?? {}).length > 0,
  isInCoql: !notInCoql.includes(field.data_type),
  dataType: field.data_type,
  hasSemicolon: (memberOf(field, "pick_list_values") ?? []).some(({ actual_value }) => actual_value.includes(";")),
});
