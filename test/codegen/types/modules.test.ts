import type { OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { generate } from "../../../codegen/generate.js";
import { deriveRecordTypes } from "../../../codegen/types/modules.js";
import { miniDescription } from "../../support/mini-description.js";

const text = { type: "string" };
const empty = { type: ["string", "null"] };

/** A description with one module, whose record has a lookup, rows, and fields that may not be written. */
function withModule(change: Record<string, unknown> = {}): OpenAPI3 {
  const api = miniDescription();
  Object.assign(api.components.schemas, {
    CrmRecord: { type: "object", "x-record": "read", properties: { id: text }, additionalProperties: true },
    NewRecord: { type: "object", "x-record": "create", additionalProperties: true },
    RecordPatch: { type: "object", "x-record": "update", additionalProperties: true },
    RecordsBody: {
      type: "object",
      required: ["data"],
      properties: { data: { type: "array", items: { $ref: "#/components/schemas/NewRecord" } } },
    },
    SystemFields: { type: "object", required: ["id"], properties: { id: { ...text, readOnly: true }, Name: text } },
    UserRef: { type: "object", "x-write": "UserValue", properties: { id: text, name: text } },
    UserValue: { type: "string" },
    Stage: { ...text, "x-extensible-enum": ["Open", "Won"] },
    LineItem: {
      type: "object",
      required: ["product"],
      properties: { product: text, total: { ...text, readOnly: true } },
    },
    Totals: {
      type: "object",
      "x-module-part": true,
      required: ["Items"],
      properties: { Items: { type: "array", items: { $ref: "#/components/schemas/LineItem" } } },
    },
    SalesOrder: {
      "x-module": "Sales_Orders",
      description: "An order.",
      allOf: [{ $ref: "#/components/schemas/SystemFields" }, { $ref: "#/components/schemas/Totals" }],
      required: ["Subject"],
      properties: {
        Subject: text,
        Number: { ...text, readOnly: true },
        Owner: { anyOf: [{ $ref: "#/components/schemas/UserRef" }, { type: "null" }] },
        Stage: { anyOf: [{ $ref: "#/components/schemas/Stage" }, { type: "null" }] },
        Notes: empty,
      },
      ...change,
    },
  });
  return api as unknown as OpenAPI3;
}

async function generated(document: OpenAPI3, file: string): Promise<string> {
  const output = await generate({ document, sourceOf: () => "spec/paths/records.yaml" });
  return output.get(file) ?? "";
}

/** The declaration of a name, without its comment. */
async function declared(name: string, document = withModule()): Promise<string> {
  const models = await generated(document, "models.ts");
  const found = new RegExp(`export (?:interface ${name}\\b[^]*?\\n}|type ${name} =[^]*?;)\\n`).exec(models);
  return found?.[0] ?? `no ${name}`;
}

describe("one schema of a module becomes three types", () => {
  test("read: every field is required, and none is read-only in the program's own copy", async () => {
    expect(await declared("SalesOrder")).toBe(`\
export interface SalesOrder extends SystemFields, Totals {
  Subject: string;
  Number: string;
  Owner: UserRef | null;
  Stage: Stage | null;
  Notes: string | null;
}
`);
  });

  test("update: the writable fields in their form for writing, all optional", async () => {
    expect(await declared("SalesOrderUpdate")).toBe(`\
export interface SalesOrderUpdate extends SystemFieldsValue, TotalsValue {
  Subject?: string;
  Owner?: UserValue | null;
  Stage?: Stage | null;
  Notes?: string | null;
}
`);
    expect(await declared("SystemFieldsValue")).not.toContain("id");
    expect(await declared("LineItemValue")).toBe("export interface LineItemValue {\n  product?: string;\n}\n");
  });

  test("a field that records lack is optional, and null takes a number away", async () => {
    const properties = {
      Stock: { type: "number" },
      Serial: { type: ["integer", "null"], format: "int64" },
      Pending: { ...text, "x-unrecorded": true },
    };
    const document = withModule({ properties, required: [] });
    expect(await declared("SalesOrder", document)).toBe(`\
export interface SalesOrder extends SystemFields, Totals {
  Stock: number;
  /** Format: int64. */
  Serial: number | string | null;
  Pending?: string;
}
`);
    expect(await declared("SalesOrderUpdate", document)).toBe(`\
export interface SalesOrderUpdate extends SystemFieldsValue, TotalsValue {
  Stock?: number | null;
  /** Format: int64. */
  Serial?: number | string | null;
  Pending?: string;
}
`);
  });

  test("create: the required fields of the module and its parts are required", async () => {
    expect(await declared("NewSalesOrder")).toBe(`\
export interface NewSalesOrder extends SalesOrderUpdate {
  Subject: string;
  Items: readonly LineItemValue[];
}
`);
  });

  test("an existing schema for creating is used", async () => {
    const { modules, document } = deriveRecordTypes(withModule({ "x-write": "NewRecord" }));
    expect(modules).toEqual([
      { name: "Sales_Orders", read: "SalesOrder", create: "NewRecord", update: "SalesOrderUpdate" },
    ]);
    expect(Object.keys(document.components?.schemas ?? {})).not.toContain("NewSalesOrder");
  });

  test("a picklist suggests its values and accepts any other", async () => {
    expect(await declared("Stage")).toBe('export type Stage = "Open" | "Won" | (string & {});\n');
  });

  test("a reference to a record of one module has the type of that module", async () => {
    const document = withModule();
    Object.assign(document.components?.schemas ?? {}, {
      Conversion: {
        type: "object",
        properties: { order: { $ref: "#/components/schemas/NewRecord", "x-record-of": "Sales_Orders" } },
      },
    });
    expect(await declared("Conversion", document)).toBe("export interface Conversion {\n  order?: NewSalesOrder;\n}\n");
  });

  test("a schema that contains records takes their type as a parameter", async () => {
    expect(await declared("RecordList")).toContain("interface RecordList<Row = CrmRecord> {");
    expect(await declared("RecordsBody")).toContain("data: Row[];");
  });

  test("the description itself stays as it is", async () => {
    const document = withModule();
    const before = structuredClone(document);
    await generated(document, "models.ts");
    expect(document).toEqual(before);
  });
});

describe("calls with the records of a module", () => {
  function ofModule(parameters: Record<string, unknown>[]): OpenAPI3 {
    const document = withModule();
    const { get } = (document.paths as unknown as Record<string, { get: Record<string, unknown> }>)["/{module}"] ?? {};
    Object.assign(get ?? {}, { "x-records-of": "module", parameters });
    return document;
  }
  const module = { name: "module", in: "path", required: true, schema: text, "x-module-name": true };
  const fields = { name: "fields", in: "query", schema: { type: "array", items: text }, "x-field-names": true };

  test("a list takes the module and the fields from its parameters", async () => {
    const operations = await generated(ofModule([module, fields]), "operations/records.ts");
    expect(operations).toContain(`
  list<M extends ModuleName, F extends FieldName<M> = never>(
    params: GetRecordsParams<M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F>>>;
`);
    expect(operations).toContain("module: M;");
    expect(operations).toContain("fields?: readonly F[];");
    expect(operations).toContain("ofModule<RecordList<RowOf<M, F, R>>>(result)");
  });

  test("without a choice of fields, it returns whole records", async () => {
    const operations = await generated(ofModule([module]), "operations/records.ts");
    expect(operations).toContain("list<M extends ModuleName>(params: GetRecordsParams<M>");
    expect(operations).toContain("Promise<RecordList<RecordOf<M>>>");
  });

  test("in a registry, its types are looked up there; the others are those of any client", async () => {
    const page = { name: "page", in: "query", schema: { type: "integer" } };
    const sort = { name: "sort_by", in: "query", schema: text, "x-field-names": true };
    const document = ofModule([module, fields, sort, page]);
    const operations = await generated(document, "operations/records.ts");
    expect(operations).toContain(`
type RecordsCallsIn<R> = {
  list<M extends ModuleName<R>, F extends FieldName<M, R> = never>(
    params: GetRecordsParamsIn<R, M, F>,
    options?: RequestOptions,
  ): Promise<RecordList<RowOf<M, F, R>>>;
};
`);
    expect(operations).toContain(`
export interface GetRecordsParamsIn<R, M, F>
  extends OfModule<AllModules<R>>, Omit<GetRecordsParams, "module" | "fields" | "sort_by" | keyof OfModule<unknown>> {
  module: M;
  fields?: readonly F[];
  sort_by?: FieldName<M, R>;
}
`);
    const client = await generated(document, "client.ts");
    expect(client).toContain("export interface Groups<R = OrganizationModules> {");
    expect(client).toContain("  readonly records: RecordsOperationsIn<R>;");
    expect(client).toContain("bindGroups<R = OrganizationModules>(client: ApiClient): Groups<R> {");
  });

  test("a description whose calls have no records of a module has no registry in its client", async () => {
    const document = withModule();
    expect(await generated(document, "client.ts")).toContain("export interface Groups {");
    expect(await generated(document, "operations/records.ts")).not.toContain("OrganizationModules");
  });

  test("the registry names every module's types", async () => {
    const modules = await generated(withModule(), "modules.ts");
    expect(modules).toContain("export interface OrganizationModules {}");
    expect(modules).toContain("Sales_Orders: { read: SalesOrder; create: NewSalesOrder; update: SalesOrderUpdate };");
  });

  test("a description without modules has no registry, and its calls take any string", async () => {
    const api = miniDescription() as unknown as OpenAPI3;
    expect(await generated(api, "modules.ts")).toBe("");
    expect(await generated(api, "operations/records.ts")).toContain("module: string;");
  });
});

describe("calls with the rows of a query", () => {
  /** The call of the description, with rows of a query instead of records. */
  const ofQuery = (): OpenAPI3 => {
    const api = miniDescription();
    Object.assign(api.components.schemas.CrmRecord ?? {}, { "x-record": "query" });
    return api as unknown as OpenAPI3;
  };

  test("take the type of the rows from their parameters", async () => {
    const operations = await generated(ofQuery(), "operations/records.ts");
    expect(operations).toContain("list<Row = CrmRecord>(params: GetRecordsParams<Row>");
    expect(operations).toContain("export interface GetRecordsParams<Row = CrmRecord> extends OfRows<Row> {");
    expect(operations).toContain("Promise<RecordList<Row>>");
    expect(operations).toContain("params as object as GetRecordsParams<unknown>");
    expect(operations).toContain("ofModule<RecordList<Row>>(result)");
  });

  test("have the schema of the row if the parameters say nothing", async () => {
    expect(await declared("RecordList", ofQuery())).toContain("interface RecordList<Row = CrmRecord> {");
  });
});

test("modules that all refer to each other are derived in a moment", () => {
  const names = Array.from({ length: 40 }, (_, index) => `S${index}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
  const schemas = Object.fromEntries(names.map((name) => [name, { type: "object", "x-module": name, properties }]));
  const { modules } = deriveRecordTypes({
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: {},
    components: { schemas },
  } as never);
  expect(modules).toHaveLength(40);
});
