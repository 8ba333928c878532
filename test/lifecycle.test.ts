/** How a client is closed, what its hooks report, and that it does not keep a process running. */
import { spawn } from "node:child_process";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../src/emulator/index.js";
import { type ClientOptions, createClient, isCrmError, memoryStore, type RefreshEvent } from "../src/index.js";
import { bundled } from "./support/bundled.js";
import { deferred, failureOf } from "./support/requests.js";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(() => emulator.close());
const client = (options: ClientOptions = {}) => createClient({ ...emulator.clientOptions(), ...options });
const codeOf = async (call: Promise<unknown>) => {
  const error = await failureOf(call);
  return isCrmError(error) ? error.code : error;
};

describe("close", () => {
  test("fails the calls under way, whatever they wait for, and later ones", async () => {
    // In real time, in which the pause is not over.
    const { clock: _, ...options } = emulator.clientOptions();
    const crm = createClient({ ...options, maxConcurrency: 1 });
    await crm.organization.get();
    emulator.faults.add({ operation: "getRecords", status: 429, headers: { "Retry-After": "8" } });
    const pausing = codeOf(crm.records.list({ module: "Leads" }));
    await expect.poll(() => emulator.requests.length).toBe(3);
    emulator.faults.add({ operation: "getOrganization", delay: 60_000 });
    const sent = codeOf(crm.organization.get());
    const queued = codeOf(crm.organization.get());
    const tokenless = codeOf(crm.organization.get({}, { user: "ada" }));
    await crm.close();
    expect(await Promise.all([pausing, sent, queued])).toEqual(Array(3).fill("CLIENT_CLOSED"));
    expect(["CLIENT_CLOSED", "NO_REFRESH_TOKEN"]).toContain(await tokenless);
    expect(await codeOf(crm.organization.get())).toBe("CLIENT_CLOSED");
    expect(await codeOf(crm.tokens.grant("code"))).toBe("CLIENT_CLOSED");
    await crm.close();
  });

  test("is called by await using", async () => {
    let kept: ReturnType<typeof client>;
    {
      await using crm = client();
      await crm.organization.get();
      kept = crm;
    }
    expect(await codeOf(kept.organization.get())).toBe("CLIENT_CLOSED");
  });

  test("waits until a token that is being issued is stored", async () => {
    const requested = deferred<void>();
    const issue = deferred<void>();
    const store = memoryStore();
    const crm = client({
      store,
      fetch: async () => {
        requested.resolve();
        await issue.promise;
        return Response.json({ access_token: "1000.late", expires_in: 3600 });
      },
    });
    const call = codeOf(crm.organization.get());
    await requested.promise;
    const closing = crm.close();
    expect(await call).toBe("CLIENT_CLOSED");
    expect(await store.get("zcrm_default_user")).toBeUndefined();
    issue.resolve();
    await closing;
    expect(await store.get("zcrm_default_user")).toMatchObject({ accessToken: "1000.late" });
  });
});

test("hooks report a 503, a rejected token and its refresh, in order", async () => {
  const seen: string[] = [];
  const refreshes: RefreshEvent[] = [];
  const crm = client({
    retry: { maxDelay: 0 },
    hooks: {
      request: ({ operation, attempt }) => seen.push(`request ${operation} ${attempt}`),
      response: ({ operation, status }) => seen.push(`response ${operation} ${status}`),
      retry: ({ operation, reason, delay }) => seen.push(`retry ${operation} ${reason} ${delay}`),
      refresh: (event) => refreshes.push(event),
    },
  });
  await crm.organization.get();
  seen.length = 0;
  emulator.expireTokens();
  emulator.faults.add({ operation: "getRecords", status: 503 });
  await crm.records.list({ module: "Leads" });
  expect(seen).toEqual([
    "request getRecords 1",
    "response getRecords 503",
    "retry getRecords 503 0",
    "request getRecords 2",
    "response getRecords 401",
    "request refreshToken 1",
    "response refreshToken 200",
    "request getRecords 3",
    "response getRecords 200",
  ]);
  const user = "zcrm_default_user";
  expect(refreshes).toMatchObject([
    { user, reason: "first", outcome: "ok" },
    { user, reason: "refused", outcome: "ok" },
  ]);
  await failureOf(client({ refreshToken: "1000.no", hooks: { refresh: (e) => refreshes.push(e) } }).organization.get());
  expect(refreshes[2]).toMatchObject({ reason: "first", outcome: "invalid_code" });
});

