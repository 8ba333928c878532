/** The model that code is emitted from. Every decision based on the description is made here. */
import type {
  OpenAPI3,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  RequestBodyObject,
  ResponseObject,
  SchemaObject,
} from "openapi-typescript";
import type { Code } from "./code/code.js";
import { camelCase, checkedName, kebabCase, pascalCase } from "./code/names.js";
import { runtimeTypes } from "./code/vocabulary.js";
import type { Description } from "./description.js";
import type { RecordTypes } from "./types/modules.js";
import {
  type Generics,
  type ModuleParameter,
  nameType,
  type RowType,
  type RowTypes,
  rowTypes,
} from "./types/row-types.js";
import { refName, single, type TypeCode, typeOf, union } from "./types/type-code.js";

export interface ApiModel {
  readonly groups: readonly GroupModel[];
  /** What to do about an error, by its code. */
  readonly remedies: Readonly<Record<string, string>>;
  /** The lists that are paged by a clause of a query in their body. */
  readonly queryPaging: readonly QueryPaging[];
}

/** Pages by the limit clause of a query. */
export interface QueryPaging {
  /** The member of the body that holds the query. */
  readonly member: string;
  /** The limit of a query without a clause. */
  readonly default: number;
}

/** The operations of one tag: one file, one member of the client. */
export interface GroupModel {
  /** `customViews` */
  readonly name: string;
  /** `CustomViewsOperations` */
  readonly typeName: string;
  /** `custom-views` */
  readonly file: string;
  /** `spec/paths/custom-views.yaml` */
  readonly source: string;
  readonly doc: string;
  readonly operations: readonly OperationModel[];
}

export interface OperationModel {
  /** `getRecords` */
  readonly id: string;
  /** The group that has it: `records`. */
  readonly group: string;
  /** `list` */
  readonly method: string;
  readonly verb: string;
  readonly path: string;
  /** The path with that of its server: `/crm/v2/{module}`. */
  readonly fullPath: string;
  readonly summary: string;
  readonly description: string;
  /** When there is nothing to return: `the id is unknown`. */
  readonly nothing: string | undefined;
  /** Whether some entries of a request can be rejected while others are accepted. */
  readonly isPartial: boolean;
  /** Alternatives, each of which may need several scopes at once. */
  readonly scopes: readonly (readonly string[])[];
  readonly idempotent: boolean | "unless-rows";
  /** Whether a retry gets the response that the first attempt would have got, if the operation does not only read. */
  readonly stableResponse: boolean;
  /** The host as the description has it: `https://www.zohoapis.com`. */
  readonly origin: string;
  /** The server, if it is not the API's. */
  readonly server: string | undefined;
  /** The path of its server, if it is not the description's own. */
  readonly base: string | undefined;
  readonly auth: boolean;
  /** The media type that is asked for, if the server offers several. */
  readonly accept: string | undefined;
  /** Whether a 2xx always is a result, whatever it contains. */
  readonly statusOnly: boolean;
  /** Where a list ends although it may be longer. */
  readonly ceiling: Ceiling | undefined;
  /** How to find out whether a call was carried out whose response was lost. */
  readonly outcomeCheck: string | undefined;
  /** Parameters of which at least one is required. */
  readonly anyOf: readonly string[] | undefined;
  /** Whether no value in the path may contain a slash; or the parameter with which it may. */
  readonly noSlash: true | string | undefined;
  readonly paramsName: string;
  /** Type parameters that are inferred from the parameters: the module, the requested fields, the rows of a query. */
  readonly generics: Generics;
  readonly params: readonly ParamModel[];
  readonly body: BodyModel | undefined;
  readonly result: ResultModel;
  /** Parameters of a typical call. */
  readonly example: Readonly<Record<string, unknown>>;
  /** Headers that a typical call adds, as options. */
  readonly exampleHeaders: Readonly<Record<string, string>> | undefined;
}

