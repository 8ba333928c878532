/** The JSON types of Zoho's metadata. */
import { type Code, code } from "../../../codegen/code/code.js";
import type { FieldSchema } from "../schema.js";

/** The form of a value in a record. */
export type JsonKind = "string" | "number" | "boolean" | "object" | "array";

const KINDS: Readonly<Record<string, JsonKind>> = {
  string: "string",
  integer: "number",
  long: "number",
  double: "number",
  boolean: "boolean",
  jsonobject: "object",
  jsonarray: "array",
};

/** What the metadata says of the form of a field's values. Not every field has it. */
export const jsonKind = ({ json_type }: FieldSchema): JsonKind | undefined =>
  json_type !== undefined && Object.hasOwn(KINDS, json_type) ? KINDS[json_type] : undefined;

/** The types of values of which nothing more than the form is known. */
export const PLAIN: Readonly<Record<JsonKind, { readonly read: Code; readonly write: Code }>> = {
  string: { read: code`string`, write: code`string` },
  number: { read: code`number`, write: code`number` },
  boolean: { read: code`boolean`, write: code`boolean` },
  object: { read: code`{ [key: string]: unknown }`, write: code`{ [key: string]: unknown }` },
  array: { read: code`unknown[]`, write: code`readonly unknown[]` },
};
