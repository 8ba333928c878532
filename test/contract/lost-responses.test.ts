/**
 * For every operation that may be sent twice: its first response is lost, and the retry is rejected as it is if the first
 * attempt was carried out. The call must then never say that it was refused.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as operations from "../../generated/operations/index.js";
import { type CrmClient, createClient, isCrmError } from "../../src/index.js";
import { failureOf } from "../support/requests.js";
import { type RecordingServer, type Reply, startRecordingServer } from "../support/servers/recording-server.js";
import { described, exampleCall, type Operation } from "./described.js";

let server: RecordingServer;
let crm: CrmClient;
beforeAll(async () => {
  server = await startRecordingServer();
  crm = createClient({
    ...{ clientId: "id", clientSecret: "secret", refreshToken: "refresh" },
    ...{ apiUrl: server.url, accountsUrl: server.url },
    retry: { maxDelay: 0 },
  });
});
afterAll(async () => {
  await crm.close();
  await server.close();
});

type Call = (crm: CrmClient, params: object) => Promise<unknown>;
const functions = new Map(Object.entries(operations as unknown as Record<string, Call>));

const call = (operation: Operation, params: object = exampleCall(operation).params): Promise<unknown> =>
  functions.get(operation.operationId)?.(crm, params) ?? Promise.reject(new Error("there is no such function"));

const rejection = {
  code: "INVALID_DATA",
  details: { id: "1" },
  message: "the id given seems to be invalid",
  status: "error",
};
const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Loses the first response. */
function loseOne(then: Reply): void {
  server.reset();
  server.reply = () => (server.requests.length === 1 ? { broken: true } : then);
}

const writes = described.filter(({ verb, operation }) => verb !== "GET" && !operation["x-stable-response"]);
const repeated = writes.filter(({ operation }) => operation["x-idempotent"] !== false);

test("there are such operations", () => {
  expect(repeated.length).toBeGreaterThan(30);
});

describe("what the retry gets is not reported as the outcome of", () => {
  for (const { operation } of repeated) {
    test.each([
      ["400", json(400, rejection)],
      ["404", json(404, { ...rejection, code: "RESOURCE_NOT_FOUND" })],
      ["a rejected row", json(202, { data: [rejection] })],
    ])(`${operation.operationId}: %s`, async (_, reply) => {
      loseOne(reply);
      const error = await failureOf(call(operation));
      expect(server.requests.length).toBe(2);
      expect(isCrmError(error, "Api")).toBe(false);
      expect(error).toMatchObject({ code: "OUTCOME_UNKNOWN", mayHaveArrived: true, retryable: false });
    });
  }
});

test.each(["updateRecord", "updateRecords"])("%s is not sent twice if a record has rows of its own", async (id) => {
  const { operation } = described.find(({ operation: { operationId } }) => operationId === id) ?? {};
  if (!operation) throw new Error("not described");
  const params = {
    ...exampleCall(operation).params,
    body: { data: [{ id: "1", Product_Details: [{ quantity: 1 }] }] },
  };
  loseOne(json(200, { data: [] }));
  const error = await failureOf(call(operation, params));
  expect(error).toMatchObject({ code: "ECONNRESET", mayHaveArrived: true, retryable: false });
  expect(server.requests.length).toBe(1);
});