/** The number of rows that Zoho returns of a list at most, and how to get at the others. */
interface Ceiling {
  readonly rows: number;
  readonly wayOut: string;
}

export interface ParamModel extends RowType {
  /** Name in code: `ifModifiedSince`. */
  readonly name: string;
  /** Name on the wire: `If-Modified-Since`. */
  readonly wireName: string;
  readonly place: "path" | "query" | "header" | "cookie";
  /** The runtime's words for how it is written, if it is not the client's default. */
  readonly styles: readonly string[];
  readonly required: boolean;
  /** Whether it is the name of one of the modules that the description has. */
  readonly isModule: boolean;
  readonly doc: string;
  readonly example: unknown;
}

export interface BodyModel extends RowType {
  readonly required: boolean;
  /** Whether null is a body, too. */
  readonly nullable: boolean;
  readonly form: "json" | "urlencoded" | "multipart" | "raw";
  /** `text/csv` */
  readonly mediaType: string;
  /** How the fields of a form are written: names by style, or media types by name. */
  readonly fields: object | undefined;
  readonly doc: string;
}

/** Its type depends on the module if its records are those of a module, which the schema of the response does not say. */
export interface ResultModel extends RowType {
  readonly kind: "json" | "text" | "optional" | "list" | "empty" | "download" | "optionalDownload";
  /** The row of a query that says nothing of its rows, if the result holds rows of a query. */
  readonly queryRow?: Code | undefined;
  /** The member that holds the rows, if it is the only one: `data`. */
  readonly rows?: string | undefined;
  /** The types of a file, if they are known: `image/*`. */
  readonly mediaTypes?: readonly string[];
  /** The result of a 204, if the result is a list. */
  readonly empty?: unknown;
  /** Whether a 200 may be empty although other responses are not. */
  readonly empty200?: boolean;
}

type Operation = OperationObject & {
  "x-method"?: string;
  "x-idempotent"?: boolean | "unless-rows";
  "x-stable-response"?: boolean;
  "x-any-of"?: readonly string[];
  "x-empty"?: unknown;
  "x-ceiling"?: { rows: number; "way-out": string };
  "x-outcome-check"?: string;
  "x-nothing"?: string;
  "x-accept"?: string;
  "x-errors-in-success"?: boolean;
  "x-paging"?: "page" | QueryPaging;
  /** Names of optional parameters that a typical call has. */
  "x-example-parameters"?: readonly string[];
  "x-example-headers"?: Readonly<Record<string, string>>;
};

/** What the root says beyond OpenAPI. */
interface Extensions {
  readonly "x-error-remedies"?: Readonly<Record<string, string>>;
  readonly "x-errors"?: Readonly<Record<string, { readonly remedy: string; readonly "in-message"?: boolean }>>;
  readonly "x-no-slash-in-path"?: { readonly unless: string };
}

