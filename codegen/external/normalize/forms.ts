/** The few forms of normalized schemas, and how several schemas become one. */
import { isObject, type JsonObject, listOf, objectOf } from "../json.js";

/** Removes descriptions, which only named types and members need, not items of arrays or parts of unions. */
export function withoutNotes(given: JsonObject): JsonObject {
  const { description: _, deprecated: __, readOnly: ___, writeOnly: ____, ...schema } = given;
  return schema;
}

/** What a member says about its use. */
export const marksOf = (...schemas: readonly JsonObject[]): JsonObject =>
  objectOf(["readOnly", "writeOnly"].map((mark) => [mark, schemas.some((one) => one[mark] === true) || undefined]));

/** Whether it is an object with any members. */
export const isOpen = (schema: JsonObject): boolean =>
  schema.type === "object" &&
  schema.properties === undefined &&
  isObject(schema.additionalProperties) &&
  Object.keys(schema.additionalProperties).length === 0;

/** Whether a type is short enough to be written where it is used. Any other type gets a name. */
export function isPlain(schema: JsonObject): boolean {
  if (schema.$ref !== undefined || schema.const !== undefined || Array.isArray(schema.enum)) return true;
  if (schema.type === "array") return isObject(schema.items) && isPlain(schema.items);
  if (schema.type === "object") {
    if (schema.properties !== undefined || !isObject(schema.additionalProperties)) return false;
    return isOpen(schema) || isPlain(schema.additionalProperties);
  }
  return !["allOf", "anyOf", "oneOf"].some((key) => schema[key] !== undefined);
}

export const isAnything = (schema: JsonObject): boolean => Object.keys(withoutNotes(schema)).length === 0;

export function union(key: string, parts: readonly JsonObject[]): JsonObject {
  if (parts.some(isAnything)) return {};
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  const [only, ...more] = distinct;
  return only !== undefined && more.length === 0 ? only : { [key]: distinct };
}

export function orNull(schema: JsonObject): JsonObject {
  if (isAnything(schema) || schema.type === "null") return schema;
  if (Array.isArray(schema.enum))
    return schema.enum.includes(null) ? schema : { ...schema, enum: [...schema.enum, null] };
  if (typeof schema.type === "string" && schema.type !== "array" && schema.type !== "object") {
    return { ...schema, type: [schema.type, "null"] };
  }
  const { description, deprecated, ...rest } = schema;
  const parts = listOf(rest.anyOf ?? rest.oneOf) as JsonObject[];
  const key = rest.oneOf ? "oneOf" : "anyOf";
  return {
    ...union(key, [...(parts.length > 0 ? parts : [rest]), { type: "null" }]),
    ...objectOf([
      ["description", description],
      ["deprecated", deprecated],
    ]),
  };
}

/** The intersection of schemas. Objects without a name are merged, so that no property is declared twice. */
export function intersection(given: readonly JsonObject[]): JsonObject {
  const parts = given.map(withoutNotes).filter((part) => !isAnything(part));
  const flat = parts.flatMap((part) => (Array.isArray(part.allOf) ? (part.allOf as JsonObject[]) : [part]));
  const objects = flat.filter((part) => part.type === "object" && isObject(part.properties));
  const others = flat.filter((part) => !objects.includes(part));
  const merged = objects.length > 1 ? [objects.reduce(mergeObjects)] : objects;
  const told = [...others, ...merged];
  const kept = told.filter((part) => !isOpen(part) || told.length === 1);
  const distinct = [...new Map(kept.map((part) => [JSON.stringify(part), part])).values()];
  const [only, ...more] = distinct;
  if (only === undefined) return told[0] ?? {};
  if (more.length > 0) return { allOf: distinct };
  return given.length === 1 && given[0] !== undefined && !Array.isArray(given[0].allOf) ? given[0] : only;
}

function mergeObjects(first: JsonObject, second: JsonObject): JsonObject {
  const properties = new Map(Object.entries(first.properties as Record<string, JsonObject>));
  for (const [name, schema] of Object.entries(second.properties as Record<string, JsonObject>)) {
    const other = properties.get(name);
    const isSame = JSON.stringify(other) === JSON.stringify(schema);
    const joined =
      other === undefined || isSame
        ? schema
        : isAnything(schema)
          ? other
          : isAnything(other)
            ? schema
            : narrower(other, schema);
    properties.set(name, { ...joined, ...marksOf(schema, other ?? {}) });
  }
  const required = [...new Set([...listOf(first.required), ...listOf(second.required)])];
  return objectOf([
    ["type", "object"],
    ["properties", Object.fromEntries(properties)],
    ["required", required.length > 0 ? required : undefined],
    ["additionalProperties", first.additionalProperties ?? second.additionalProperties],
  ]);
}

/** Of two descriptions of a property, the later counts, but objects are merged. */
const narrower = (first: JsonObject, second: JsonObject): JsonObject =>
  isObject(first.properties) || isObject(second.properties) || first.$ref !== undefined || second.$ref !== undefined
    ? intersection([first, second])
    : second;
