import { isObject, type JsonObject, shown } from "../json.js";
import { child } from "../pointer.js";
import type { Report } from "../warning.js";

const TYPES: ReadonlySet<string> = new Set("string number integer boolean null array object".split(" "));

/** Types of other languages that descriptions use anyway. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  array: ["list"],
  boolean: ["bool"],
  integer: ["int", "int32", "int64", "long"],
  number: ["decimal", "double", "float"],
  object: ["map"],
  string: ["date", "date-time", "datetime", "file", "str", "text", "uuid"],
};

/** The types that a schema declares or implies. */
export function typesOf(given: JsonObject, at: string, warn: Report): string[] {
  if (given.type === undefined) {
    if (["properties", "additionalProperties", "patternProperties"].some((key) => isObject(given[key])))
      return ["object"];
    if (given.contentMediaType !== undefined || given.contentEncoding !== undefined) return ["string"];
    return given.items !== undefined || given.prefixItems !== undefined ? ["array"] : [];
  }
  const stated = Array.isArray(given.type) ? given.type : [given.type];
  const types = stated.flatMap((type) => {
    if (typeof type === "string" && TYPES.has(type)) return [type];
    const known = standard(type);
    warn(
      child(at, "type"),
      "schema-type",
      `${shown(type)} is not a type of a schema; it is read as "${known ?? "anything"}"`,
    );
    return known === undefined ? [] : [known];
  });
  return [...new Set(types)];
}

function standard(type: unknown): string | undefined {
  if (type === null) return "null";
  const name = String(type).trim().toLowerCase();
  return TYPES.has(name) ? name : Object.keys(OTHERS).find((known) => OTHERS[known]?.includes(name));
}
