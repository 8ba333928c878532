/**
 * The names that generated code brings with it, beside those of the description. Emitters take them from here, and
 * `external/normalize/names.ts` keeps the names of a description off them.
 */
import { type Code, imported, RUNTIME } from "./code.js";

const from = <const Name extends string>(module: string, isType: boolean, ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, imported(module, name, isType)])) as Record<Name, Code>;

/** Types of the hand-written module. */
export const runtimeTypes = from(
  RUNTIME,
  true,
  "ApiClient",
  "Download",
  "FileInput",
  "LimitClause",
  "Operation",
  "RawCalls",
  "RequestOptions",
);

/** Functions of the hand-written module. */
export const runtimeFunctions = from(
  RUNTIME,
  false,
  "bodyAs",
  "callInit",
  "defined",
  "formBody",
  "multipartBody",
  "ofModule",
  "queryStyles",
  "typed",
  "unwrap",
  "unwrapDownload",
  "unwrapEmpty",
  "unwrapList",
  "unwrapOptional",
  "unwrapOptionalDownload",
);

/** Types of `modules.ts`. */
export const moduleTypes = from(
  "modules",
  true,
  "FieldName",
  "ModuleName",
  "ModuleRegistry",
  "NewRecordOf",
  "OfModule",
  "Only",
  "RecordChangeOf",
  "RecordOf",
  "RecordPatchOf",
  "RowOf",
);

/** The constant of `errors.ts`. */
export const remedies = imported("errors", "remedies", false);

/** Types of `schema.ts`. */
export const schemaTypes = from("schema", true, "Json", "Nothing", "paths");

/** Types and functions of `client.ts`. */
export const clientTypes = from("client", true, "Groups", "RawClient");
export const clientFunctions = from("client", false, "bindGroups");

/** Parameters and variables of generated functions. */
const LOCALS = ["body", "client", "options", "params", "query", "result"];

const namesIn = (...groups: readonly Readonly<Record<string, Code>>[]): string[] => groups.flatMap(Object.keys);

/** Names that no function of a description can have. Its parameters can have those of {@link LOCALS} that are free. */
export const TAKEN_BY_CODE: readonly string[] = [
  ...LOCALS,
  remedies.text,
  ...namesIn(runtimeFunctions, clientFunctions),
  // A function cannot stand beside an import of its name, even if that is a type.
  ...namesIn(schemaTypes),
];

/** Names that no type of a description can have. */
export const TAKEN_BY_TYPES: readonly string[] = namesIn(runtimeTypes, moduleTypes, schemaTypes, clientTypes);
