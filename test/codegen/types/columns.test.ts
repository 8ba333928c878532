/** What queries know about columns beyond the types of fields: their kinds, and where lookups lead. */
import type { OpenAPI3 } from "openapi-typescript";
import { expect, test } from "vitest";
import { emitColumns } from "../../../codegen/emit/columns.js";
import { emitLimits, limitFacts } from "../../../codegen/emit/limits.js";
import { columnKinds } from "../../../codegen/types/columns.js";

const LOOKUP = { anyOf: [{ $ref: "#/components/schemas/Ref" }, { type: "null" }] };

const document = {
  openapi: "3.1.0",
  info: { title: "T", version: "1" },
  paths: {},
  "x-limits": {
    records: { lineLength: 100, lookupLevels: 2 },
    coql: { columns: 5, values: 6 },
    search: { conditions: 7 },
  },
  "x-not-in-coql": ["subform"],
  components: {
    schemas: {
      Ref: { type: "object" },
      Row: { type: "object" },
      System: {
        properties: {
          $approved: { type: "boolean" },
          Owner: { ...LOOKUP, "x-lookup": "users" },
          Made: { type: "string", format: "date-time" },
        },
      },
      Car: {
        "x-module": "Cars",
        allOf: [{ $ref: "#/components/schemas/System" }],
        properties: {
          Name: { type: "string", maxLength: 100 },
          Notes: { type: ["string", "null"], maxLength: 101 },
          Bought: { type: ["string", "null"], format: "date" },
          Day: { type: "string", format: "date" },
          Parts: { type: "array", items: { $ref: "#/components/schemas/Row" }, "x-data-type": "subform" },
          Maker: { ...LOOKUP, "x-lookup": "Makers" },
          Any: { ...LOOKUP, "x-lookup": "se_module" },
        },
      },
      Maker: {
        "x-module": "Makers",
        allOf: [{ $ref: "#/components/schemas/System" }],
        properties: { Maker: { type: "string" }, Notes: { type: "string", maxLength: 500 }, Day: { type: "string" } },
      },
    },
  },
} as object as OpenAPI3;

test("a kind is common if every module that has the column agrees", () => {
  const { system, common, modules } = columnKinds(document);
  expect(Object.fromEntries(system)).toEqual({ Owner: { to: "users" }, Made: "datetime", Notes: "textarea" });
  expect(Object.fromEntries(common)).toEqual({ Bought: "date", Parts: "none" });
  // The makers' Day is text, so that of the cars is their own.
  expect(Object.fromEntries(modules.get("Cars") ?? [])).toEqual({ Day: "date", Maker: { to: "Makers" } });
  expect(modules.get("Makers")?.size).toBe(0);
});

test("they are written as types, and the dates as a list", () => {
  const text = emitColumns(columnKinds(document), "../runtime.js");
  expect(text).toContain(
    'export interface SystemColumns {\n  Owner: { to: "users" };\n  Made: "datetime";\n  Notes: "textarea";\n}',
  );
  expect(text).toContain('  date: "Bought";\n');
  expect(text).toContain('  Cars: {\n    Day: "date";\n    Maker: { to: "Makers" };\n  };');
  expect(text).not.toContain("Makers: {");
  expect(text).toContain('export const dateColumns: readonly string[] = ["Bought"];');
});

test("the limits that the compiler checks are types", () => {
  const limits = {
    records: { lookupLevels: 2 },
    coql: { columns: 5, values: 6 },
    search: { conditions: 7 },
    tags: { perRecord: 10 },
  };
  const facts = {
    limits,
    notInCoql: ["subform"],
    notServed: { coql: ["Mail"] },
    notified: ["Plants"],
    credits: { startJob: 50 },
    temporaryErrors: ["BUSY"],
  };
  const text = emitLimits({ ...facts, duplicateChecks: { Plants: ["Label"] } }, "../runtime.js");
  expect(text).toContain("export type MostColumns = 5;");
  expect(text).toContain("export type MostValues = 6;");
  expect(text).toContain("lookupLevels: 2");
  expect(text).not.toContain("perRecord");
  expect(text).toContain('"subform"');
  expect(text).toContain("startJob: 50");
  expect(text).toMatch(/Plants: \[\s*"Label"/);
  expect(text).toMatch(/notified = \[\s*"Plants"/);
  expect(text).toMatch(/temporaryErrors = \[\s*"BUSY"/);
});

test("the costs of calls are those other than one credit", () => {
  const paths = {
    "/a": { get: { operationId: "readA", "x-credits": 1 }, post: { operationId: "writeA", "x-credits": 50 } },
    "/b": { parameters: [], get: { operationId: "readB" } },
  };
  expect(limitFacts({ "x-limits": {}, paths })?.credits).toEqual({ writeA: 50 });
  expect(limitFacts({ paths })).toBeUndefined();
});

test("the duplicate check fields are those of the modules", () => {
  const schemas = {
    Plant: { "x-module": "Plants", "x-duplicate-check-fields": ["Label"] },
    Other: {},
    Bare: { "x-module": "Bare" },
  };
  expect(limitFacts({ "x-limits": {}, components: { schemas } })?.duplicateChecks).toEqual({ Plants: ["Label"] });
});
