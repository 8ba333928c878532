import { isData, isObject, type JsonObject, listOf, objectOf, proseOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { extensionsOf } from "./extensions.js";
import { isPlain } from "./forms.js";
import { ParameterNames, upperCamel } from "./names.js";
import { sample } from "./sample.js";

/** Headers that, by OpenAPI, security schemes and media types describe. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);
const PLACES = ["path", "query", "header"] as const;
type Place = (typeof PLACES)[number];

/** A parameter of the operation or of its path. */
interface Found {
  readonly name: string;
  readonly place: Place;
  readonly given: JsonObject;
  readonly at: string;
}

/**
 * The parameters of an operation, each with its name in code.
 * @param lists The lists of parameters, that of the path first; the operation's description of a parameter wins.
 */
export function readParameters(
  context: Context,
  id: string,
  path: string,
  lists: readonly (readonly [unknown, string])[],
  hasBody: boolean,
  at: string,
): JsonObject[] {
  const found = new Map<string, Found>();
  for (const [list, where] of lists)
    for (const one of collect(context, list, where)) found.set(`${one.place} ${one.name}`, one);
  const inPath = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? ""));
  for (const [key, { name, place, at: where }] of found) {
    if (place !== "path" || inPath.has(name)) continue;
    context.warn(where, "path-parameter", `"${name}" is not in the path ${path}; it is left out`);
    found.delete(key);
  }
  for (const name of inPath) {
    if (found.has(`path ${name}`)) continue;
    context.warn(at, "path-parameter", `"${name}" of the path ${path} is not described; it is read as a string`);
    found.set(`path ${name}`, { name, place: "path", given: { schema: { type: "string" } }, at });
  }
  const names = new ParameterNames(id, hasBody);
  // Path parameters and headers become variables and choose first; a query keeps its name if that is still free.
  const sorted = [...found.values()].toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
  const order = sorted.filter(({ place }) => place !== "query").concat(sorted.filter(({ place }) => place === "query"));
  const named = new Map(order.map((one) => [one, nameOf(context, names, one)]));
  return [...found.values()].map((one) => parameter(context, id, one, named.get(one) ?? one.name));
}

function nameOf({ warn }: Context, names: ParameterNames, { name, place, at }: Found): string {
  const code = place === "query" ? names.query(name) : names.variable(place, name);
  if (place !== "header" && code !== name)
    warn(at, "parameter-name", `the parameter "${name}" (${place}) is called ${code}`);
  return code;
}

function collect(context: Context, list: unknown, at: string): Found[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    context.warn(at, "parameter", "parameters are not an array; they are left out");
    return [];
  }
  const seen = new Set<string>();
  return list.flatMap((one, index): Found[] => {
    const [given, where] = context.resolve(one, child(at, index));
    const skip = (why: string): [] => {
      context.warn(where, "parameter", `${why}; it is left out`);
      return [];
    };
    if (!isObject(given)) return skip("this is not a parameter");
    const { name, in: place } = given;
    if (typeof name !== "string" || name === "") return skip("the parameter has no name");
    if (place === "cookie")
      return skip(`"${name}" is a cookie, which the client does not send; pass it in the headers of a call`);
    if (place === "body" || place === "formData")
      return skip(`"${name}" is in the ${place} of Swagger 2.0; describe a requestBody`);
    if (!PLACES.includes(place as Place)) return skip(`"${name}" is in an unknown place (${String(place)})`);
    if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase()))
      return skip(`the header "${name}" is set by the client`);
    if (place === "query" && name === "__proto__") return skip(`no query can hold "${name}"`);
    if (seen.has(`${String(place)} ${name}`)) return skip(`"${name}" is described twice`);
    seen.add(`${String(place)} ${name}`);
    return [{ name, place: place as Place, given, at: where }];
  });
}

function parameter(context: Context, id: string, { name, place, given, at }: Found, code: string): JsonObject {
  const [type, media] = isObject(given.content) ? (Object.entries(given.content)[0] ?? []) : [];
  const inContent = type !== undefined && isObject(media);
  const where = inContent ? child(at, "content", type) : at;
  const described = inContent ? media.schema : (given.schema ?? (given.type === undefined ? undefined : given));
  const whole = context.schemas.read(described ?? { type: "string" }, child(where, "schema"));
  const schema = fitting(context, place, inContent, whole, name, at);
  const style = place === "query" ? queryStyle(context, given, inContent, schema) : undefined;
  const { description: _, deprecated: __, ...plain } = schema;
  const text = proseOf(given.description) ?? (isObject(described) ? proseOf(described.description) : undefined);
  return objectOf([
    ...extensionsOf("parameter", given, at, context.warn),
    ["name", name],
    ["in", place],
    ["x-name", code === name ? undefined : code],
    ["x-style", style],
    ["required", place === "path" || given.required === true ? true : undefined],
    ["description", given.deprecated === true ? `${text ?? ""}\n@deprecated`.trim() : text],
    ["example", exampleOf(context, given, schema)],
    ["explode", given.explode],
    [
      "schema",
      isPlain(plain)
        ? withDefault(plain, described)
        : context.schemas.hoist(`${upperCamel(id)}${upperCamel(name)}`, plain),
    ],
  ]);
}

/** Keeps the default, which the documentation of the parameter names. */
const withDefault = (schema: JsonObject, described: unknown): JsonObject =>
  isObject(described) && described.default !== undefined && isData(described.default) && schema.$ref === undefined
    ? { ...schema, default: described.default }
    : schema;

/** Paths and headers are strings: the client cannot serialize nested values there. */
function fitting(
  context: Context,
  place: Place,
  inContent: boolean,
  schema: JsonObject,
  name: string,
  at: string,
): JsonObject {
  const meaning = context.schemas.meaning(schema);
  const isNested =
    meaning.type === "object" ||
    (place === "path" && meaning.type === "array") ||
    ["allOf", "anyOf", "oneOf"].some((key) => meaning[key] !== undefined);
  if (place === "query" || !(isNested || inContent)) {
    return place === "path" && Object.keys(meaning).length === 0 ? { type: "string" } : schema;
  }
  context.warn(at, "parameter", `"${name}" (${place}) is passed as the string that is sent`);
  return { type: "string" };
}

/** The style of a query with arrays or objects, if it is not the client's default. */
function queryStyle(context: Context, given: JsonObject, inContent: boolean, schema: JsonObject): string | undefined {
  if (inContent) return "json";
  const { type, anyOf, oneOf, allOf, enum: set, const: constant } = context.schemas.meaning(schema);
  const isText =
    set !== undefined || constant !== undefined || (type !== undefined && type !== "array" && type !== "object");
  if (isText && !anyOf && !oneOf && !allOf) return undefined;
  if (given.style === "deepObject") return type === "object" ? undefined : "deep";
  if (given.style === "spaceDelimited") return "space";
  if (given.style === "pipeDelimited") return "pipe";
  if (given.explode !== false) return "form";
  return type === "array" ? undefined : "comma";
}

function exampleOf({ schemas }: Context, given: JsonObject, schema: JsonObject): unknown {
  const [first] = isObject(given.examples) ? Object.values(given.examples) : listOf(given.examples);
  const own = isObject(given.schema) ? given.schema : {};
  const wishes = [
    given.example,
    isObject(first) ? first.value : undefined,
    own.example,
    listOf(own.examples)[0],
    own.default,
  ];
  return wishes.find((wish) => wish !== undefined && isData(wish)) ?? sample(schema, schemas);
}
