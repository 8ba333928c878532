import { isData, isObject, type JsonObject, listOf, objectOf, proseOf, textOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { extensionsOf } from "./extensions.js";
import { isPlain } from "./forms.js";
import { isJson } from "./media.js";
import { ParameterNames, upperCamel } from "./names.js";
import { sample } from "./sample.js";

/** Headers that, by OpenAPI, security schemes and media types describe. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);
const PLACES = ["path", "query", "header", "cookie"] as const;
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
  // All but queries become variables and choose first; a query keeps its name if that is still free.
  const sorted = [...found.values()].toSorted((a, b) => PLACES.indexOf(a.place) - PLACES.indexOf(b.place));
  const order = sorted.filter(({ place }) => place !== "query").concat(sorted.filter(({ place }) => place === "query"));
  const named = new Map(order.map((one) => [one, nameOf(context, names, one)]));
  return [...found.values()].map((one) => parameter(context, id, one, named.get(one) ?? one.name));
}

function nameOf({ warn }: Context, names: ParameterNames, { name, place, at }: Found): string {
  const code = place === "query" ? names.query(name) : names.variable(place, name);
  if (place !== "header" && place !== "cookie" && code !== name)
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
    if (place === "body" || place === "formData")
      return skip(`"${name}" is in the ${place} of Swagger 2.0; describe a requestBody`);
    if (!PLACES.includes(place as Place)) return skip(`"${name}" is in an unknown place (${String(place)})`);
    if (place === "header" && IGNORED_HEADERS.has(name.toLowerCase()))
      return skip(`the header "${name}" is set by the client`);
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
  const isKnown = context.schemas.meanings(whole).every((one) => Object.keys(one).length > 0);
  const fits = inContent ? isJson(type) : place === "query" || (isKnown && !isNested(context, whole));
  const schema = fits ? whole : { type: "string" };
  if (!fits && isKnown && !context.schemas.meanings(whole).every((one) => one.type === "string")) {
    const why = inContent ? `the client cannot write ${type}` : `a ${place} has no form for nested values`;
    context.warn(at, "parameter", `"${name}" (${place}): ${why}; it is passed as the string that is sent`);
  }
  const styles = fits ? stylesOf(context, place, given, inContent, schema, at) : [];
  const { description: _, deprecated: __, ...plain } = schema;
  const text = proseOf(given.description) ?? (isObject(described) ? proseOf(described.description) : undefined);
  return objectOf([
    ...extensionsOf("parameter", given, at, context.warn),
    ["name", name],
    ["in", place],
    ["x-name", code === name ? undefined : code],
    ["x-styles", styles.length > 0 ? styles : undefined],
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

/** Whether a value may have arrays or objects in it, which no style but `deepObject` can express. */
const isNested = ({ schemas }: Context, schema: JsonObject): boolean =>
  schemas
    .meanings(schema)
    .flatMap(({ items, properties, additionalProperties }) => [
      ...Object.values(Object(properties)),
      ...[items, additionalProperties],
    ])
    .filter(isObject)
    .some((inner) => schemas.meanings(inner).some(({ type }) => type === "array" || type === "object"));

/** Whether a value may be an array or an object, which the styles of a place write differently. */
const mayBe = ({ schemas }: Context, schema: JsonObject, type: "array" | "object"): boolean =>
  schemas
    .meanings(schema)
    .some((one) => one.enum === undefined && one.const === undefined && [one.type ?? type].flat().includes(type));

/** The runtime's words for how a parameter is written, if it is not in the client's default way. */
function stylesOf(
  context: Context,
  place: Place,
  given: JsonObject,
  inContent: boolean,
  schema: JsonObject,
  at: string,
): string[] {
  if (inContent) return ["json"];
  const [isArray, isObjectLike] = (["array", "object"] as const).map((type) => mayBe(context, schema, type));
  const isStructure = isArray || isObjectLike;
  const byDefault = place === "query" || place === "cookie" ? "form" : "simple";
  const style = textOf(given.style) ?? byDefault;
  if (!STYLES[place].includes(style))
    context.warn(at, "parameter-style", `the style "${style}" is not one of a ${place}; it is written as ${byDefault}`);
  const isExploded = typeof given.explode === "boolean" ? given.explode : style === "form";
  if (place === "query") {
    const reserved = given.allowReserved === true ? ["reserved"] : [];
    return [
      ...(isStructure ? queryStyle(context, style, isExploded, isArray, isObjectLike, schema, at) : []),
      ...reserved,
    ];
  }
  const exploded = isStructure && isExploded ? ["exploded"] : [];
  if (place === "cookie") return exploded;
  const isPlain = !isStructure && style !== "label" && style !== "matrix";
  return isPlain ? [] : [STYLES[place].includes(style) ? style : byDefault, ...exploded];
}

/** The styles of OpenAPI in each place. */
const STYLES: Readonly<Record<Place, readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

function queryStyle(
  context: Context,
  style: string,
  isExploded: boolean,
  isArray: boolean | undefined,
  isObjectLike: boolean | undefined,
  schema: JsonObject,
  at: string,
): string[] {
  const isDeep = isNested(context, schema);
  if (style === "deepObject") {
    if (isDeep || isArray) {
      const message =
        'OpenAPI does not say how deepObject writes arrays; they are sent as "a[0]=1" or, in objects, "a[b]=1&a[b]=2"';
      context.warn(at, "parameter-style", message);
    }
    return isArray ? ["deep"] : [];
  }
  if (isDeep) {
    context.warn(
      at,
      "parameter-style",
      `OpenAPI does not say how ${style} writes nested values; objects are rejected when they are sent`,
    );
  }
  if (isExploded || !(style === "form" || style === "spaceDelimited" || style === "pipeDelimited")) return ["form"];
  if (style === "spaceDelimited") return ["space"];
  if (style === "pipeDelimited") return ["pipe"];
  return isObjectLike ? ["comma"] : [];
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
