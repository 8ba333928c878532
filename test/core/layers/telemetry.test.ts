import diagnostics from "node:diagnostics_channel";
import { afterEach, describe, expect, test } from "vitest";
import { NetworkError } from "../../../src/core/errors/errors.js";
import { debugLog, line } from "../../../src/core/layers/debug-log.js";
import type { Hooks } from "../../../src/core/layers/events.js";
import { Events, withTelemetry } from "../../../src/core/layers/telemetry.js";
import { failureOf, httpResponse, request } from "../../support/requests.js";

const ADDRESSES = { api: "https://api.example", accounts: "https://accounts.example", content: "", download: "" };
const eventsFor = (hooks: Hooks, log?: (line: string) => void) => new Events(hooks, log, ADDRESSES, "/crm/v2");

const channels: [string, (event: unknown) => void][] = [];
const subscribe = (name: string, listener: (event: unknown) => void) => {
  diagnostics.subscribe(name, listener);
  channels.push([name, listener]);
};
afterEach(() => {
  for (const [name, listener] of channels.splice(0)) diagnostics.unsubscribe(name, listener);
});

describe("an attempt", () => {
  test("is told before and after, with plain facts and never the query", async () => {
    const seen: unknown[] = [];
    const events = eventsFor({ request: (event) => seen.push(event), response: (event) => seen.push(event) });
    const progress = { phase: "token", attempts: 1, mayHaveArrived: false } as const;
    const given = request({ path: "/Leads/search?email=ann%40example.com", headers: { authorization: "secret" } });
    await withTelemetry(events)(async () => httpResponse(200, {}, { "x-api-credits-remaining": "1200" }))({
      ...given,
      progress: { ...progress },
    });
    const facts = {
      operation: "getThing",
      method: "GET",
      host: "api.example",
      path: "/crm/v2/Leads/search",
      user: "ann",
      attempt: 2,
    };
    expect(seen).toEqual([
      facts,
      { ...facts, status: 200, error: undefined, duration: expect.any(Number), creditsLeft: 1_200 },
    ]);
    expect(seen.every(Object.isFrozen)).toBe(true);
  });

  test("names the server and base that the operation has, and those that come with the token", async () => {
    const seen: string[] = [];
    const send = withTelemetry(eventsFor({ request: ({ host, path }) => seen.push(host + path) }))(async () =>
      httpResponse(200),
    );
    await send(request({ operation: { id: "a", idempotent: true, server: "accounts", base: "" }, path: "/oauth" }));
    await send(request({ addresses: { ...ADDRESSES, api: "https://eu.example" } }));
    expect(seen).toEqual(["accounts.example/oauth", "eu.example/crm/v2/things"]);
  });

  test("without an answer is told by the code of its failure", async () => {
    const seen: unknown[] = [];
    const send = withTelemetry(eventsFor({ response: (event) => seen.push([event.status, event.error]) }));
    for (const failure of [new NetworkError("m", { code: "ECONNRESET" }), new Error("m")]) {
      expect(await failureOf(send(() => Promise.reject(failure))(request()))).toBe(failure);
    }
    await failureOf(send(() => Promise.reject(1))(request({ signal: AbortSignal.abort() })));
    expect(seen).toEqual([
      [undefined, "ECONNRESET"],
      [undefined, "FAILED"],
      [undefined, "ABORTED"],
    ]);
  });

  test("makes no event where nobody listens", async () => {
    const events = eventsFor({ retry: () => 0 });
    events.factsOf = () => {
      throw new Error("an event was made");
    };
    expect((await withTelemetry(events)(async () => httpResponse(200))(request())).status).toBe(200);
  });
});

describe("hooks that fail", () => {
  test.each<[string, () => unknown]>([
    [
      "by throwing",
      () => {
        throw new Error("broken hook");
      },
    ],
    ["by rejecting", () => Promise.reject(new Error("broken hook"))],
  ])("%s change nothing for the call, and are warned of once", async (_, hook) => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => warnings.push(message);
    process.on("warning", onWarning);
    const send = withTelemetry(eventsFor({ request: hook }))(async () => httpResponse(200));
    for (let n = 0; n < 3; n += 1) expect((await send(request())).status).toBe(200);
    await new Promise(setImmediate);
    process.off("warning", onWarning);
    expect(warnings).toEqual([
      "hooks.request of a zcrm client failed (broken hook); the calls themselves are not affected",
    ]);
  });

  test("one that never ends is not waited for", async () => {
    const send = withTelemetry(eventsFor({ request: () => new Promise(() => 0) }))(async () => httpResponse(200));
    expect((await send(request())).status).toBe(200);
  });

  test("one that is a method keeps its object", () => {
    class Counter {
      count = 0;
      retry() {
        this.count += 1;
      }
    }
    const counter = new Counter();
    const events = eventsFor(counter);
    events.emit("retry", { ...events.factsOf(request()), reason: 503, delay: 1 });
    expect(counter.count).toBe(1);
  });
});

describe("channels of diagnostics", () => {
  test("carry the same events, also for those who subscribe after the client was made", async () => {
    const hooked: unknown[] = [];
    const published: unknown[] = [];
    const events = eventsFor({ request: (event) => hooked.push(event) });
    subscribe("zcrm:request", (event) => published.push(event));
    await withTelemetry(events)(async () => httpResponse(200))(request());
    expect(published[0]).toBe(hooked[0]);
  });

  test.each(["request", "response", "retry", "refresh"] as const)(
    "zcrm:%s is wanted while somebody is there",
    (kind) => {
      const events = eventsFor({});
      expect(events.wants(kind)).toBe(false);
      subscribe(`zcrm:${kind}`, () => 0);
      expect(events.wants(kind)).toBe(true);
    },
  );
});

describe("the debug log", () => {
  test("has one line for each event", async () => {
    const lines: string[] = [];
    const events = eventsFor({}, (text) => lines.push(text));
    await withTelemetry(events)(async () => httpResponse(503))(request({ path: "/Leads?word=secret" }));
    expect(lines.map((text) => text.replace(/^zcrm \S+ /, "").replace(/duration=\d+/, "duration=N"))).toEqual([
      "request operation=getThing method=GET host=api.example path=/crm/v2/Leads user=ann attempt=1",
      "response operation=getThing method=GET host=api.example path=/crm/v2/Leads user=ann attempt=1 status=503 duration=N",
    ]);
  });

  test("a line is one line, whatever is in it", () => {
    const text = line("request", { user: 'a\nzcrm "b"\u001b[31m\u2028\u0085' }, new Date(0));
    expect(text).toBe(String.raw`zcrm 1970-01-01T00:00:00.000Z request user="a\nzcrm \"b\"\u001b[31m\u2028\u0085"`);
  });

  test.each([undefined, "", "0", "false"])("ZCRM_DEBUG=%s leaves it off", (setting) => {
    expect(debugLog(setting)).toBeUndefined();
  });
});
