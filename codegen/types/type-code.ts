import type { ReferenceObject, SchemaObject } from "openapi-typescript";
import { type Code, code, imported, join } from "../code/code.js";
import { literal } from "../code/text.js";
import { runtimeTypes } from "../code/vocabulary.js";

/** A type as code, and the types that it is a union of. */
export interface TypeCode extends Code {
  readonly alternatives: readonly Code[];
}

/** `#/components/schemas/RecordList` → `{ kind: "schemas", name: "RecordList" }` */
export function refName(ref: string): { kind: string; name: string } {
  const [, , kind = "", name = ""] = ref.split("/");
  return { kind, name };
}

/**
 * The type of a schema as code; a schema that has a name goes by its name.
 * @param isWritten Whether a program passes the value: then its arrays may be read-only.
 */
export function typeOf(schema: SchemaObject | ReferenceObject | undefined, isWritten = false): TypeCode {
  if (schema === undefined) return single("unknown");
  if ("$ref" in schema) return single(imported("models", refName(schema.$ref).name));
  if ("const" in schema && schema.const !== undefined) return single(literal(schema.const, Number.POSITIVE_INFINITY));
  if (Array.isArray(schema.enum))
    return union(schema.enum.map((value) => single(literal(value, Number.POSITIVE_INFINITY))));
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return union(alternatives.map((one) => typeOf(one, isWritten)));
  const type: unknown = schema.type;
  return Array.isArray(type)
    ? union(type.map((one) => simple(one, schema, isWritten)))
    : simple(type, schema, isWritten);
}

function simple(type: unknown, schema: SchemaObject, isWritten: boolean): TypeCode {
  switch (type) {
    case "string":
      return single("format" in schema && schema.format === "binary" ? runtimeTypes.FileInput : "string");
    case "integer":
      // The runtime reads an integer beyond the safe range as a string, so that no digit is lost.
      return "format" in schema && schema.format === "int64"
        ? union([single("number"), single("string")])
        : single("number");
    case "number":
      return single("number");
    case "boolean":
    case "null":
      return single(type);
    case "array": {
      const items = "items" in schema ? schema.items : undefined;
      const item = Array.isArray(items) ? single("unknown") : typeOf(items, isWritten);
      const needsBrackets = item.alternatives.length > 1 || item.text.startsWith("readonly ");
      return single(code`${isWritten ? "readonly " : ""}${needsBrackets ? code`(${item})` : item}[]`);
    }
    case "object": {
      const values = "additionalProperties" in schema ? schema.additionalProperties : undefined;
      const value = typeof values === "object" ? typeOf(values as SchemaObject, isWritten) : "unknown";
      return single(code`Record<string, ${value}>`);
    }
    default:
      return single("unknown");
  }
}

/** A type that is not a union. */
export function single(type: Code | string): TypeCode {
  const alternative = code`${type}`;
  return { ...alternative, alternatives: [alternative] };
}

/** A union, each of its types once. */
export function union(types: readonly TypeCode[]): TypeCode {
  const distinct = new Map(types.flatMap((type) => type.alternatives.map((one) => [one.text, one] as const)));
  const alternatives = [...distinct.values()];
  return { ...join(alternatives, " | "), alternatives };
}
