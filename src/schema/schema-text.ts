/** The text of `schema.json`. */
import { byText } from "./canonical.js";
import type { Schema } from "./schema.js";

/**
 * A schema as JSON of one form: members sorted, two spaces, a line end. The format comes first, by which the file is
 * recognized. Lists keep their order: the schema has them in one already, and ids may name their items by position.
 */
export function schemaText({ format, profile, fieldMembers, modules, leftOut, ids }: Schema): string {
  const schema = { format, profile, fieldMembers, modules, leftOut, ids };
  const sorted = Object.entries(schema).map(([name, member]) => [name, withSortedMembers(member)]);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/** Whether a file is a schema, even one that cannot be read any more, such as one with conflict markers. */
export const isSchemaText = (text: string): boolean => /^\uFEFF?\s*\{\s*"format":\s*\d/.test(text);

function withSortedMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedMembers);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => byText(a, b));
  return Object.fromEntries(members.map(([name, member]) => [name, withSortedMembers(member)]));
}
