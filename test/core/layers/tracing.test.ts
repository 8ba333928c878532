import { AsyncLocalStorage } from "node:async_hooks";
import diagnostics from "node:diagnostics_channel";
import { afterEach, describe, expect, test, vi } from "vitest";
import { NetworkError } from "../../../src/core/errors/errors.js";
import type { CallTrace, Hooks } from "../../../src/core/layers/events.js";
import { Events, withTelemetry, withTrace } from "../../../src/core/layers/telemetry.js";
import { stack } from "../../../src/core/request/request.js";
import { deferred, failureOf, httpResponse, request } from "../../support/requests.js";

const ADDRESSES = { api: "https://api.example", accounts: "https://accounts.example", content: "", download: "" };
const eventsFor = (hooks: Hooks) => new Events(hooks, undefined, ADDRESSES, "/crm/v2");

const subscribed: [string, (event: unknown) => void][] = [];
/** Notes which parts of a kind of trace are published, with their events. */
function listenTo(kind: string): [part: string, event: CallTrace][] {
  const seen: [string, CallTrace][] = [];
  for (const part of ["start", "end", "asyncStart", "asyncEnd", "error"]) {
    const name = `tracing:zcrm:${kind}:${part}`;
    const listener = (event: unknown) => seen.push([part, event as CallTrace]);
    diagnostics.subscribe(name, listener);
    subscribed.push([name, listener]);
  }
  return seen;
}
afterEach(() => {
  for (const [name, listener] of subscribed.splice(0)) diagnostics.unsubscribe(name, listener);
  vi.restoreAllMocks();
});

const SEARCH = { id: "searchRecords", name: "records.search", idempotent: true, module: "module" } as const;
const search = () =>
  request({
    operation: SEARCH,
    template: "/{module}/search",
    path: "/Leads/search?email=ann%40example.com",
    headers: { authorization: "secret" },
  });
const FACTS = {
  operation: "searchRecords",
  name: "records.search",
  module: "Leads",
  method: "GET",
  template: "/crm/v2/{module}/search",
  user: "ann",
};

