import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../src/emulator/index.js";
import { accessToken } from "./support/caller.js";

const NOT_IMPLEMENTED = {
  code: "NOT_IMPLEMENTED",
  details: { operationId: "getInvoicePdf" },
  message: "the emulator has no handler for the operation getInvoicePdf",
  status: "error",
};

describe("an operation that the description has and the emulator does not handle", () => {
  const description = JSON.parse(readFileSync("generated/openapi.json", "utf8"));
  description.paths["/{module}/{id}/actions/pdf"] = {
    get: {
      operationId: "getInvoicePdf",
      security: [{ oauth: ["ZohoCRM.modules.{module}.READ"] }],
      parameters: [{ name: "pages", in: "query", required: true, schema: { type: "integer" } }],
      responses: { "200": { content: { "application/json": { example: { data: [] } } } } },
    },
  };
  let emulator: Emulator;
  let authorization: string;

  beforeEach(async () => {
    emulator = createEmulator({ description });
    authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
    emulator.requests.length = 0;
  });

  const call = (path: string, headers: Record<string, string> = { authorization }) =>
    emulator.fetch(`${emulator.apiUrl}/crm/v2${path}`, { headers });

  test("gets 501, which names it", async () => {
    const response = await call("/Invoices/1/actions/pdf?pages=1");

    expect(response.status).toBe(501);
    expect(await response.json()).toEqual(NOT_IMPLEMENTED);
    expect(emulator.requests).toMatchObject([{ operation: "getInvoicePdf", status: 501 }]);
  });

  test("gets it for an unknown module and without its parameters as well", async () => {
    const response = await call("/Nothing/1/actions/pdf");

    expect([response.status, await response.json()]).toEqual([501, NOT_IMPLEMENTED]);
  });

  test("gets it in a lenient organization, too", async () => {
    emulator = createEmulator({ description, strict: false });
    authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;

    const response = await call("/Invoices/1/actions/pdf?pages=1");

    expect([response.status, await response.json()]).toEqual([501, NOT_IMPLEMENTED]);
  });

  test("requires a token like any other", async () => {
    const response = await call("/Invoices/1/actions/pdf?pages=1", {});

    expect(response.status).toBe(401);
  });

  test("can be given a response by a fault", async () => {
    emulator.faults.add({ operation: "getInvoicePdf", status: 200, body: { data: ["page"] } });

    const response = await call("/Invoices/1/actions/pdf?pages=1");

    expect([response.status, await response.json()]).toEqual([200, { data: ["page"] }]);
  });
});
