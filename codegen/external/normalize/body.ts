import { isObject, type JsonObject, listOf, objectOf, proseOf, textOf } from "../json.js";
import { child } from "../pointer.js";
import type { Context } from "./context.js";
import { isPlain } from "./forms.js";
import { exampleIn, isJson, JSON_TYPES, mediaOf } from "./media.js";
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
  const read = formed(context, type, schemaOf(context, type, media.given.schema, place), place);
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
          [
            "example",
            exampleIn(media.given) ??
              (body.required === true && isJson(type) ? sample(named, context.schemas) : undefined),
          ],
        ]),
      },
    ],
  ]);
}

/** The parameters of a media type are left out: the client sets the boundary and always writes UTF-8. */
function typeOf(given: string): string {
  const [type = given] = given.split(";");
  if (type.startsWith("multipart/form-data")) return MULTIPART;
  return type.trim() === "*/*" || type.trim() === "text/json" ? "application/json" : type.trim();
}

function schemaOf(context: Context, type: string, given: unknown, at: string): JsonObject {
  if (type === MULTIPART) return formOf(context, given, at);
  if (isJson(type) || type === FORM) return context.schemas.read(given, at);
  if (/^text\/|[/+](xml|yaml)\b/.test(type)) {
    if (isObject(given) && given.type !== "string")
      context.warn(
        at,
        "media-type",
        `${type} cannot be serialized by the client: the body is sent as the string that is passed`,
      );
    return { type: "string" };
  }
  return { type: "string", format: "binary" };
}

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

/** A form with files. Nested values cannot be form fields, so they are passed as JSON text. */
function formOf(context: Context, given: unknown, at: string): JsonObject {
  const [raw, where] = context.schemas.raw(given, at);
  const form = context.schemas.read(raw, where, true);
  const properties = Object.entries(isObject(form.properties) ? (form.properties as Record<string, JsonObject>) : {});
  const nested = new Set(properties.filter(([, schema]) => isNested(context, schema)).map(([name]) => name));
  if (nested.size === 0)
    return isObject(given) && typeof given.$ref === "string" ? context.schemas.read(given, at) : form;
  context.warn(child(where, "properties"), "form", `nested in a form, so pass as JSON text: ${[...nested].join(", ")}`);
  const flat = properties.map(([name, schema]) => {
    const description = [textOf(schema.description), "As JSON text."].filter(Boolean).join("\n");
    return [name, nested.has(name) ? { type: "string", description } : schema];
  });
  return { ...form, properties: Object.fromEntries(flat) };
}

function isNested({ schemas }: Context, schema: JsonObject): boolean {
  const meaning = schemas.meaning(schema);
  const item = meaning.type === "array" && isObject(meaning.items) ? schemas.meaning(meaning.items) : meaning;
  return item.type === "object" || item.type === "array" || listOf(item.allOf).length > 0;
}

/** The schema that a form with files refers to, if any. */
export function formSchema(context: Context, given: unknown, at: string): string[] {
  if (given === undefined) return [];
  const [body] = context.resolve(given, at);
  const media = isObject(body) && isObject(body.content) ? body.content[MULTIPART] : undefined;
  return isObject(media) && isObject(media.schema) && typeof media.schema.$ref === "string" ? [media.schema.$ref] : [];
}