describe("the hook", () => {
  /** Traces everything, and notes each event when its work has ended. */
  function tracer() {
    const ended: [kind: string, event: unknown][] = [];
    const hooks: Hooks = {
      trace: async (kind, event, run) => {
        await run();
        ended.push([kind, event]);
      },
    };
    return { ended, events: eventsFor(hooks) };
  }

  test("gets a call and its attempts with their facts and outcomes, but without the query", async () => {
    const { ended, events } = tracer();
    const response = httpResponse(200, {}, { "x-api-credits-remaining": "1200" });
    await stack(async () => response, withTrace(events), withTelemetry(events))(search());
    const outcome = { duration: expect.any(Number), error: undefined, status: 200, creditsLeft: 1_200 };
    expect(ended).toEqual([
      [
        "request",
        { ...FACTS, origin: "https://api.example", attempt: 1, outcome: { ...outcome, attempts: undefined } },
      ],
      ["call", { ...FACTS, outcome: { ...outcome, attempts: 1 } }],
    ]);
    for (const [, event] of ended) {
      expect(Object.isFrozen(event) && Object.isFrozen((event as CallTrace).outcome)).toBe(true);
    }
  });

  test.each([
    ["the code of the CRM", httpResponse(400, { code: "INVALID_DATA", message: "m", status: "error" }), "INVALID_DATA"],
    ["a code in a 2xx", httpResponse(200, { code: "INVALID_DATA", message: "m", status: "error" }), "INVALID_DATA"],
    ["the status, if the code is not a word", httpResponse(400, { code: "ann@example.com", message: "m" }), "HTTP_400"],
    ["the status, if there is no code", httpResponse(502, "<html>"), "HTTP_502"],
    ["nothing, if nothing has changed", httpResponse(304, ""), undefined],
    [
      "nothing, if only rows failed",
      httpResponse(207, { data: [{ code: "DUPLICATE_DATA", status: "error" }] }),
      undefined,
    ],
  ])("states %s", async (_, response, code) => {
    const { ended, events } = tracer();
    await withTrace(events)(async () => response)(search());
    expect(ended).toMatchObject([["call", { outcome: { error: code, status: response.status } }]]);
  });

  test("states the code of a failure without a response, and the call fails as ever", async () => {
    const { ended, events } = tracer();
    const send = stack((sent) => Promise.reject(sent.options), withTrace(events), withTelemetry(events));
    const failure = new NetworkError("ann@example.com", { code: "ECONNRESET" });
    expect(await failureOf(send({ ...search(), options: failure as object }))).toBe(failure);
    await failureOf(send({ ...search(), signal: AbortSignal.abort() }));
    const codes = ended.map(([kind, event]) => [kind, (event as CallTrace).outcome.error]);
    expect(codes).toEqual([
      ["request", "ECONNRESET"],
      ["call", "ECONNRESET"],
      ["request", "ABORTED"],
      ["call", "ABORTED"],
    ]);
  });

  const misbehaving: readonly [string, NonNullable<Hooks["trace"]>, warns: boolean][] = [
    [
      "throws",
      () => {
        throw new Error("broken hook");
      },
      true,
    ],
    [
      "throws after it has run the work",
      (_kind, _event, run) => {
        void run();
        throw new Error("broken hook");
      },
      true,
    ],
    [
      "rejects",
      async () => {
        throw new Error("broken hook");
      },
      true,
    ],
    ["does not run the work", () => undefined, false],
    ["runs the work twice", (_kind, _event, run) => Promise.all([run(), run()]), false],
    ["runs the work late", (_kind, _event, run) => Promise.resolve().then(run), false],
    ["never settles", (_kind, _event, run) => run().then(() => new Promise(() => 0)), false],
  ];
  test.each(misbehaving)("that %s does not affect the call", async (_, trace, warns) => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    let sent = 0;
    const send = withTrace(eventsFor({ trace }))(async () => {
      sent += 1;
      return httpResponse(200);
    });
    for (let call = 1; call <= 2; call += 1) {
      expect((await send(search())).status).toBe(200);
      expect(sent).toBe(call);
    }
    await new Promise(setImmediate);
    expect(warn.mock.calls.flat()).toEqual(
      warns ? ["hooks.trace of a zcrm client failed (broken hook); the calls themselves are not affected"] : [],
    );
  });

  test("has done its part when the caller goes on, even after a failure", async () => {
    const { ended, events } = tracer();
    await failureOf(withTrace(events)(() => Promise.reject(new Error("m")))(search()));
    expect(ended).toHaveLength(1);
  });

  test("works where there are no channels", async () => {
    vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined as never);
    const { ended, events } = tracer();
    await withTrace(events)(async () => httpResponse(200))(search());
    expect(ended).toHaveLength(1);
  });
});

