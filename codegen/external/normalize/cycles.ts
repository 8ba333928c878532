import { type JsonObject, listOf, textOf } from "../json.js";
import { child, stepsOf } from "../pointer.js";
import type { Report } from "../warning.js";
import { intersection, isAnything, union } from "./forms.js";

/**
 * Cuts cycles of types. A union or an intersection that contains itself has no meaning, and TypeScript rejects it;
 * a type may refer to itself through members of objects and items of arrays.
 */
export function withoutCycles(schemas: ReadonlyMap<string, JsonObject>, warn: Report): JsonObject {
  const result = new Map(schemas);
  const done = new Set<string>();

  const visit = (name: string, way: readonly string[]): void => {
    const schema = result.get(name);
    if (schema === undefined || done.has(name)) return;
    result.set(name, cut(schema, [...way, name]));
    done.add(name);
  };

  const cut = (schema: JsonObject, way: readonly string[]): JsonObject => {
    const ref = textOf(schema.$ref);
    if (ref !== undefined) {
      const name = stepsOf(ref).at(-1) ?? "";
      if (!way.includes(name)) {
        visit(name, way);
        return schema;
      }
      const message = `the type ${name} contains itself; that part is left out`;
      warn(child("#/components/schemas", name), "circle", message);
      return {};
    }
    const key = ["allOf", "anyOf", "oneOf"].find((one) => listOf(schema[one]).length > 0);
    if (key === undefined) return schema;
    const given = listOf(schema[key]) as JsonObject[];
    const parts = given.map((part) => cut(part, way));
    if (parts.every((part, index) => part === given[index])) return schema;
    const { [key]: _, ...rest } = schema;
    const kept = parts.filter((part) => !isAnything(part));
    return { ...(key === "allOf" ? intersection(kept) : union(key, kept)), ...rest };
  };

  for (const name of result.keys()) visit(name, []);
  return Object.fromEntries(result);
}
