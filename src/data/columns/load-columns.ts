/** Reads what must be known of a module before its rows are read. */
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import type { Schema } from "../../schema/schema.js";
import { columnsOf, type ReadColumn } from "./columns.js";
import { fieldsIn, fieldsOf, type ModuleFields } from "./module-fields.js";

/** Which columns of which module. */
export interface Wanted {
  readonly module: string;
  readonly fields: readonly string[];
  /** What is known of the organization; otherwise its metadata is read. */
  readonly schema?: Schema | undefined;
}

/**
 * The columns: one credit for the fields of each module that the schema does not know.
 * @param known What was read before. The fields that are read now are added
 * @param isWhole Whether the types of paths through lookups are needed, too
 * @throws CrmError `INVALID_MODULE`, `INVALID_QUERY` for a column that does not exist, and what the calls throw
 */
export async function loadColumns(
  crm: ApiClient,
  { module, fields, schema }: Wanted,
  known: Map<string, ModuleFields>,
  isWhole: boolean,
  options: RequestOptions = {},
): Promise<readonly ReadColumn[]> {
  known.set(module, known.get(module) ?? (await fieldsOf(crm, module, schema, options)));
  for (;;) {
    const { columns, missing } = columnsOf(module, fields, known);
    const [next] = missing;
    if (next === undefined) return columns;
    const isPulled = schema !== undefined && Object.hasOwn(schema.modules, next);
    if (!isWhole && !isPulled) return columns;
    known.set(next, await fieldsOf(crm, next, isPulled ? schema : undefined, options));
  }
}

/** The columns, as far as the schema knows them. Nothing is sent. */
export function knownColumns({ module, fields, schema }: Wanted): readonly ReadColumn[] {
  const known = new Map<string, ModuleFields>();
  if (schema !== undefined) known.set(module, fieldsIn(schema, module));
  for (;;) {
    const { columns, missing } = columnsOf(module, fields, known);
    const next = missing.find((name) => schema !== undefined && Object.hasOwn(schema.modules, name));
    if (schema === undefined || next === undefined) return columns;
    known.set(next, fieldsIn(schema, next));
  }
}