const VERBS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Reads the model from a description that keeps the rules. */
export function readModel({ document, sourceOf }: Description, types: RecordTypes): ApiModel {
  const resolve = resolver(document);
  const extensions = document as Extensions;
  const queryPaging: QueryPaging[] = [];
  const inSuccess = (document as Pick<Operation, "x-errors-in-success">)["x-errors-in-success"] ?? false;
  const groups = new Map<string, GroupModel & { operations: OperationModel[] }>();
  for (const { name, description } of document.tags ?? []) {
    groups.set(name, {
      name: camelCase(name),
      typeName: `${pascalCase(name)}Operations`,
      file: kebabCase(name),
      source: "",
      doc: description ?? name,
      operations: [],
    });
  }

  for (const [path, given] of Object.entries(document.paths ?? {})) {
    const item = resolve(given);
    for (const [verb, described] of Object.entries(item)) {
      if (!VERBS.has(verb)) continue;
      const operation = resolve(described as Operation);
      const group = groups.get(operation.tags?.[0] ?? "");
      if (!group) throw new Error(`${operation.operationId}: its tag is not listed`);
      const own = operation.servers?.[0] ?? item.servers?.[0];
      const server = {
        ...own,
        ...addressOf(own ?? document.servers?.[0]),
        defaultPath: addressOf(document.servers?.[0]).path,
      };
      const shared = item.parameters ?? [];
      const parameters = [...shared, ...(operation.parameters ?? [])].map(resolve) as ModuleParameter[];
      groups.set(operation.tags?.[0] ?? "", { ...group, source: group.source || sourceOf(path) });
      const paging = operation["x-paging"];
      if (typeof paging === "object") queryPaging.push({ member: paging.member, default: paging.default });
      const known = { "x-errors-in-success": inSuccess, ...operation };
      const read = readOperation(known, verb, path, server, parameters, resolve, types);
      group.operations.push({
        ...read,
        group: group.name,
        noSlash: noSlashIn(parameters, extensions["x-no-slash-in-path"]),
      });
    }
  }

  return {
    groups: [...groups.values()].filter(({ operations }) => operations.length > 0),
    remedies: { ...extensions["x-error-remedies"], ...remediesInMessages(extensions["x-errors"]) },
    queryPaging,
  };
}

function readOperation(
  operation: Operation,
  verb: string,
  path: string,
  server: { origin: string; path: string; defaultPath: string; "x-server"?: string },
  parameters: readonly ModuleParameter[],
  resolve: Resolve,
  types: RecordTypes,
): Omit<OperationModel, "group" | "noSlash"> {
  const id = checkedName(operation.operationId ?? "");
  const ceiling = operation["x-ceiling"];
  const rows = rowTypes(operation, parameters, types);
  const params = parameters.map((parameter) => readParameter(parameter, rows, types));
  const result = readResult(operation, resolve, rows);
  const body = operation.requestBody && readBody(resolve(operation.requestBody), resolve, rows);
  return {
    id,
    method: operation["x-method"] ?? id,
    verb: verb.toUpperCase(),
    path,
    fullPath: `${server.path}${path}`,
    summary: operation.summary ?? id,
    description: operation.description ?? "",
    nothing: operation["x-nothing"],
    isPartial: operation.responses?.["207"] !== undefined,
    scopes: (operation.security ?? []).map((needed) => (Object.values(needed) as string[][]).flat()),
    idempotent: operation["x-idempotent"] ?? verb === "get",
    stableResponse: operation["x-stable-response"] ?? false,
    origin: server.origin,
    server: server["x-server"],
    base: server.path === server.defaultPath ? undefined : server.path,
    auth: operation.security === undefined || operation.security.length > 0,
    accept: operation["x-accept"],
    statusOnly: operation["x-errors-in-success"] !== true,
    ceiling: ceiling && { rows: ceiling.rows, wayOut: ceiling["way-out"] },
    outcomeCheck: operation["x-outcome-check"],
    anyOf: operation["x-any-of"],
    paramsName: `${pascalCase(id)}Params`,
    generics: result.queryRow ? [...rows.generics, "Row"] : rows.generics,
    params: params.toSorted((a, b) => Number(b.required) - Number(a.required)),
    body,
    result,
    example: exampleCall(parameters, operation, resolve),
    exampleHeaders: operation["x-example-headers"],
  };
}

/** The remedies that messages of errors end with. Those of all errors would double the size of a program with few calls. */
const remediesInMessages = (errors: Extensions["x-errors"] = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors)
      .filter(([, error]) => error["in-message"] === true)
      .map(([code, { remedy }]) => [code, remedy]),
  );

/** What `x-no-slash-in-path` means for an operation. */
function noSlashIn(
  parameters: readonly ModuleParameter[],
  rule: Extensions["x-no-slash-in-path"],
): true | string | undefined {
  if (!rule || parameters.every((parameter) => parameter.in !== "path")) return undefined;
  const exception = parameters.find(({ name }) => name === rule.unless);
  return exception ? nameOf(exception) : true;
}

