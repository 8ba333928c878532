/** The spans of calls against the emulator, as golden trees. */
import { context, trace } from "@opentelemetry/api";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { type ClientOptions, createClient, paginate, type RequestEvent } from "../../src/index.js";
import { otelHooks } from "../../src/otel/index.js";
import { failureOf } from "../support/requests.js";
import { type Recording, record } from "./recording.js";

let emulator: Emulator;
let recording: Recording;
beforeEach(async () => {
  emulator = await startEmulator({ seed: { Leads: Array.from({ length: 5 }, () => ({ Last_Name: "Doe" })) } });
  recording = record();
});
afterEach(async () => {
  await recording.stop();
  await emulator.close();
});

const client = (options: ClientOptions = {}) =>
  createClient({ ...emulator.clientOptions(), hooks: otelHooks(recording.providers), ...options });

/** A client whose first spans, those of its token, are not of interest. */
async function readyClient(options: ClientOptions = {}) {
  const crm = client(options);
  await crm.organization.get();
  recording.forget();
  return crm;
}

const expectTree = (want: string) => expect(`\n${recording.tree()}\n`).toBe(want);

test("a plain call", async () => {
  await client().records.list({ module: "Leads", fields: ["Last_Name"] });
  expectTree(`
zcrm records.list module=Leads attempts=1 status=200
  * zcrm.wait for=token
  POST /oauth/v2/token CLIENT status=200
  * zcrm.wait.end for=token duration=N
  GET /crm/v2/{module} CLIENT status=200
`);
});

test("the attributes of both kinds of span", async () => {
  const crm = await readyClient();
  await crm.records.search({ module: "Leads", word: "Doe" });
  const [request, operation] = recording.spans;
  const { hostname, port } = new URL(emulator.apiUrl);
  expect(operation?.attributes).toEqual({
    "zcrm.operation": "records.search",
    "zcrm.module": "Leads",
    "zcrm.attempts": 1,
    "http.response.status_code": 200,
  });
  expect(request?.attributes).toEqual({
    "http.request.method": "GET",
    "server.address": hostname,
    "server.port": Number(port),
    "url.template": "/crm/v2/{module}/search",
    "url.full": `${emulator.apiUrl}/crm/v2/{module}/search`,
    "http.response.status_code": 200,
  });
});

test("a rejected token, and its refresh", async () => {
  const crm = await readyClient();
  emulator.expireTokens();
  await crm.records.list({ module: "Leads" });
  expectTree(`
zcrm records.list module=Leads attempts=2 status=200
  GET /crm/v2/{module} CLIENT status=401 error=401 ERROR
  * zcrm.wait for=token
  POST /oauth/v2/token CLIENT status=200
  * zcrm.wait.end for=token duration=N
  GET /crm/v2/{module} CLIENT resend=1 status=200
`);
});

test("too many calls, and the pause that Zoho asks for", async () => {
  const crm = await readyClient();
  emulator.faults.add({ operation: "records.list", status: 429, headers: { "Retry-After": "7" } });
  await crm.records.list({ module: "Leads" });
  expectTree(`
zcrm records.list module=Leads attempts=2 status=200
  GET /crm/v2/{module} CLIENT status=429 error=429 ERROR
  * zcrm.wait for=pause delay=7000 reason=429
  * zcrm.wait.end for=pause duration=N
  GET /crm/v2/{module} CLIENT resend=1 status=200
`);
});

test("a server error and a lost connection, retried", async () => {
  const crm = await readyClient({ retry: { maxDelay: 0 } });
  emulator.faults.add({ operation: "records.list", status: 500 });
  emulator.faults.add({ operation: "records.list", reset: true });
  await crm.records.list({ module: "Leads" });
  expectTree(`
zcrm records.list module=Leads attempts=3 status=200
  GET /crm/v2/{module} CLIENT status=500 error=500 ERROR
  * zcrm.wait for=pause delay=0 reason=500
  * zcrm.wait.end for=pause duration=N
  GET /crm/v2/{module} CLIENT resend=1 error=ECONNRESET ERROR
  * zcrm.wait for=pause delay=0 reason=ECONNRESET
  * zcrm.wait.end for=pause duration=N
  GET /crm/v2/{module} CLIENT resend=2 status=200
`);
});

test("a time-out while the server takes its time, and one in the queue", async () => {
  const crm = await readyClient({ maxConcurrency: 1, timeout: 20_000 });
  emulator.faults.add({ operation: "records.list", delay: 60_000 });
  const calls = [
    crm.records.list({ module: "Leads" }),
    crm.records.get({ module: "Leads", id: "1" }, { timeout: 10_000 }),
  ];
  await Promise.all(calls.map(failureOf));
  await settled();
  expectTree(`
zcrm records.list module=Leads attempts=1 error=TIMEOUT ERROR
  GET /crm/v2/{module} CLIENT error=TIMEOUT ERROR
zcrm records.get module=Leads attempts=0 error=TIMEOUT ERROR
  * zcrm.wait for=slot
`);
});

