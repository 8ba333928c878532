import { needFiles } from "../core/platform.js";
import type { Schema } from "./schema.js";

export { type CheckOptions, checkRecord, type RecordProblem } from "./check-record.js";
export { compareSchemas } from "./compare/compare.js";
export type { Difference, DifferenceKind } from "./compare/difference.js";
export { type PullOptions, type PullProgress, pullCredits, pullSchema, type SchemaClient } from "./pull.js";
export type { FieldSchema, LayoutSchema, ModuleSchema, Schema } from "./schema.js";
export type { UnknownField } from "./types/module-file.js";
export { type WriteTypesOptions, type WrittenTypes, writeTypes } from "./write-types.js";

/**
 * Reads a schema file of `zcrm pull`, and checks that it is one.
 *
 * @throws CrmError `SCHEMA_NOT_READ`, `INVALID_SCHEMA`, or `SCHEMA_FORMAT` if another version of zcrm wrote it.
 * @example
 * const schema = await readSchema("src/zoho/schema.json");
 * console.log(Object.keys(schema.modules));
 */
export async function readSchema(file: string): Promise<Schema> {
  needFiles("readSchema()", "import the file as JSON");
  // Loaded on first use, so that a program for a runtime without files can import this module.
  return (await import("./schema-file.js")).readSchemaFile(file);
}