function addressOf(server: { url: string } | undefined): { origin: string; path: string } {
  if (server === undefined) return { origin: "", path: "" };
  const { origin, pathname } = new URL(server.url);
  return { origin, path: pathname.replace(/\/$/, "") };
}

/** A parameter's name in code. */
const nameOf = ({ name, in: place, "x-name": given }: ParameterObject): string =>
  given ?? (place === "header" ? camelCase(name) : name);

function readParameter(parameter: ModuleParameter, rows: RowTypes, { modules }: RecordTypes): ParamModel {
  return {
    name: nameOf(parameter),
    wireName: parameter.name,
    place: parameter.in,
    styles: parameter["x-styles"] ?? [],
    ...(nameType(parameter, rows, modules.length > 0) ?? independent(valueType(parameter))),
    required: parameter.required ?? false,
    isModule: modules.length > 0 && parameter["x-module-name"] === true,
    doc: parameterDoc(parameter),
    example: parameter.example,
  };
}

const independent = (type: TypeCode): RowType => ({ type, inRegistry: undefined });

/** A time may be a `Date`. */
function valueType({ schema, in: place }: ParameterObject): TypeCode {
  const isTime = schema && !("$ref" in schema) && schema.type === "string" && schema.format === "date-time";
  const type = typeOf(schema, true);
  return isTime && place !== "path" && !schema.enum ? union([type, single("Date")]) : type;
}

function parameterDoc({ description = "", schema }: ParameterObject): string {
  const given = schema && !("$ref" in schema) ? schema.default : undefined;
  return given === undefined ? description : `${description}\n@default ${JSON.stringify(given)}`;
}

const FORMS: Readonly<Record<string, BodyModel["form"]>> = {
  "application/json": "json",
  "application/x-www-form-urlencoded": "urlencoded",
  "multipart/form-data": "multipart",
};

function readBody({ content, required, description }: RequestBodyObject, resolve: Resolve, rows: RowTypes): BodyModel {
  const [[type, media] = ["application/json", {}]] = Object.entries(content);
  const schema = media && "schema" in media ? media.schema : undefined;
  return {
    ...rows.complete(typeOf(schema, true)),
    required: required ?? false,
    nullable: FORMS[type] === "json" && mayBe("null", schema, resolve),
    // The client would take a string for JSON that is already written.
    form: type === "application/json" && mayBe("string", schema, resolve) ? "raw" : (FORMS[type] ?? "raw"),
    mediaType: type,
    fields: (media as { "x-fields"?: object })["x-fields"],
    doc: description ?? "",
  };
}