/** Runs a program that has `createClient` and `options`; resolves to its output when it has ended by itself. */
async function run(
  program: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const text = `
    import { createServer } from "node:http";
    import { createClient, memoryStore } from ${JSON.stringify(await bundled("src/index.ts"))};
    import { setTimeout as sleep } from "node:timers/promises";
    process.on("unhandledRejection", (reason) => { console.log("UNHANDLED", reason); process.exitCode = 3; });
    const options = ${JSON.stringify(emulator.clientOptions())};
    const failure = (call) => call.then(() => "fine", (error) => error?.code ?? error?.message ?? String(error));
    ${program}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", text], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    // A program that does not end by itself is a failure.
    timeout: 20_000,
    killSignal: "SIGKILL",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, output };
}

describe("a process ends by itself", () => {
  test("after its calls, with an idle client, an aborted call, a timeout and a closed client", {
    timeout: 40_000,
  }, async () => {
    emulator.faults.add({ operation: "getRecords", delay: 60_000, times: 3 });
    const result = await run(`
      const crm = createClient({ ...options, timeout: 3_600_000 });
      createClient(options);
      await crm.organization.get();
      const abort = new AbortController();
      const aborted = failure(crm.records.list({ module: "Leads" }, { signal: abort.signal }));
      const late = failure(crm.records.list({ module: "Leads" }, { timeout: 300 }));
      await sleep(50);
      abort.abort(new Error("enough"));
      console.log(await aborted, await late);
      const other = createClient(options);
      const ended = failure(other.records.list({ module: "Leads" }));
      await sleep(50);
      await other.close();
      console.log(await ended);
      console.log("done");`);
    expect(result).toEqual({ code: 0, output: "enough TIMEOUT\nCLIENT_CLOSED\ndone\n" });
  });
});

test("a closed client does not keep its program running, whatever its store still does", {
  timeout: 40_000,
}, async () => {
  const result = await run(`
    let closed;
    const hang = () => new Promise(() => {});
    for (const at of ["set", "get", "withLock"]) {
      const store = { ...memoryStore(), withLock: (_, work) => work(), [at]: hang };
      const crm = createClient({ ...options, store });
      const call = failure(crm.organization.get());
      await sleep(200);
      await crm.close();
      closed = performance.now();
      console.log(at, await call);
    }
    process.on("exit", () => console.log(performance.now() - closed < 2_000 ? "in time" : "late"));`);
  expect(result).toEqual({
    code: 0,
    output: "set CLIENT_CLOSED\nget CLIENT_CLOSED\nwithLock CLIENT_CLOSED\nin time\n",
  });
});

test("no rejection is unhandled, whatever fails and when", { timeout: 40_000 }, async () => {
  const result = await run(`
    const reject = (after, error = new TypeError("fetch failed")) => sleep(after).then(() => { throw error; });
    const responses = [
      () => Response.json({ org: [] }),
      () => new Response("<html>", { status: 200 }),
      () => new Response("{}", { status: 429, headers: { "retry-after": "0" } }),
      () => new Response("{}", { status: 503 }),
      () => new Response('{"code":"INVALID_TOKEN"}', { status: 401 }),
      () => reject(0),
      () => { throw new Error("at once"); },
      () => new Response(new ReadableStream({ pull: (c) => reject(1).catch((e) => c.error(e)) })),
      () => new Promise(() => {}),
    ];
    const tokens = [
      () => Response.json({ access_token: "1000.t", expires_in: 3600 }),
      () => Response.json({ error: "invalid_code" }),
      () => reject(1),
      () => sleep(5).then(() => Response.json({ access_token: "1000.t", expires_in: 1 })),
    ];
    let settled = 0, made = 0;
    for (let round = 0; round < responses.length * tokens.length * 4; round += 1) {
      const respond = responses[round % responses.length];
      const token = tokens[Math.floor(round / responses.length) % tokens.length];
      const inner = memoryStore();
      const store = round % 5 ? inner : { ...inner, get: () => reject(1), set: () => reject(1), delete: inner.delete };
      const crm = createClient({ ...options, store, maxConcurrency: 2, timeout: 30, retry: { maxDelay: 2 },
        hooks: { request: () => reject(1), response: () => { throw undefined; } },
        // Responses come late, some after the call has ended.
        fetch: async (url) => { await sleep(round % 7); return String(url).includes("/oauth/") ? token() : respond(); } });
      const abort = new AbortController();
      const calls = [1, 2, 3, 4].map((n) => n === 4
        ? crm.attachments.download({ module: "Leads", id: "1", attachmentId: "1" }, { signal: abort.signal })
        : crm.organization.get({}, n % 2 ? { signal: abort.signal } : {}));
      made += calls.length;
      calls.forEach((call) => call.then(() => settled++, () => settled++));
      sleep(round % 11).then(() => round % 3 ? abort.abort(new Error("race")) : crm.close());
      if (round % 16 === 0) await sleep(20);
    }
    await sleep(200);
    console.log(made - settled, "unsettled");`);
  expect(result.output.replace(/^.*(Warning: hooks|Use `node).*\n/gm, "")).toBe("0 unsettled\n");
  expect(result.code).toBe(0);
});

test("the debug log reports every event and no secret", { timeout: 40_000 }, async () => {
  emulator.faults.add({ operation: "getRecords", status: 503, headers: { "Retry-After": "0" } });
  emulator.faults.add({ operation: "getRecords", reset: true });
  emulator.faults.add({
    operation: "getOrganization",
    status: 401,
    body: { code: "INVALID_TOKEN", details: {}, message: "", status: "error" },
  });
  emulator.faults.add({ operation: "searchRecords", status: 500, times: 3 });
  const result = await run(
    `
    const crm = createClient({ ...options, retry: { maxDelay: 1 } });
    await crm.records.list({ module: "Leads", fields: ["Secret_Field"] });
    await crm.organization.get();
    await failure(crm.records.search({ module: "Leads", word: "sought" }));
    await failure(crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "written" }] } }));
    await failure(createClient({ ...options, refreshToken: "1000.revoked" }).organization.get({}, { user: "zcrm_default_user" }));
    await crm.tokens.revoke();`,
    { ZCRM_DEBUG: "1" },
  );
  expect(result.code).toBe(0);
  const lines = result.output.trimEnd().split("\n");
  expect(lines.every((text) => /^zcrm \S+Z (request|response|retry|refresh) \w+=/.test(text))).toBe(true);
  for (const word of [
    "status=503",
    "error=ECONNRESET",
    "reason=503",
    "reason=refused",
    "outcome=ok",
    "outcome=invalid_code",
  ]) {
    expect(result.output).toContain(word);
  }
  const { clientSecret, refreshToken, clientId } = emulator;
  for (const secret of [
    clientSecret,
    refreshToken,
    clientId,
    "1000.",
    "Zoho-oauthtoken",
    "sought",
    "written",
    "Secret_Field",
  ]) {
    expect(result.output).not.toContain(secret);
  }
});
