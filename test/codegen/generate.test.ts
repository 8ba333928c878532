import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenAPI3 } from "openapi-typescript";
import { describe, expect, test } from "vitest";
import { readDescription } from "../../codegen/description.js";
import { generate, type Output } from "../../codegen/generate.js";
import { filesIn } from "../../codegen/output.js";
import { type MiniDescription, miniDescription } from "../support/mini-description.js";

const written = (api: MiniDescription): Promise<Output> =>
  generate({ document: api as unknown as OpenAPI3, sourceOf: () => "spec/paths/records.yaml" });

test("a whole operation", async () => {
  const output = await written(miniDescription());
  expect(output.get("operations/records.ts")).toBe(`\
// Generated from spec/paths/records.yaml. Do not edit: change the description, then run \`npm run codegen\`.
import {
  type ApiClient,
  type Operation,
  type RequestOptions,
  callInit,
  checked,
  defined,
  typed,
  unwrapList,
} from "../../src/core/operation.js";
import type { RecordList } from "../models.js";
import type { paths } from "../schema.js";

/** The records of a module. */
export type RecordsOperations = {
  /**
   * List the records of a module.
   *
   * One page of records. Nothing there is a 204. Resolves to an empty list if there are none.
   *
   * \`GET /crm/v2/{module}\`
   */
  list(params: GetRecordsParams, options?: RequestOptions): Promise<RecordList>;
};

export interface GetRecordsParams {
  /** API name of the module. */
  module: string;
  /** Ids. */
  ids?: readonly string[];
  /** A time. */
  ifModifiedSince?: string;
}

const getRecordsOperation: Operation = {
  id: "getRecords",
  name: "records.list",
  idempotent: true,
  parameters: ["module", "ids", "ifModifiedSince"],
  path: ["module"],
  scopes: ["ZohoCRM.modules.ALL"],
};

/**
 * List the records of a module: \`GET /crm/v2/{module}\`.
 *
 * Scopes: ZohoCRM.modules.ALL.
 *
 * @example
 * await getRecords(crm, { module: "Leads" });
 */
export async function getRecords(
  client: ApiClient,
  params: GetRecordsParams,
  options?: RequestOptions,
): Promise<RecordList> {
  const { module, ifModifiedSince, ...query } = checked(getRecordsOperation, params);
  const result = await typed<paths>(client).GET("/{module}", {
    ...callInit(getRecordsOperation, options),
    params: { path: { module }, query, header: defined({ "If-Modified-Since": ifModifiedSince }) },
  });
  return unwrapList(getRecordsOperation, result, { data: [] });
}
`);
});

test("models are declarations of their own, and refer to each other by name", async () => {
  const models = (await written(miniDescription())).get("models.ts");
  expect(models).toContain(`\
/** A page of records. */
export interface RecordList {
  data: CrmRecord[];
}
`);
  expect(models).toContain(`\
/** A record. */
export interface CrmRecord {
  /** Its id. */
  id: string;
  [key: string]: unknown;
}
`);
});

test("no text of a description breaks out of its comment", async () => {
  const api = miniDescription();
  const operation = api.paths["/{module}"]?.get ?? {};
  operation.summary = "Over */ and `out`";
  operation.description = "A */ first\r\nand */ second";
  (api.components.schemas.CrmRecord ?? {}).description = "Also */ here";
  const output = await written(api);
  for (const file of ["operations/records.ts", "models.ts"]) {
    const code = (output.get(file) ?? "").replace(/\/\*\*[\s\S]*?\*\//g, "");
    expect(code).not.toMatch(/out`|second|here/);
  }
});

describe("the project's own description", async () => {
  const description = await readDescription("spec/openapi.yaml");
  const before = await generate(description);

  test("results in the same bytes every time", async () => {
    expect(await generate(await readDescription("spec/openapi.yaml"))).toEqual(before);
  });

  test("a change in one operation changes only the file of its tag and the description", async () => {
    const document = structuredClone(description.document);
    const item = document.paths?.["/settings/roles"] as { get: { summary: string } };
    item.get.summary = "List the roles of everyone";
    const after = await generate({ ...description, document });
    expect([...after.keys()].filter((file) => after.get(file) !== before.get(file)).toSorted()).toEqual([
      "openapi.json",
      "operations/roles.ts",
    ]);
  });

  test("a new member of a schema changes only the models and the description", async () => {
    const document = structuredClone(description.document);
    const role = document.components?.schemas?.Role as { properties: Record<string, unknown> };
    role.properties.colour = { type: "string", description: "Its colour." };
    const after = await generate({ ...description, document });
    expect([...after.keys()].filter((file) => after.get(file) !== before.get(file)).toSorted()).toEqual([
      "models.ts",
      "openapi.json",
    ]);
  });
});

test("no line of the generated code is longer than 120 characters", async () => {
  const files = (await filesIn("generated")).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const lines = (await readFile(join("generated", file), "utf8")).split("\n");
    expect(
      lines.filter((line) => line.length > 120),
      file,
    ).toEqual([]);
  }
});

test("long signatures, unions and examples are broken over lines before anyone formats them", async () => {
  const api = miniDescription();
  const operation = (api.paths["/{module}"]?.get ?? {}) as Record<string, unknown>;
  const long = (name: string) => `${name} ${"with many words ".repeat(9).trim()}`;
  const values = ["first", "second", "third"].map(long);
  operation.operationId = "getRecordsOfAModuleThatHasAVeryLongNameIndeedSoThatNothingFitsOnOneLine";
  operation.parameters = [
    {
      name: "kind",
      in: "query",
      required: true,
      description: long("A kind"),
      example: values[0],
      schema: { enum: values },
    },
    {
      name: "text",
      in: "query",
      required: true,
      description: "A string.",
      example: long("A */ text"),
      schema: { type: "string" },
    },
  ];
  (api.components.schemas as Record<string, unknown>).CrmRecord = {
    type: "object",
    properties: { kind: { type: "string", enum: values.flatMap((value) => [value, `${value}s`]) } },
  };
  const output = await written(api);
  for (const [file, text] of output) {
    if (!file.endsWith(".ts")) continue;
    const tooLong = text.split("\n").filter((line) => line.length > 120 && !/^ *\| "/.test(line));
    expect(tooLong, file).toEqual([]);
  }
  const [, example = ""] = /@example\n([\s\S]*?)\n \*\//.exec(output.get("operations/records.ts") ?? "") ?? [];
  const call = example.replace(/^ \* ?/gm, "").replace(/^await \w+\(crm, ([\s\S]*)\);$/, "return $1;");
  expect(new Function(call)()).toEqual({ kind: values[0], text: long("A */ text") });
});
