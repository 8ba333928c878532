/** The operations of the description, under the names that programs and commands call them by. */
import { nearest } from "../../core/errors/nearest.js";
import { callName, OLD_CALLS } from "../../legacy/old-calls.js";
import { description, type OperationObject, resolved, type Schema } from "./description.js";

/** A parameter, as the typed client has it. */
export interface Parameter {
  readonly name: string;
  /** Its name in the request, e.g. `If-Modified-Since`. */
  readonly wireName: string;
  readonly place: "path" | "query" | "header";
  readonly isRequired: boolean;
  readonly about: string;
  readonly schema: Schema;
  readonly example: unknown;
}

/** What an operation sends besides parameters. */
export interface Body {
  readonly isRequired: boolean;
  /** `form` is for files. Objects are sent as JSON, or as the accounts server takes them. */
  readonly kind: "object" | "form";
  /** The members of a form, and whether each is several files. */
  readonly files: Readonly<Record<string, { readonly isList: boolean }>>;
  readonly example: unknown;
}

export interface DescribedOperation {
  /** `getRecords` */
  readonly id: string;
  /** `records` */
  readonly group: string;
  /** `list` */
  readonly method: string;
  /** `records.list` */
  readonly name: string;
  readonly verb: string;
  /** With that of the server: `/crm/v2/{module}`. */
  readonly path: string;
  readonly summary: string;
  readonly about: string;
  readonly parameters: readonly Parameter[];
  /** Parameters, or `body`, of which a call needs one. */
  readonly anyOf: readonly string[];
  /** The parameters that an example has. */
  readonly exampleParameters: readonly string[];
  /** Headers of an example that are not parameters. */
  readonly exampleHeaders: Readonly<Record<string, string>>;
  readonly body: Body | undefined;
  /** Whether the response is a file. */
  readonly isDownload: boolean;
  /** When there is nothing to return: "the id is unknown". */
  readonly nothing: string | undefined;
  /** Whether it comes page by page, which no write does. */
  readonly isPaged: boolean;
  /** Whether it only reads: not a write, not a job, and not a function of the organization, which may do anything. */
  readonly isRead: boolean;
  /** Each is enough, and may be several, separated by commas. */
  readonly scopes: readonly string[];
  /** Of one call. */
  readonly credits: number;
  /** Whether the call writes many records, and each ten of them cost as much. */
  readonly isPerTen: boolean;
  readonly errorCodes: readonly string[];
}

const VERBS = ["get", "post", "put", "patch", "delete"];

let read: readonly DescribedOperation[] | undefined;

/** All operations, in the order of the description. */
export function operations(): readonly DescribedOperation[] {
  read ??= Object.entries(description().paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([verb]) => VERBS.includes(verb))
      .map(([verb, operation]) => described(operation, verb, `${basePath(item)}${path}`)),
  );
  return read;
}

/** The path of the server that a path belongs to. */
function basePath(item: object): string {
  const own: unknown = Reflect.get(item, "servers");
  const [server] = (own ?? description().servers) as readonly { readonly url: string }[];
  return server === undefined ? "" : new URL(server.url).pathname.replace(/\/$/, "");
}

function described(operation: OperationObject, verb: string, path: string): DescribedOperation {
  const group = groupOf(operation.tags?.[0] ?? "");
  const method = operation["x-method"] ?? operation.operationId;
  const success = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith("2"));
  return {
    id: operation.operationId,
    group,
    method,
    name: `${group}.${method}`,
    verb: verb.toUpperCase(),
    path,
    summary: operation.summary ?? operation.operationId,
    about: operation.description ?? "",
    parameters: (operation.parameters ?? []).map(parameterOf).toSorted(byNeed),
    anyOf: operation["x-any-of"] ?? [],
    exampleParameters: operation["x-example-parameters"] ?? [],
    exampleHeaders: operation["x-example-headers"] ?? {},
    body: bodyOf(operation),
    isDownload: success.some(([, response]) =>
      Object.values(resolved(response).content ?? {}).some(({ schema }) => schema?.format === "binary"),
    ),
    nothing: operation["x-nothing"],
    isPaged: operation["x-paging"] !== undefined,
    isRead: operation["x-paging"] !== undefined || (verb === "get" && operation["x-idempotent"] !== false),
    scopes: (operation.security ?? []).map((needed) => Object.values(needed).flat().join(",")),
    credits: operation["x-credits"] ?? 1,
    isPerTen: /credit per 10 records/.test(operation.description ?? ""),
    errorCodes: operation["x-error-codes"] ?? [],
  };
}

/** A tag such as `Custom views` as the client's group is called: `customViews`. */
export const groupOf = (tag: string): string =>
  tag.toLowerCase().replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());

const byNeed = (one: Parameter, other: Parameter): number => Number(other.isRequired) - Number(one.isRequired);

function parameterOf(given: NonNullable<OperationObject["parameters"]>[number]): Parameter {
  const { name, in: place, required = false, description: about = "", schema = {}, example } = resolved(given);
  return {
    name: place === "header" ? camelCase(name) : name,
    wireName: name,
    place,
    isRequired: required,
    about,
    schema: resolved(schema),
    example,
  };
}

/** `If-Modified-Since` as the typed client calls it: `ifModifiedSince`. */
const camelCase = (header: string): string =>
  header.toLowerCase().replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function bodyOf({ requestBody }: OperationObject): Body | undefined {
  if (requestBody === undefined) return undefined;
  const { content = {}, required = false } = resolved(requestBody);
  const [[type, media] = ["", {}]] = Object.entries(content);
  const isForm = type === "multipart/form-data";
  const { properties = {} } = isForm ? resolved(media.schema ?? {}) : {};
  return {
    isRequired: required,
    kind: isForm ? "form" : "object",
    files: Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, { isList: resolved(schema).type === "array" }]),
    ),
    example: media.example,
  };
}

/** An operation by its name in the client, or by its id. */
export const operationNamed = (name: string): DescribedOperation | undefined =>
  operations().find((operation) => operation.name === name || operation.id === name);

/** What a name that does not exist may mean: names that are near, and what replaces a call of the old client. */
export function meantBy(name: string): readonly string[] {
  const old = OLD_CALLS.find((call) => callName(call).toLowerCase() === name.toLowerCase());
  if (old !== undefined) return [...new Set(old.replacedBy.map(({ method }) => method))];
  const all = operations();
  const ofGroup = all.filter(({ group }) => group.toLowerCase() === name.toLowerCase());
  if (ofGroup.length > 0) return ofGroup.map((one) => one.name);
  const near = nearest(name, [...all.map((one) => one.name), ...all.map(({ id }) => id)], 3);
  if (near !== undefined) return [near];
  const [group = "", method] = name.toLowerCase().split(".");
  const same = (one: DescribedOperation) =>
    method === undefined ? one.method.toLowerCase() === group : one.group.toLowerCase() === group;
  return all.filter(same).map((one) => one.name);
}
