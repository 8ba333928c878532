import type { OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { resultType } from "../../codegen/emit/signatures.js";
import { type OperationModel, readModel } from "../../codegen/model.js";
import { deriveRecordTypes } from "../../codegen/types/modules.js";
import { single } from "../../codegen/types/type-code.js";
import { miniDescription } from "../support/mini-description.js";

function read(change: Record<string, unknown>, verb = "get", components: Record<string, unknown> = {}): OperationModel {
  const api = miniDescription();
  const { get } = api.paths["/{module}"] ?? {};
  const { "x-empty": _, ...base } = get ?? {};
  api.paths = { "/{module}": { [verb]: { ...base, ...change } } };
  Object.assign(api.components, components);
  const document = api as unknown as OpenAPI3;
  const { groups } = readModel({ document, sourceOf: () => "spec/paths/records.yaml" }, deriveRecordTypes(document));
  return groups[0]?.operations[0] as OperationModel;
}

const json = (name: string) => ({
  description: "",
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const file = {
  description: "",
  content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
};
const nothing = { description: "Nothing there." };

describe("the promise that a call returns", () => {
  const cases: { name: string; given: Record<string, unknown>; want: string }[] = [
    { name: "a response by name", given: { responses: { 200: json("RecordList") } }, want: "Promise<RecordList>" },
    {
      name: "204 makes a single thing optional",
      given: { responses: { 200: json("RecordList"), 204: nothing } },
      want: "Promise<RecordList | undefined>",
    },
    {
      name: "204 of a list is the list, empty",
      given: { responses: { 200: json("RecordList"), 204: nothing }, "x-empty": { data: [] } },
      want: "Promise<RecordList>",
    },
    { name: "a file becomes a Download", given: { responses: { 200: file } }, want: "Promise<Download>" },
    {
      name: "a file that may be missing",
      given: { responses: { 200: file, 204: nothing } },
      want: "Promise<Download | undefined>",
    },
    {
      name: "201, 202 and 207 of a write share one type",
      given: { responses: { 201: json("RecordList"), 202: json("RecordList"), 207: json("RecordList") } },
      want: "Promise<RecordList>",
    },
    {
      name: "different responses become a union",
      given: { responses: { 200: json("RecordList"), 202: json("CrmRecord") } },
      want: "Promise<RecordList | CrmRecord>",
    },
    {
      name: "errors are thrown, so they are not a part of it",
      given: { responses: { 200: json("RecordList"), 304: nothing, 400: json("CrmRecord") } },
      want: "Promise<RecordList>",
    },
  ];
  for (const { name, given, want } of cases) test(name, () => expect(resultType(read(given).result).text).toBe(want));
});

describe("the facts of an operation", () => {
  test("reading may be repeated, writing only where the description says so", () => {
    expect(read({}).idempotent).toBe(true);
    expect(read({}, "post").idempotent).toBe(false);
    expect(read({ "x-idempotent": true }, "put").idempotent).toBe(true);
    expect(read({ "x-idempotent": false }).idempotent).toBe(false);
  });

  test("the types that a file may have are those of the description, unless it may have any", () => {
    const schema = { type: "string", format: "binary" };
    const typed = { description: "", content: { "image/*": { schema }, "text/csv": { schema } } };
    expect(read({ responses: { 200: typed } }).result.mediaTypes).toEqual(["image/*", "text/csv"]);
    expect(read({ responses: { 200: file } }).result.mediaTypes).toBeUndefined();
  });

  test("no scopes means no token; a server of its own is named", () => {
    expect(read({ security: [] })).toMatchObject({ auth: false });
    expect(read({})).toMatchObject({ auth: true });
  });

  const servers = [
    { name: "none of its own", given: undefined, server: undefined, base: undefined, fullPath: "/crm/v2/{module}" },
    { name: "another host", given: "accounts", server: "accounts", base: "", fullPath: "/{module}" },
    { name: "another host, same path", given: "content", server: "content", fullPath: "/crm/v2/{module}" },
    { name: "another path", given: "bulk", server: undefined, base: "/crm/bulk/v2", fullPath: "/crm/bulk/v2/{module}" },
  ] as const;
  const entries = {
    accounts: { url: "https://accounts.zoho.com", "x-server": "accounts" },
    content: { url: "https://content.zohoapis.com/crm/v2/", "x-server": "content" },
    bulk: { url: "https://www.zohoapis.com/crm/bulk/v2" },
  };
  for (const { name, given, ...want } of servers) {
    test(`where it is sent: ${name}`, () => {
      expect(read(given ? { servers: [entries[given]] } : {})).toMatchObject({ base: undefined, ...want });
    });
  }

  test("bodies by their media type", () => {
    const body = (type: string) => ({
      requestBody: { required: true, content: { [type]: { schema: { $ref: "#/components/schemas/CrmRecord" } } } },
    });
    expect(read(body("application/json"), "post").body).toMatchObject({
      form: "json",
      type: { text: "CrmRecord" },
      required: true,
    });
    expect(read(body("multipart/form-data"), "post").body).toMatchObject({ form: "multipart" });
    expect(read(body("application/x-www-form-urlencoded"), "post").body).toMatchObject({ form: "urlencoded" });
  });

  test("parameters by reference, headers in camelCase, required ones first", () => {
    const parameter = {
      name: "X-EXTERNAL",
      in: "header",
      required: true,
      description: "d",
      example: "e",
      schema: { type: "string" },
    };
    const { params } = read(
      {
        parameters: [
          { name: "page", in: "query", schema: { type: "integer", default: 1 } },
          { $ref: "#/components/parameters/External" },
        ],
      },
      "get",
      { parameters: { External: parameter } },
    );
    expect(params).toEqual([
      {
        name: "xExternal",
        wireName: "X-EXTERNAL",
        place: "header",
        styles: [],
        type: single("string"),
        isModule: false,
        required: true,
        doc: "d",
        example: "e",
      },
      {
        name: "page",
        wireName: "page",
        place: "query",
        styles: [],
        type: single("number"),
        isModule: false,
        required: false,
        doc: "\n@default 1",
        example: undefined,
      },
    ]);
  });
});

describe("the example of a call", () => {
  const parameter = (name: string, required: boolean) => ({
    ...{ name, in: "query", required, description: "d", example: `${name} example`, schema: { type: "string" } },
  });

  test("has the required parameters, or the first if none is required", () => {
    const required = read({ parameters: [parameter("a", false), parameter("b", true)] });
    const optional = read({ parameters: [parameter("a", false), parameter("b", false)] });
    expect(required.example).toEqual({ b: "b example" });
    expect(optional.example).toEqual({ a: "a example" });
  });

  test("has the optional parameters that the operation names, and its headers", () => {
    const { example, exampleHeaders } = read({
      parameters: [parameter("a", false), parameter("b", true), parameter("c", false)],
      "x-example-parameters": ["c"],
      "x-example-headers": { authorization: "Basic abc" },
    });
    expect(example).toEqual({ b: "b example", c: "c example" });
    expect(exampleHeaders).toEqual({ authorization: "Basic abc" });
  });

  test("takes the files of a form from disk", () => {
    const file = { type: "string", format: "binary" };
    const schema = {
      type: "object",
      properties: { file, files: { type: "array", items: file }, note: { type: "string" } },
    };
    const media = { schema, example: { file: "a.pdf", files: ["b.pdf"], note: "c" } };
    const { example } = read(
      { parameters: [], requestBody: { required: true, content: { "multipart/form-data": media } } },
      "post",
    );
    expect(example.body).toEqual({ file: { path: "a.pdf" }, files: [{ path: "b.pdf" }], note: "c" });
  });
});
