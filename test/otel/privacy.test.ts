/** Nothing personal and no secret is in anything that is exported. */
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../src/emulator/index.js";
import { createClient, memoryStore } from "../../src/index.js";
import { otelHooks } from "../../src/otel/index.js";
import { type Recording, record } from "./recording.js";

/** One of each kind, none of which is a part of another. */
const canary = (kind: string) => `${kind}${randomUUID().slice(0, 8)}`;
const CANARIES = {
  user: `${canary("user")}@example.com`,
  criterion: `${canary("criterion")}@example.com`,
  phone: canary("+49 "),
  word: canary("word"),
  record: canary("record"),
  externalId: canary("external"),
  file: canary("file"),
  message: canary("message"),
  code: `${canary("code")}@example.com`,
  reason: canary("reason"),
  module: `${canary("module")}@example.com`,
};

let emulator: Emulator;
let recording: Recording;
beforeEach(async () => {
  emulator = await startEmulator({ seed: { Leads: [{ Last_Name: CANARIES.record, Email: CANARIES.criterion }] } });
  recording = record();
});
afterEach(async () => {
  await recording.stop();
  await emulator.close();
});

test("calls of every kind, well and badly ended, export no canary", async () => {
  const { refreshToken = "", clientSecret = "", ...options } = emulator.clientOptions();
  const store = memoryStore();
  const hooks = otelHooks(recording.providers);
  const user = CANARIES.user;
  const crm = createClient({ ...options, clientSecret, refreshToken, user, store, hooks, retry: { maxDelay: 0 } });
  const at = { module: "Leads", id: CANARIES.externalId } as const;
  const error = { code: CANARIES.code, message: CANARIES.message, details: { [CANARIES.message]: 1 }, status: "error" };
  const abort = new AbortController();

  const attempts = [
    () => crm.records.search({ module: "Leads", criteria: `(Email:equals:${CANARIES.criterion})` }),
    () => crm.records.search({ module: "Leads", email: CANARIES.criterion }),
    () => crm.records.search({ module: "Leads", phone: CANARIES.phone }),
    () => crm.records.search({ module: "Leads", word: CANARIES.word }),
    () => crm.coql.query({ body: { select_query: `select id from Leads where Last_Name = '${CANARIES.word}'` } }),
    () => crm.records.get(at),
    () => crm.records.list({ module: CANARIES.module as "Leads" }),
    () => crm.raw.GET("/{module}/{id}", { params: { path: at } }),
    () => crm.records.create({ module: "Leads", body: { data: [{ Last_Name: CANARIES.record }] } }),
    () => crm.records.update({ ...at, body: { data: [{ Last_Name: CANARIES.record }] } }),
    () => crm.attachments.upload({ ...at, body: { file: { name: CANARIES.file, data: new Blob([CANARIES.file]) } } }),
    () => crm.attachments.download({ ...at, attachmentId: CANARIES.externalId }),
    ...[{ status: 400, body: error }, { body: error }, { status: 200, body: CANARIES.message }, { reset: true }].map(
      (fault) => () => {
        emulator.faults.add({ operation: "records.list", times: 3, ...fault });
        return crm.records.list({ module: "Leads" }).finally(() => emulator.faults.clear());
      },
    ),
    () => {
      emulator.expireTokens();
      return crm.records.list({ module: "Leads" });
    },
    () => {
      emulator.faults.add({ operation: "records.list", delay: 60_000 });
      setImmediate(() => abort.abort(new Error(CANARIES.reason)));
      return crm.records.list({ module: "Leads" }, { signal: abort.signal });
    },
    () => crm.records.list({ module: "Leads" }, { user: `${CANARIES.word}@example.com` }),
    () => crm.tokens.grant(emulator.grantCode()),
  ];
  const ends: string[] = [];
  for (const attempt of attempts)
    ends.push(
      await attempt().then(
        () => "done",
        () => "failed",
      ),
    );
  expect(ends.filter((end) => end === "done").length).toBeGreaterThan(5);
  expect(ends.filter((end) => end === "failed").length).toBeGreaterThan(5);
  await new Promise(setImmediate);

  const token = await store.get(user);
  const secrets = {
    ...CANARIES,
    refreshToken,
    clientSecret,
    accessToken: token?.accessToken,
    grant: token?.refreshToken,
  };
  expect(recording.spans.length).toBeGreaterThan(2 * attempts.length - 5);
  const text = await recording.everything();
  expect(text).toContain("zcrm records.search");
  expect(text).toContain("http.client.request.duration");
  for (const [kind, secret = ""] of Object.entries(secrets)) {
    expect(secret.length, kind).toBeGreaterThan(8);
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")];
    expect(
      forms.filter((form) => text.includes(form) || text.includes(form.split("@")[0] ?? form)),
      kind,
    ).toEqual([]);
  }
});