test("a call that its caller aborts", async () => {
  const abort = new AbortController();
  const leave = () => setImmediate(() => abort.abort(new Error("ann@example.com has left")));
  const request = ({ operation }: RequestEvent) => operation === "getRecords" && leave();
  const crm = await readyClient({ hooks: { ...otelHooks(recording.providers), request } });
  emulator.faults.add({ operation: "records.list", delay: 60_000 });
  await failureOf(crm.records.list({ module: "Leads" }, { signal: abort.signal }));
  await settled();
  expectTree(`
zcrm records.list module=Leads attempts=1 error=ABORTED ERROR
  GET /crm/v2/{module} CLIENT error=ABORTED ERROR
`);
});

test("a call that Zoho rejects", async () => {
  const crm = await readyClient();
  const body = { code: "INVALID_DATA", details: {}, message: "ann@example.com is not an id", status: "error" };
  emulator.faults.add({ operation: "records.get", status: 400, body });
  await failureOf(crm.records.get({ module: "Leads", id: "ann@example.com" }));
  expectTree(`
zcrm records.get module=Leads attempts=1 status=400 error=INVALID_DATA ERROR
  GET /crm/v2/{module}/{id} CLIENT status=400 error=400 ERROR
`);
});

test("a download, whose spans end before its content is read", async () => {
  const crm = await readyClient();
  const [lead] = (await crm.records.list({ module: "Leads", per_page: 1 })).data;
  const at = { module: "Leads", id: lead?.id ?? "" } as const;
  const { data } = await crm.attachments.upload({ ...at, body: { file: { name: "a.txt", data: new Blob(["late"]) } } });
  recording.forget();
  const attachmentId = String(data[0]?.details?.id);
  const file = await crm.attachments.download({ ...at, attachmentId });
  const tree = `
zcrm attachments.download module=Leads attempts=1 status=200
  GET /crm/v2/{module}/{id}/Attachments/{attachmentId} CLIENT status=200
`;
  expectTree(tree);
  expect(file && Buffer.from(await file.arrayBuffer()).toString()).toBe("late");
  expectTree(tree);
});

test("a walk by pages", async () => {
  const crm = await readyClient();
  const leads: unknown[] = [];
  for await (const lead of paginate(crm.records.list, { module: "Leads", per_page: 2 })) leads.push(lead);
  expect(leads).toHaveLength(5);
  const page = "zcrm records.list module=Leads attempts=1 status=200\n  GET /crm/v2/{module} CLIENT status=200\n";
  expectTree(`\n${page.repeat(3)}`);
});

test("100 calls at once through two slots: every span has the right parent", async () => {
  const crm = await readyClient({ maxConcurrency: 2 });
  const tracer = recording.providers.tracerProvider.getTracer("program");
  const calls = Array.from({ length: 100 }, (_, index) => {
    const span = tracer.startSpan(`call ${index}`);
    const call = () => crm.records.list({ module: index % 2 ? "Leads" : "Contacts" });
    return context.with(trace.setSpan(context.active(), span), call).finally(() => span.end());
  });
  await Promise.all(calls);
  const waits = `
    * zcrm.wait for=slot
    * zcrm.wait.end for=slot duration=N`;
  const want = calls.map((_, index) => {
    const [module, status] = index % 2 ? ["Leads", 200] : ["Contacts", 204];
    return `call ${index}
  zcrm records.list module=${module} attempts=1 status=${status}${index < 2 ? "" : waits}
    GET /crm/v2/{module} CLIENT status=${status}`;
  });
  expectTree(`\n${want.join("\n")}\n`);
});

test("20 calls at once request one token, below the call that caused it", async () => {
  const crm = client({ maxConcurrency: 20 });
  await Promise.all(Array.from({ length: 20 }, () => crm.records.list({ module: "Leads" })));
  const tree = (token: string) => `zcrm records.list module=Leads attempts=1 status=200
  * zcrm.wait for=token
${token}  * zcrm.wait.end for=token duration=N
  GET /crm/v2/{module} CLIENT status=200
`;
  expectTree(`\n${tree("  POST /oauth/v2/token CLIENT status=200\n")}${tree("").repeat(19)}`);
  expect(await recording.metric("zcrm.token.requests")).toEqual([
    { value: 1, attributes: { "zcrm.token.reason": "first" } },
  ]);
});

/** Lets what is still under way end. */
const settled = () => new Promise(setImmediate);
