import type { JsonObject } from "../json.js";
import { child } from "../pointer.js";
import type { Report } from "../warning.js";

/** The values that a schema allows, where it lists them. */
export function closedSet(
  given: JsonObject,
  types: readonly string[],
  at: string,
  warn: Report,
): JsonObject | undefined {
  const { const: constant, enum: listed } = given;
  if (constant !== undefined && constant !== null && !isNested(constant)) return { const: constant };
  if (!Array.isArray(listed)) return undefined;
  if (listed.some(isNested)) {
    warn(
      child(at, "enum"),
      "enum",
      "values that are objects or arrays cannot be in a closed set; any value is accepted",
    );
    return undefined;
  }
  const [type, ...more] = types.filter((one) => one !== "null");
  const values = more.length === 0 ? listed.map((value) => coerced(value, type)) : listed;
  if (values.some((value, index) => value !== listed[index])) {
    warn(child(at, "enum"), "enum", `values are read as "${type}", as the type says`);
  }
  const nullable = given.nullable === true || types.includes("null");
  const set = [...new Set([...values, ...(nullable ? [null] : [])])];
  return set.length === 0 ? undefined : { enum: set };
}

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Converts numbers written as strings, and strings that YAML without quotes reads as numbers. */
function coerced(value: unknown, type: string | undefined): unknown {
  if (value === null) return value;
  if (type === "string" && typeof value !== "string") return String(value);
  const isNumber = (type === "integer" || type === "number") && typeof value === "string" && value.trim() !== "";
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
}
