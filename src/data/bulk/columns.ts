/** The types of columns: fields, and fields that a path through lookups leads to. */
import { CrmError } from "../../core/errors/errors.js";
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import type { Schema } from "../../schema/schema.js";
import { isModule } from "../../schema/values/field-rule.js";
import type { ValueType } from "../../schema/values/field-type.js";
import { fieldsOf, type ModuleFields } from "../module-fields.js";

/**
 * The types of columns by their names. Each module whose fields it needs costs a credit without a schema.
 * @throws CrmError `INVALID_FIELD` if the module has no such field; what {@link fieldsOf} throws
 */
export async function columnTypes(
  crm: ApiClient,
  module: string,
  names: readonly string[],
  schema: Schema | undefined,
  options: RequestOptions,
): Promise<Record<string, ValueType>> {
  const known = new Map<string, Promise<ModuleFields>>();
  const fieldsIn = (name: string): Promise<ModuleFields> => {
    const found = known.get(name) ?? fieldsOf(crm, name, schema, options);
    known.set(name, found);
    return found;
  };
  const typeOf = async (name: string): Promise<ValueType> => {
    const path = name.split(".");
    let at = module;
    for (const [index, step] of path.entries()) {
      const isLast = index === path.length - 1;
      if (isLast && step === "id") return "text";
      const field = (await fieldsIn(at)).get(step);
      if (field === undefined) throw invalidField(name, at, step);
      if (isLast) return field.type;
      const target = field.lookup;
      if (target === undefined) throw invalidField(name, at, step, "which is not a lookup");
      // What can be read of a user is text.
      if (!isModule(target)) return "text";
      at = target;
    }
    return "unknown";
  };
  const types: [string, ValueType][] = [];
  for (const name of names) types.push([name, await typeOf(name)]);
  return Object.fromEntries(types);
}

const invalidField = (name: string, module: string, step: string, why?: string): CrmError => {
  const problem = why === undefined ? `${module} has no field ${step}` : `it leads through ${module}.${step}, ${why}`;
  return new CrmError(`the column ${name} does not exist: ${problem}`, {
    code: "INVALID_FIELD",
    details: { column: name, module },
  });
};
