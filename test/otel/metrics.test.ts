import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { type ClientOptions, createClient } from "../../src/index.js";
import { otelHooks } from "../../src/otel/index.js";
import { failureOf } from "../support/requests.js";
import { type Recording, record } from "./recording.js";

let emulator: Emulator;
let recording: Recording;
beforeEach(async () => {
  emulator = await startEmulator();
  recording = record();
});
afterEach(async () => {
  await recording.stop();
  await emulator.close();
});

const client = (options: ClientOptions = {}) =>
  createClient({ ...emulator.clientOptions(), hooks: otelHooks(recording.providers), ...options });

test("requests are counted with how they ended, by template and server", async () => {
  emulator.faults.add({ operation: "records.list", status: 503 });
  emulator.faults.add({ operation: "records.list", reset: true });
  await client({ retry: { maxDelay: 0 } }).records.list({ module: "Leads" });
  const { hostname, port } = new URL(emulator.apiUrl);
  const server = { "server.address": hostname, "server.port": Number(port) };
  const list = { "http.request.method": "GET", "url.template": "/crm/v2/{module}", ...server };
  const token = { "http.request.method": "POST", "url.template": "/oauth/v2/token", ...server };
  expect(await recording.metric("http.client.request.duration")).toEqual([
    { value: 1, attributes: { ...token, "http.response.status_code": 200 } },
    { value: 1, attributes: { ...list, "http.response.status_code": 503, "error.type": "503" } },
    { value: 1, attributes: { ...list, "error.type": "ECONNRESET" } },
    { value: 1, attributes: { ...list, "http.response.status_code": 200 } },
  ]);
});

test("token requests are counted by reason and failure", async () => {
  const crm = client();
  await crm.organization.get();
  emulator.expireTokens();
  await crm.organization.get();
  emulator.advance("2h");
  await crm.organization.get();
  await crm.tokens.grant(emulator.grantCode());
  await failureOf(client({ refreshToken: "1000.no" }).organization.get());
  const attributes = (await recording.metric("zcrm.token.requests")).map((point) => [point.value, point.attributes]);
  expect(attributes).toEqual([
    [1, { "zcrm.token.reason": "first" }],
    [1, { "zcrm.token.reason": "refused" }],
    [1, { "zcrm.token.reason": "expired" }],
    [1, { "zcrm.token.reason": "grant" }],
    [1, { "zcrm.token.reason": "first", "error.type": "invalid_code" }],
  ]);
});

test("waits are counted by what they were for, and credits are those that Zoho stated last", async () => {
  emulator.faults.add({ operation: "records.list", change: (real) => credits(real, 1_200) });
  emulator.faults.add({ operation: "records.list", status: 429, headers: { "Retry-After": "2" } });
  emulator.faults.add({ operation: "records.list", change: (real) => credits(real, 1_198) });
  const crm = client({ maxConcurrency: 1 });
  for (let call = 0; call < 2; call += 1) await crm.records.list({ module: "Leads" });
  await Promise.all([crm.organization.get(), crm.organization.get()]);
  expect((await recording.metric("zcrm.wait.duration")).map((point) => [point.value, point.attributes])).toEqual([
    [1, { "zcrm.wait.for": "token" }],
    [1, { "zcrm.wait.for": "pause" }],
    [1, { "zcrm.wait.for": "slot" }],
  ]);
  expect((await recording.metric("zcrm.credits.left")).map((point) => point.value)).toEqual([1_198]);
  const spans = recording.spans.filter(({ name }) => name === "zcrm records.list");
  expect(spans.map(({ attributes }) => attributes["zcrm.credits.left"])).toEqual([1_200, 1_198]);
});

const credits = (real: Response, left: number) =>
  new Response(real.body, { ...real, status: real.status, headers: { "X-API-CREDITS-REMAINING": String(left) } });
