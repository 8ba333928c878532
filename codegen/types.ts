import type { ReferenceObject, SchemaObject } from "openapi-typescript";

/** `#/components/schemas/RecordList` → `{ kind: "schemas", name: "RecordList" }` */
export function refName(ref: string): { kind: string; name: string } {
  const [, , kind = "", name = ""] = ref.split("/");
  return { kind, name };
}

/** The type of a schema as it stands in code; what has a name goes by its name. */
export function typeText(schema: SchemaObject | ReferenceObject | undefined): string {
  if (schema === undefined) return "unknown";
  if ("$ref" in schema) return refName(schema.$ref).name;
  if ("const" in schema && schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives) return union(alternatives.map(typeText));
  const type: unknown = schema.type;
  return Array.isArray(type) ? union(type.map((one) => simple(one, schema))) : simple(type, schema);
}

function simple(type: unknown, schema: SchemaObject): string {
  switch (type) {
    case "string":
      return "format" in schema && schema.format === "binary" ? "FileInput" : "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
    case "null":
      return String(type);
    case "array": {
      const items = "items" in schema ? schema.items : undefined;
      const item = Array.isArray(items) ? "unknown" : typeText(items);
      return /[ |]/.test(item) ? `(${item})[]` : `${item}[]`;
    }
    case "object": {
      const values = "additionalProperties" in schema ? schema.additionalProperties : undefined;
      const value = typeof values === "object" ? typeText(values as SchemaObject) : "unknown";
      return `Record<string, ${value}>`;
    }
    default:
      return "unknown";
  }
}

const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");
