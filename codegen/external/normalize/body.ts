import { isData, isObject, type JsonObject, listOf, member, objectOf, proseOf, textOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { isPlain } from "./forms.js";
import { exampleIn, isJson, JSON_TYPES, mediaOf, TEXT_TYPE } from "./media.js";
import { upperCamel } from "./names.js";
import { sample } from "./sample.js";

const MULTIPART = "multipart/form-data";
const FORM = "application/x-www-form-urlencoded";

/** The body of an operation in one media type: JSON before forms before anything else. */
export function readBody(context: Context, id: string, given: unknown, at: string): JsonObject | undefined {
  if (given === undefined) return undefined;
  const [body, where] = context.resolve(given, at);
  const [media, ...others] = isObject(body)
    ? mediaOf(body.content, [...JSON_TYPES, /^multipart\/form-data/, /^application\/x-www-form/])
    : [];
  if (!isObject(body) || media === undefined) {
    context.warn(where, "body", "the body has no media type; it is left out");
    return undefined;
  }
  if (others.length > 0) {
    context.warn(
      child(where, "content"),
      "media-type",
      `the body is sent as ${media.type}, not as ${others.map(({ type }) => type).join(", ")}`,
    );
  }
  const type = typeOf(media.type);
  const place = child(where, "content", media.type, "schema");
  const read = formed(context, type, schemaOf(context, type, media.given, place), place);
  const { description, deprecated: _, ...schema } = read;
  const named = isPlain(schema) ? schema : context.schemas.hoist(`${upperCamel(id)}Body`, read);
  return objectOf([
    ["description", proseOf(body.description) ?? textOf(description)],
    ["required", body.required === true ? true : undefined],
    [
      "content",
      {
        [type]: objectOf([
          ["schema", named],
          ["x-fields", fieldsOf(context, type, read, media.given, child(where, "content", media.type))],
          [
            "example",
            exampleIn(media.given) ??
              (body.required === true && isJson(type) ? data(sample(named, context.schemas)) : undefined),
          ],
        ]),
      },
    ],
  ]);
}

/** A value for an example, unless it would be taken for a part of the description. */
const data = (value: unknown): unknown => (isData(value) ? value : undefined);

/** The parameters of a media type are left out: the client sets the boundary and always writes UTF-8. */
function typeOf(given: string): string {
  const [type = given] = given.split(";");
  if (type.startsWith("multipart/form-data")) return MULTIPART;
  return type.trim() === "*/*" || type.trim() === "text/json" ? "application/json" : type.trim();
}

function schemaOf(context: Context, type: string, { schema: given, encoding }: JsonObject, at: string): JsonObject {
  if (type === MULTIPART) return context.schemas.readForm(given, at, filesOf(encoding));
  if (isJson(type) || type === FORM) return context.schemas.read(given, at);
  if (TEXT_TYPE.test(type)) {
    const [schema] = context.resolve(given, at);
    if (isObject(schema) && schema.type !== "string")
      context.warn(
        at,
        "media-type",
        `${type} cannot be serialized by the client: the body is sent as the string that is passed`,
      );
    return { type: "string" };
  }
  if (type.startsWith("multipart/"))
    context.warn(
      at,
      "media-type",
      `${type} cannot be serialized by the client: pass the bytes, and the boundary in a header`,
    );
  return { type: "string", format: "binary" };
}

/** The fields of a form that have a media type of files, which 3.1 does not need to say in their schemas. */
const filesOf = (encoding: unknown): ReadonlySet<string> =>
  new Set(
    Object.entries(isObject(encoding) ? encoding : {})
      .filter(
        ([, one]) =>
          isObject(one) && /^(image|audio|video|font)\/|\/(octet-stream|pdf|zip)\b/.test(String(one.contentType)),
      )
      .map(([name]) => name),
  );

/** A form has fields. If none are described, any are accepted. */
function formed(context: Context, type: string, schema: JsonObject, at: string): JsonObject {
  if ((type !== MULTIPART && type !== FORM) || hasFields(context, schema)) return schema;
  context.warn(at, "form", "no fields of the form are described; any are accepted");
  return { type: "object", additionalProperties: {} };
}

function hasFields(context: Context, schema: JsonObject): boolean {
  const { type, anyOf, oneOf, allOf } = context.schemas.meaning(schema);
  const alternatives = listOf(anyOf ?? oneOf).filter(isObject);
  if (alternatives.length > 0) return alternatives.every((one) => hasFields(context, one));
  return (
    type === "object" ||
    listOf(allOf)
      .filter(isObject)
      .some((part) => hasFields(context, part))
  );
}

/** How the fields of a form are written: media types by name, or names by style; `undefined` if all are written plainly. */
function fieldsOf(
  context: Context,
  type: string,
  form: JsonObject,
  media: JsonObject,
  at: string,
): JsonObject | undefined {
  if (type !== MULTIPART && type !== FORM) return undefined;
  const encodings = isObject(media.encoding) ? media.encoding : {};
  const fields = new Map(
    context.schemas
      .meanings(form)
      .flatMap(({ properties }) =>
        Object.entries(isObject(properties) ? (properties as Record<string, JsonObject>) : {}),
      ),
  );
  for (const name of Object.keys(encodings)) {
    if (!fields.has(name))
      context.warn(child(at, "encoding", name), "encoding", `there is no field "${name}" in the form`);
  }
  const written = [...fields].flatMap(([name, schema]): [string, string][] => {
    const own = member(encodings, name);
    const encoding = isObject(own) ? own : {};
    const where = child(at, "encoding", name);
    if (isObject(encoding.headers)) context.warn(where, "encoding", "headers of a part are left out");
    const found =
      type === MULTIPART
        ? partType(context, schema, encoding, where)
        : fieldStyle(context, name, schema, encoding, where);
    return found === undefined ? [] : [[name, found]];
  });
  if (written.length === 0) return undefined;
  if (type === MULTIPART) return Object.fromEntries(written);
  const styles = [...new Set(written.map(([, style]) => style))];
  return Object.fromEntries(
    styles.map((style) => [style, written.filter(([, one]) => one === style).map(([name]) => name)]),
  );
}

/** The media type of a part. Objects are JSON, and so is each item of an array of them. */
function partType(
  context: Context,
  schema: JsonObject,
  { contentType, style, explode, allowReserved }: JsonObject,
  at: string,
) {
  if (style !== undefined || explode !== undefined || allowReserved !== undefined)
    context.warn(at, "encoding", "the style of a part is left out; objects are sent as JSON");
  const [type, ...others] =
    textOf(contentType)
      ?.split(",")
      .map((one) => one.trim()) ?? [];
  if (type !== undefined && others.length === 0 && !type.includes("*")) return type;
  const items = context.schemas
    .meanings(schema)
    .flatMap((one) => (one.type === "array" ? itemsOf(context, one) : [one]));
  return items.some(isStructure) ? "application/json" : undefined;
}

/** The style of a field in a form without files, if it is not the client's default. */
function fieldStyle(
  context: Context,
  name: string,
  schema: JsonObject,
  { contentType, style, explode, allowReserved }: JsonObject,
  at: string,
): string | undefined {
  if (allowReserved === true)
    context.warn(at, "encoding", "all characters of a form are encoded, so allowReserved has no meaning");
  const meanings = context.schemas.meanings(schema);
  if (style === undefined && explode === undefined) {
    if (typeof contentType === "string" && isJson(contentType)) return "json";
    if (typeof contentType === "string" && contentType !== "text/plain")
      context.warn(at, "encoding", `the client cannot write ${contentType} in a form; the value is sent as text`);
    else if (
      meanings.some((one) => itemsOf(context, one).some(isStructure)) ||
      meanings.some(({ type }) => type === "object")
    )
      context.warn(
        at,
        "form",
        `the description does not say how nested values are written; they are sent as "${name}[a]=1" or "${name}[0][a]=1"`,
      );
    return undefined;
  }
  if (!meanings.some(isStructure)) return undefined;
  const isExploded = typeof explode === "boolean" ? explode : style === undefined || style === "form";
  if (style === "deepObject") return "numbered";
  if (isExploded) return "form";
  return style === "spaceDelimited" ? "space" : style === "pipeDelimited" ? "pipe" : "comma";
}

const itemsOf = ({ schemas }: Context, { items }: JsonObject): JsonObject[] =>
  isObject(items) ? schemas.meanings(items) : [];

const isStructure = ({ type }: JsonObject): boolean => type === "array" || type === "object";
