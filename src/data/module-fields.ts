/** What reading and writing records must know about the fields of a module. */
import { notInCoql } from "../../generated/limits.js";
import { getFields } from "../../generated/operations/fields.js";
import { CrmError } from "../core/errors/errors.js";
import type { ApiClient, RequestOptions } from "../core/operation.js";
import { memberOf } from "../schema/metadata.js";
import type { FieldSchema, Schema } from "../schema/schema.js";
import { type FieldRule, fieldRule } from "../schema/values/field-rule.js";

export interface DataField extends FieldRule {
  /** Its API name. */
  readonly name: string;
  /** Whether Zoho rejects a second record with the same value. */
  readonly isUnique: boolean;
  /** Whether COQL selects and compares it. */
  readonly isInCoql: boolean;
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
  if (schema === undefined) {
    const { fields } = await getFields(crm, { module }, options);
    return new Map(fields.map((field) => [field.api_name, dataField(field.api_name, field)]));
  }
  const known = Object.hasOwn(schema.modules, module) ? schema.modules[module] : undefined;
  if (known === undefined)
    throw new CrmError(`the schema has no module ${module}`, { code: "INVALID_MODULE", details: { module } });
  return new Map(Object.entries(known.fields).map(([name, field]) => [name, dataField(name, field)]));
}

const dataField = (name: string, field: FieldSchema): DataField => ({
  name,
  ...fieldRule(name, field),
  isUnique: Object.keys(memberOf(field, "unique") ?? {}).length > 0,
  isInCoql: !notInCoql.includes(field.data_type),
});
