/**
 * The names that generated code uses, other than those of the description. Emitters take them from here, and
 * `external/normalize/names.ts` reserves them.
 */
import { type Code, imported, RUNTIME } from "./code.js";

const from = <const Name extends string>(module: string, isType: boolean, ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, imported(module, name, isType)])) as Record<Name, Code>;

/** Types of the hand-written module. */
export const runtimeTypes = from(
  RUNTIME,
  true,
  "ApiClient",
  "ClientOf",
  "Download",
  "FileInput",
  "LimitClause",
  "OfModule",
  "OfRows",
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
  "checked",
  "defined",
  "formBody",
  "formStyles",
  "headerStyles",
  "multipartAs",
  "multipartBody",
  "ofModule",
  "pathStyles",
  "queryStyles",
  "typed",
  "unwrap",
  "unwrapDownload",
  "unwrapEmpty",
  "unwrapList",
  "unwrapOptional",
  "unwrapOptionalDownload",
  "unwrapText",
  "withCookies",
);

/** Types of `modules.ts`. */
export const moduleTypes = from(
  "modules",
  true,
  "AllModules",
  "DefaultModules",
  "FieldName",
  "ModuleName",
  "ModuleRegistry",
  "NewRecordOf",
  "Only",
  "OrganizationModules",
  "RecordChangeOf",
  "RecordOf",
  "RecordPatchOf",
  "RowOf",
);

/** The constants of `errors.ts`. */
export const remedies = imported("errors", "remedies", false);
export const moduleNames = imported("errors", "moduleNames", false);

/** Types of `schema.ts`. */
export const schemaTypes = from("schema", true, "Created", "Json", "Nothing", "Ok", "OkOrNothing", "paths");

/** Types and functions of `client.ts`. */
export const clientTypes = from("client", true, "Groups", "RawClient");
export const clientFunctions = from("client", false, "bindGroups");

/** Parameters and variables of generated functions, beside those that are named after parameters of the API. */
const LOCALS = ["client", "options", "params", "query", "result"];

/** Names that the body of a generated function uses. */
export const VALUES: readonly string[] = [...LOCALS, ...Object.keys(runtimeFunctions)];

/** Names that no generated function can have. A name that is imported as a type is also taken. */
export const FUNCTIONS: readonly string[] = [
  ...VALUES,
  remedies.text,
  moduleNames.text,
  ...Object.keys(clientFunctions),
  ...Object.keys(schemaTypes),
];

/** Types of the language that generated code uses. */
const GLOBALS = ["Blob", "Date", "Exclude", "Extract", "Object", "Omit", "Pick", "Promise", "Readonly", "Record"];

/** Names that no generated type of a description can have. */
export const TYPES: readonly string[] = [
  ...GLOBALS,
  ...[runtimeTypes, moduleTypes, schemaTypes, clientTypes].flatMap(Object.keys),
];