/** Whether a value may be of a type. */
function mayBe(
  type: "string" | "null",
  given: SchemaObject | ReferenceObject | undefined,
  resolve: Resolve,
  depth = 0,
): boolean {
  if (given === undefined || depth > MAX_DEPTH) return true;
  const schema = resolve(given);
  const isOne = (value: unknown) => (type === "null" ? value === null : typeof value === type);
  if (schema.const !== undefined) return isOne(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.some(isOne);
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return alternatives.some((one) => mayBe(type, one, resolve, depth + 1));
  if (schema.allOf) return schema.allOf.every((one) => mayBe(type, one, resolve, depth + 1));
  const own: unknown = schema.type;
  return own === undefined || [own].flat().includes(type);
}

/** Limits schemas that refer to themselves. */
const MAX_DEPTH = 20;

function readResult(operation: Operation, resolve: Resolve, { complete, queryRow }: RowTypes): ResultModel {
  const types: TypeCode[] = [];
  let member: string | undefined;
  let nothing = false;
  const files: string[] = [];
  let text = false;
  let empty200 = false;
  for (const [status, given] of Object.entries(operation.responses ?? {})) {
    if (!/^2/.test(status)) continue;
    const { content } = resolve(given) as ResponseObject;
    const [[mediaType, media] = ["", undefined]] = Object.entries(content ?? {});
    const schema = media && "schema" in media ? media.schema : undefined;
    if (!schema) {
      nothing = true;
      empty200 ||= status === "200";
    } else if (!("$ref" in schema) && schema.format === "binary") files.push(...Object.keys(content ?? {}));
    else if (mediaType.startsWith("text/")) text = true;
    else {
      types.push(typeOf(schema));
      member ??= rowsIn(schema, resolve);
    }
  }
  if (files.length > 0) {
    const named = files.join() === "application/octet-stream" ? {} : { mediaTypes: files };
    return { kind: nothing ? "optionalDownload" : "download", ...independent(single(runtimeTypes.Download)), ...named };
  }
  if (text) return { kind: "text", ...independent(single("string")) };
  if (types.length === 0) return { kind: "empty", ...independent(single("void")) };
  const described = union(types);
  const rows = { ...complete(described), queryRow: queryRow(described), rows: member };
  if (operation["x-empty"] !== undefined) return { kind: "list", ...rows, empty: operation["x-empty"] };
  return { kind: nothing ? "optional" : "json", ...rows, empty200 };
}

/** The member of a response that holds its rows, if it holds nothing else but what `info` says of them. */
function rowsIn(given: SchemaObject | ReferenceObject, resolve: Resolve): string | undefined {
  const { properties = {} } = resolve(given) as { properties?: Record<string, SchemaObject | ReferenceObject> };
  const [[name, schema] = [], ...others] = Object.entries(properties).filter(([member]) => member !== "info");
  return schema && others.length === 0 && resolve(schema).type === "array" ? name : undefined;
}

/**
 * The values of the examples of the required parameters and of those that the operation names; of the first parameter
 * if there are none.
 */
function exampleCall(parameters: readonly ParameterObject[], operation: Operation, resolve: Resolve) {
  const body = operation.requestBody && resolve(operation.requestBody);
  const named = operation["x-example-parameters"] ?? [];
  const chosen = parameters.filter(({ name, required }) => required || named.includes(name));
  const shown = chosen.length > 0 || body ? chosen : parameters.slice(0, 1);
  const call: Record<string, unknown> = {};
  for (const parameter of shown) {
    if (parameter.example !== undefined) call[nameOf(parameter)] = parameter.example;
  }
  const example = body && exampleBody(body, resolve);
  if (example !== undefined) call.body = example;
  return call;
}

/** The example of a body. A file in a form is a file name in the description, and a file on disk in code. */
function exampleBody({ content }: RequestBodyObject, resolve: Resolve): unknown {
  const [[type, media] = ["", {}]] = Object.entries(content);
  if (!("example" in media)) return undefined;
  if (FORMS[type] !== "multipart" || !media.schema) return media.example;
  const schema = resolve(media.schema);
  const properties = "properties" in schema ? (schema.properties ?? {}) : {};
  const members = Object.entries<unknown>(media.example).map(([name, value]) => {
    const isFile = properties[name] && typeOf(properties[name]).text.startsWith("FileInput");
    return [name, isFile ? fileOnDisk(value) : value];
  });
  return Object.fromEntries(members);
}

const fileOnDisk = (path: unknown): unknown => (Array.isArray(path) ? path.map(fileOnDisk) : { path });

type Resolve = <T extends object>(given: T | ReferenceObject) => T;

/** Follows references into the components of a joined document. */
function resolver({ components = {} }: OpenAPI3): Resolve {
  return (given) => {
    if (!("$ref" in given)) return given;
    const { kind, name } = refName(given.$ref);
    const found = (components as Record<string, Record<string, unknown> | undefined>)[kind]?.[name];
    if (found === undefined) throw new Error(`there is nothing at ${given.$ref}`);
    return found as never;
  };
}
