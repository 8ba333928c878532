import type { SchemaObject } from "openapi-typescript";
import { expect, test } from "vitest";
import { typeOf } from "../../../codegen/types/type-code.js";

const cases: [name: string, given: object, want: string][] = [
  ["a string", { type: "string" }, "string"],
  ["a whole number", { type: "integer" }, "number"],
  ["a whole number of 64 bits", { type: "integer", format: "int64" }, "number | string"],
  ["a string or null", { type: ["string", "null"] }, "string | null"],
  ["a closed set", { type: "string", enum: ["asc", "desc"] }, '"asc" | "desc"'],
  ["a constant", { const: "error" }, '"error"'],
  ["an array", { type: "array", items: { type: "string" } }, "string[]"],
  ["an array of a closed set", { type: "array", items: { enum: ["a", "b"] } }, '("a" | "b")[]'],
  ["a schema by name", { $ref: "#/components/schemas/RecordList" }, "RecordList"],
  ["one of several", { oneOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }, "A | null"],
  ["a file", { type: "string", format: "binary" }, "FileInput"],
  ["an open object", { type: "object" }, "Record<string, unknown>"],
  ["anything", {}, "unknown"],
];
for (const [name, given, want] of cases) test(name, () => expect(typeOf(given as SchemaObject).text).toBe(want));