describe("the channels", () => {
  test("are those of tracePromise, in its order, with one event", async () => {
    const events = eventsFor({});
    const seen = listenTo("call");
    const end = deferred<ReturnType<typeof httpResponse>>();
    const call = withTrace(events)(() => end.promise)(search());
    expect(seen.map(([part]) => part)).toEqual(["start", "end"]);
    expect(seen[0]?.[1]).toMatchObject({ ...FACTS, outcome: { duration: undefined } });
    end.resolve(httpResponse(200));
    await call;
    expect(seen.map(([part]) => part)).toEqual(["start", "end", "asyncStart", "asyncEnd"]);
    expect(new Set(seen.map(([, event]) => event)).size).toBe(1);
    expect(seen[0]?.[1].outcome.status).toBe(200);
  });

  test("report a failure, also one that the CRM responds with", async () => {
    const seen = listenTo("call");
    const send = withTrace(eventsFor({}))(async () => httpResponse(400, { code: "INVALID_DATA", message: "m" }));
    await send(search());
    expect(seen.map(([part]) => part)).toEqual(["start", "end", "error", "asyncStart", "asyncEnd"]);
    expect(seen[0]?.[1].outcome.error).toBe("INVALID_DATA");
  });

  test("carry neither the response nor the error, which contain data", async () => {
    const seen = listenTo("call");
    const events = eventsFor({});
    await withTrace(events)(async () => httpResponse(200, { Email: "ann@example.com" }))(search());
    await failureOf(withTrace(events)(() => Promise.reject(new Error("ann@example.com")))(search()));
    for (const [, event] of seen) expect(Object.keys(event)).toEqual([...Object.keys(FACTS), "outcome"]);
    expect(seen).toHaveLength(9);
  });

  test("bind stores, which the work sees and the caller does not", async () => {
    const store = new AsyncLocalStorage<string>();
    const start = diagnostics.channel("tracing:zcrm:call:start");
    start.bindStore(store, (event) => (event as CallTrace).operation);
    const send = withTrace(eventsFor({}))(async () => {
      await new Promise(setImmediate);
      return httpResponse(store.getStore() === "searchRecords" ? 200 : 500);
    });
    const { status } = await send(search());
    start.unbindStore(store);
    expect([status, store.getStore()]).toEqual([200, undefined]);
  });

  test.each(["start", "end", "asyncStart", "asyncEnd", "error"])("are wanted while somebody listens to %s", (part) => {
    const events = eventsFor({});
    expect(events.traces("wait")).toBe(false);
    const listener = () => undefined;
    diagnostics.subscribe(`tracing:zcrm:wait:${part}`, listener);
    expect([events.traces("wait"), events.traces("call")]).toEqual([true, false]);
    diagnostics.unsubscribe(`tracing:zcrm:wait:${part}`, listener);
    expect(events.traces("wait")).toBe(false);
  });
});

test("with nobody listening, the layers return the very promise of the layer below", () => {
  const events = eventsFor({ retry: () => 0 });
  const sent = Promise.resolve(httpResponse(200));
  expect(stack(() => sent, withTrace(events), withTelemetry(events))(search())).toBe(sent);
  expect(events.traceWait(search(), { for: "slot" }, () => sent)).toBe(sent);
  expect(events.traceToken("ann", "first", () => sent)).toBe(sent);
});

describe("the module of a trace is", () => {
  const moduleOf = async (given: Parameters<typeof request>[0]) => {
    const modules: unknown[] = [];
    const trace: NonNullable<Hooks["trace"]> = (_kind, event, _run) => modules.push((event as CallTrace).module);
    await withTrace(eventsFor({ trace }))(async () => httpResponse(200))(request({ operation: SEARCH, ...given }));
    return modules[0];
  };

  test.each([
    ["the one in the path", "/{module}/{id}", "/Leads/1?module=Deals", "Leads"],
    ["the one in the query", "/settings/fields", "/settings/fields?type=all&module=My_Things__s", "My_Things__s"],
    ["unknown, if it does not look like a name", "/{module}", "/ann%40example.com", undefined],
    ["unknown, if it is a number", "/{module}", "/4917112345", undefined],
    ["unknown, if there is none", "/users", "/users?type=AllUsers", undefined],
    ["unknown, if the path is not known in parts", undefined, "/Leads/1", undefined],
  ])("%s", async (_, template, path, want) => {
    expect(await moduleOf({ template, path })).toBe(want);
  });

  test("unknown, if the operation does not say which parameter names one", async () => {
    expect(await moduleOf({ operation: { id: "a", idempotent: true }, template: "/{module}", path: "/Leads" })).toBe(
      undefined,
    );
  });
});

test("a raw call is named by its path before its values are filled in", async () => {
  const names: unknown[] = [];
  const trace: NonNullable<Hooks["trace"]> = (_kind, event, _run) => names.push((event as CallTrace).operation);
  const operation = { id: "GET /Leads/ann@example.com", idempotent: true };
  const send = withTrace(eventsFor({ trace }))(async () => httpResponse(200));
  await send(request({ operation, path: "/Leads/ann@example.com", template: "/{module}/{id}" }));
  await send(request({ operation, path: "/Leads/ann@example.com" }));
  expect(names).toEqual(["GET /crm/v2/{module}/{id}", "GET"]);
});
