/** A caller's asynchronous context survives queues, tokens and retries, in every event and in the program's own `fetch`. */
import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { expect, test } from "vitest";
import { type CallTrace, createClient, type RequestEvent } from "../src/index.js";
import { deferred } from "./support/requests.js";
import { startLegacyServer } from "./support/servers/legacy-server.js";

const CALLS = 100;

test(`${CALLS} calls at once, of which some are rejected, retried or refreshed`, async () => {
  const context = new AsyncLocalStorage<string>();
  /** What was seen, with the module that it was about, and the caller in whose context it was seen. */
  const seen: { what: string; module: string | undefined; caller: string | undefined }[] = [];
  const note = (what: string, module: string | undefined) =>
    void seen.push({ what, module, caller: context.getStore() });
  const sent = new Map<string, number>();
  const token = { now: 0 };

  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { pathname } = new URL(String(input));
    const module = pathname.split("/")[3] ?? "";
    if (pathname.startsWith("/oauth/")) {
      note("fetch of a token", undefined);
      await turns(3);
      token.now += 1;
      return Response.json({ access_token: `token-${token.now}`, expires_in: 3600 });
    }
    note("fetch", module);
    await turns(2);
    const attempt = (sent.get(module) ?? 0) + 1;
    sent.set(module, attempt);
    const number = Number(module.slice(1));
    if (number === 40 && attempt === 1) return Response.json({ code: "INVALID_TOKEN" }, { status: 401 });
    if (number % 5 === 0 && attempt < 3) return new Response(null, { status: 429, headers: { "retry-after": "0" } });
    if (number % 7 === 0 && attempt < 2) return new Response(null, { status: 503 });
    expect(new Headers(init?.headers).get("authorization")).toMatch(/^Zoho-oauthtoken token-/);
    return Response.json({ data: [{ id: module }], info: {} });
  };

  const listeners = ["call", "request", "wait", "token"].flatMap((kind) =>
    ["start", "end", "asyncStart", "asyncEnd", "error"].map((part) => {
      const name = `tracing:zcrm:${kind}:${part}`;
      const listener = (event: unknown) => note(`${kind} ${part}`, (event as CallTrace).module);
      subscribe(name, listener);
      return () => unsubscribe(name, listener);
    }),
  );
  const onRequest = ({ path }: RequestEvent) => note("hook", path.split("/")[3]);
  const crm = createClient({
    clientId: "id",
    clientSecret: "secret",
    refreshToken: "1000.refresh",
    dataCenter: "us",
    maxConcurrency: 2,
    retry: { maxRetries: 3, maxDelay: 1 },
    fetch,
    hooks: {
      request: onRequest,
      trace: async (kind, event, run) => {
        const module = "module" in event ? event.module : undefined;
        note(`trace of ${kind}`, module);
        await run();
        note(`end of ${kind}`, module);
      },
    },
  });

  const go = deferred<void>();
  const calls = Array.from({ length: CALLS }, (_, index) =>
    context.run(`M${index}`, async () => {
      await go.promise;
      const { data } = await crm.records.list({ module: `M${index}` as "Leads" });
      expect([data[0]?.id, context.getStore()]).toEqual([`M${index}`, `M${index}`]);
    }),
  );
  go.resolve();
  await Promise.all(calls);
  for (const stop of listeners) stop();

  expect(seen.filter(({ module, caller }) => module?.startsWith("M") && module !== caller)).toEqual([]);
  // What is about tokens is seen by one of those who wait for them.
  expect(seen.filter(({ caller }) => caller === undefined)).toEqual([]);
  const count = (what: string) => seen.filter((one) => one.what === what).length;
  const attempts = [...sent.values()].reduce((sum, one) => sum + one, 0);
  expect(attempts).toBeGreaterThan(CALLS * 1.4);
  expect([count("call start"), count("end of call"), count("fetch")]).toEqual([CALLS, CALLS, attempts]);
  expect([count("fetch of a token"), count("token asyncEnd")]).toEqual([2, 2]);
  expect(count("wait asyncEnd")).toBe(count("trace of wait"));
  expect(count("trace of wait")).toBeGreaterThan(CALLS);
});

test("calls of old programs are on the channels, too", async () => {
  const server = await startLegacyServer();
  const { API } = await server.start();
  const ended: unknown[] = [];
  const listener = (event: unknown) => {
    const { operation, name, module, method, template, outcome } = event as CallTrace;
    ended.push([operation, name, module, method, template, outcome.status, outcome.attempts]);
  };
  subscribe("tracing:zcrm:call:asyncEnd", listener);
  await API.MODULES.get({ module: "Leads", id: "4100" });
  await API.SETTINGS.getFields({ module: "Deals" });
  unsubscribe("tracing:zcrm:call:asyncEnd", listener);
  await server.close();
  expect(ended).toEqual([
    ["MODULES.get", undefined, "Leads", "GET", "/crm/v2/{module}/{id}", 200, 1],
    ["SETTINGS.getFields", undefined, "Deals", "GET", "/crm/v2/settings/fields", 200, 1],
  ]);
});

/** Waits for some turns of the event loop, in which other calls go on. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
