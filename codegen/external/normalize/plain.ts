import { isObject, type JsonObject } from "../json.js";
import { isOpen } from "./forms.js";

/** Whether a type is short enough to stand where it is used; any other gets a name. */
export function isPlain(schema: JsonObject): boolean {
  if (schema.$ref !== undefined || schema.const !== undefined || Array.isArray(schema.enum)) return true;
  if (schema.format === "binary") return false;
  if (schema.type === "array") return isObject(schema.items) && isPlain(schema.items);
  if (schema.type === "object") {
    if (schema.properties !== undefined || !isObject(schema.additionalProperties)) return false;
    return isOpen(schema) || isPlain(schema.additionalProperties);
  }
  return !["allOf", "anyOf", "oneOf"].some((key) => schema[key] !== undefined);
}
