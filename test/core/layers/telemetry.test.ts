import { describe, expect, test } from "vitest";
import { NetworkError } from "../../../src/core/errors/errors.js";
import type { Hooks } from "../../../src/core/layers/events.js";
import { Events, withTelemetry } from "../../../src/core/layers/telemetry.js";
import { failureOf, httpResponse, request } from "../../support/requests.js";

const ADDRESSES = { api: "https://api.example", accounts: "https://accounts.example", content: "", download: "" };
const eventsFor = (hooks: Hooks, log?: (line: string) => void) => new Events(hooks, log, ADDRESSES, "/crm/v2");

describe("an attempt", () => {
  test("is reported before and after, with its facts but without its query", async () => {
    const seen: unknown[] = [];
    const events = eventsFor({ request: (event) => seen.push(event), response: (event) => seen.push(event) });
    const progress = { phase: "token", attempts: 1, mayHaveArrived: false } as const;
    const original = request({ path: "/Leads/search?email=ann%40example.com", headers: { authorization: "secret" } });
    await withTelemetry(events)(async () => httpResponse(200, {}, { "x-api-credits-remaining": "1200" }))({
      ...original,
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

  test("states the server and base of its operation, or those of its token", async () => {
    const seen: string[] = [];
    const send = withTelemetry(eventsFor({ request: ({ host, path }) => seen.push(host + path) }))(async () =>
      httpResponse(200),
    );
    await send(request({ operation: { id: "a", idempotent: true, server: "accounts", base: "" }, path: "/oauth" }));
    await send(request({ addresses: { ...ADDRESSES, api: "https://eu.example" } }));
    expect(seen).toEqual(["accounts.example/oauth", "eu.example/crm/v2/things"]);
  });

  test("without a response is reported with the code of its failure", async () => {
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

  test("creates no event if nobody listens", async () => {
    const events = eventsFor({ retry: () => 0 });
    events.factsOf = () => {
      throw new Error("an event was created");
    };
    const sent = Promise.resolve(httpResponse(200));
    expect(withTelemetry(events)(() => sent)(request())).toBe(sent);
  });
});

describe("a hook", () => {
  test.each<[string, () => unknown]>([
    [
      "that throws",
      () => {
        throw new Error("broken hook");
      },
    ],
    ["that rejects", () => Promise.reject(new Error("broken hook"))],
  ])("%s does not affect the call, and causes one warning", async (_, hook) => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error) => warnings.push(message);
    process.on("warning", onWarning);
    const send = withTelemetry(eventsFor({ request: hook }))(async () => httpResponse(200));
    for (let call = 0; call < 3; call += 1) expect((await send(request())).status).toBe(200);
    await new Promise(setImmediate);
    process.off("warning", onWarning);
    expect(warnings).toEqual([
      "hooks.request of a zcrm client failed (broken hook); the calls themselves are not affected",
    ]);
  });

  test("that never settles is not awaited", async () => {
    const send = withTelemetry(eventsFor({ request: () => new Promise(() => 0) }))(async () => httpResponse(200));
    expect((await send(request())).status).toBe(200);
  });

  test("that is a method keeps its object", () => {
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

test("the debug log has one line per event", async () => {
  const lines: string[] = [];
  const events = eventsFor({}, (text) => lines.push(text));
  await withTelemetry(events)(async () => httpResponse(503))(request({ path: "/Leads?word=secret" }));
  expect(lines.map((text) => text.replace(/^zcrm \S+ /, "").replace(/duration=\d+/, "duration=N"))).toEqual([
    "request operation=getThing method=GET host=api.example path=/crm/v2/Leads user=ann attempt=1",
    "response operation=getThing method=GET host=api.example path=/crm/v2/Leads user=ann attempt=1 status=503 duration=N",
  ]);
});
