import { describe, expect, test } from "vitest";
import { Router } from "../../../src/emulator/calls/router.js";
import type { Description, OperationObject } from "../../../src/emulator/description.js";
import { HttpError } from "../../../src/emulator/http/responses.js";

const operation = (operationId: string): OperationObject => ({ operationId, responses: {} });

const description: Description = {
  servers: [{ url: "https://www.zohoapis.com/crm/v2" }],
  security: [{ oauth: [] }],
  paths: {
    "/{module}/{id}": { get: operation("getRecord"), put: operation("updateRecord") },
    "/{module}/search": { get: operation("searchRecords") },
    "/{module}/{id}/actions/convert": { post: operation("convertRecord") },
    "/Leads/{id}/actions/convert": { post: operation("convertLead") },
    "/oauth/v2/token": {
      servers: [{ url: "https://accounts.zoho.com" }],
      post: { ...operation("requestToken"), security: [] },
    },
  },
};

const router = new Router(description);

describe("match", () => {
  const cases = [
    { given: "GET /crm/v2/Leads/41", want: "getRecord", path: { module: "Leads", id: "41" } },
    { given: "GET /crm/v2/Leads/search", want: "searchRecords", path: { module: "Leads" } },
    { given: "POST /crm/v2/Leads/41/actions/convert", want: "convertLead", path: { id: "41" } },
    { given: "POST /crm/v2/Deals/41/actions/convert", want: "convertRecord", path: { module: "Deals", id: "41" } },
    { given: "GET /crm/v2/Leads/a%2Fb%20c", want: "getRecord", path: { module: "Leads", id: "a/b c" } },
    { given: "POST /oauth/v2/token", want: "requestToken", path: {} },
  ];
  for (const { given, want, path } of cases) {
    test(`${given} is ${want}`, () => {
      const match = router.match(...split(given));
      expect(match.route.id).toBe(want);
      expect(Object.fromEntries(match.path)).toEqual(path);
    });
  }

  test("knows which operations require a token", () => {
    expect(router.match("GET", "/crm/v2/Leads/41").route.secured).toBe(true);
    expect(router.match("POST", "/oauth/v2/token").route.secured).toBe(false);
  });
});

describe("errors", () => {
  const cases = [
    { given: "GET /", want: "INVALID_URL_PATTERN" },
    { given: "GET /crm/v2/Leads/", want: "INVALID_URL_PATTERN" },
    { given: "GET /crm/v2/Leads/%E0%A4%A", want: "INVALID_URL_PATTERN" },
    { given: "GET /crm/v3/Leads/41", want: "INVALID_URL_PATTERN" },
    { given: "POST /crm/v2/oauth/v2/token", want: "INVALID_URL_PATTERN" },
    { given: "POST /crm/bulk/v2/erase", want: "INVALID_BULK_OPERATION" },
    { given: "POST /desk/bulk/v2/read", want: "INVALID_SERVICE_NAME" },
    { given: "DELETE /crm/v2/Leads/41", want: "INVALID_REQUEST_METHOD" },
    { given: "GET /oauth/v2/token", want: "INVALID_REQUEST_METHOD" },
  ];
  for (const { given, want } of cases) {
    test(`${given} is ${want}`, () => {
      expect(() => router.match(...split(given))).toThrowError(HttpError);
      expect(() => router.match(...split(given))).toThrowError(want);
    });
  }
});

function split(text: string): [method: string, path: string] {
  const [method = "", path = ""] = text.split(" ");
  return [method, path];
}
