import { isObject, type JsonObject, listOf } from "../json.js";
import type { Schemas } from "./schemas.js";

const MAX_DEPTH = 8;

/** A minimal value of a type, for the example of an operation. */
export function sample(schema: JsonObject, schemas: Schemas, depth = 0): unknown {
  // A type that consists of itself has no value.
  if (depth > MAX_DEPTH) return undefined;
  const found = schemas.meaning(schema);
  if (found.const !== undefined) return found.const;
  if (Array.isArray(found.enum)) return found.enum[0];
  const [part] = listOf(found.oneOf ?? found.anyOf);
  if (isObject(part)) return sample(part, schemas, depth + 1);
  if (Array.isArray(found.allOf)) {
    const parts = found.allOf.filter(isObject).map((one) => sample(one, schemas, depth + 1));
    return parts.every(isObject) ? Object.assign({}, ...parts) : parts[0];
  }
  switch (Array.isArray(found.type) ? found.type[0] : found.type) {
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "array":
      return [];
    case "object": {
      const properties = isObject(found.properties) ? found.properties : {};
      const required = depth > 3 ? [] : listOf(found.required).filter((name) => typeof name === "string");
      const isLeft = (name: string) => isObject(properties[name]) && properties[name].readOnly === true;
      return Object.fromEntries(
        required
          .filter((name) => !isLeft(name))
          .map((name) => [name, sample(Object(properties[name]), schemas, depth + 1)]),
      );
    }
    case "null":
      return null;
    default:
      return "…";
  }
}
