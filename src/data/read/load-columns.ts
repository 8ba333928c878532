/** Reads what must be known of a module before its rows are read. */
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import type { Schema } from "../../schema/schema.js";
import { fieldsIn, fieldsOf, type ModuleFields } from "../module-fields.js";
import { columnsOf, type KnownFields, type ReadColumn } from "./columns.js";

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
  for (let next: string | undefined = module; next !== undefined; ) {
    if (!known.has(next)) known.set(next, await fieldsOf(crm, next, schema, options));
    const { columns, missing }: ReturnType<typeof columnsOf> = columnsOf(module, fields, known);
    next = isWhole || schema !== undefined ? missing[0] : undefined;
    if (next === undefined) return columns;
  }
  return [];
}

/** The modules of the columns, as far as the schema knows them. Nothing is sent. */
export function knownColumns({ module, fields, schema }: Wanted): readonly ReadColumn[] {
  const known: KnownFields & Map<string, ModuleFields> = new Map();
  if (schema === undefined) return columnsOf(module, fields, known).columns;
  for (let next: string | undefined = module; next !== undefined; ) {
    known.set(next, fieldsIn(schema, next));
    const { columns, missing }: ReturnType<typeof columnsOf> = columnsOf(module, fields, known);
    next = missing[0];
    if (next === undefined) return columns;
  }
  return [];
}
