/** `zcrm/otel` as programs get it, beside OpenTelemetry's own instrumentations of HTTP. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addOpenTelemetry, packedPackage, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addOpenTelemetry(scratch);
});
afterAll(() => scratch?.remove());

test("it names the package that it needs, if that is missing, and nothing else needs it", async () => {
  const bare = await packedPackage();
  const program = `
    require("zcrm");
    try { require("zcrm/otel"); } catch (error) { console.log(error.message.split("\\n")[0]); }`;
  expect(await bare.script("without.cjs", program)).toBe("Cannot find module '@opentelemetry/api'");
  await bare.remove();
});

/** What a program prints: its client spans, and what it sent. */
interface Printed {
  readonly spans: { readonly name: string; readonly scope: string; readonly parent: string | undefined }[];
  /** All attributes and events, and all metrics. */
  readonly text: string;
  /** The names of the headers that were sent. */
  readonly headers: string[];
  /** Who measured durations. */
  readonly durations: string[];
}

const EMAIL = "ann.canary@example.com";

/** Searches by an address, with both instrumentations switched on before anything else is loaded. */
const PROGRAM = `
const { HttpInstrumentation } = require("@opentelemetry/instrumentation-http");
const { UndiciInstrumentation } = require("@opentelemetry/instrumentation-undici");
const instrumentations = [new HttpInstrumentation({ ignoreIncomingRequestHook: () => true }), new UndiciInstrumentation()];
const { context, metrics, propagation, SpanKind, trace } = require("@opentelemetry/api");
const { AsyncLocalStorageContextManager } = require("@opentelemetry/context-async-hooks");
const { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } = require("@opentelemetry/core");
const sdk = require("@opentelemetry/sdk-trace-base");
const { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } =
  require("@opentelemetry/sdk-metrics");
const exporter = new sdk.InMemorySpanExporter();
const provider = new sdk.BasicTracerProvider({ spanProcessors: [new sdk.SimpleSpanProcessor(exporter)] });
const measured = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: measured, exportIntervalMillis: 1e9 });
const meterProvider = new MeterProvider({ readers: [reader] });
trace.setGlobalTracerProvider(provider);
metrics.setGlobalMeterProvider(meterProvider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator(
  new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }),
);
for (const one of instrumentations) {
  one.setTracerProvider(provider);
  one.setMeterProvider(meterProvider);
}

module.exports = async ({ createClient, otelHooks, startEmulator, hooked, fetched }) => {
  const emulator = await startEmulator();
  const options = { ...emulator.clientOptions(), ...(hooked && { hooks: otelHooks() }), ...(fetched && { fetch }) };
  const crm = createClient(options);
  const baggage = propagation.createBaggage({ user: { value: ${JSON.stringify(EMAIL)} } });
  const work = async () => {
    await crm.records.search({ module: "Leads", email: ${JSON.stringify(EMAIL)} });
  };
  await provider.getTracer("program").startActiveSpan("program", async (span) => {
    await context.with(propagation.setBaggage(context.active(), baggage), work);
    span.end();
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await meterProvider.forceFlush();
  const spans = exporter.getFinishedSpans();
  const nameOf = (id) => spans.find((span) => span.spanContext().spanId === id)?.name;
  const scopes = measured.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics);
  console.log(JSON.stringify({
    spans: spans.filter(({ kind }) => kind === SpanKind.CLIENT).map((span) => ({
      name: span.name,
      scope: span.instrumentationScope.name,
      parent: nameOf(span.parentSpanContext?.spanId),
    })),
    text: JSON.stringify([
      spans.map(({ name, attributes, events }) => [name, attributes, events]),
      scopes.map(({ metrics }) => metrics),
    ]),
    headers: emulator.requests.flatMap(({ headers }) => Object.keys(headers)),
    durations: scopes
      .filter(({ metrics }) => metrics.some(({ descriptor }) => descriptor.name === "http.client.request.duration"))
      .map(({ scope }) => scope.name),
  }));
  await crm.close();
  await emulator.close();
};`;

const LOADERS = {
  "require.cjs": (options: string) => `
    const run = require("./program.cjs");
    run({ ...require("zcrm"), ...require("zcrm/otel"), ...require("zcrm/emulator"), ...${options} });`,
  "import.mjs": (options: string) => `
    import run from "./program.cjs";
    const load = async () => ({ ...await import("zcrm"), ...await import("zcrm/otel"), ...await import("zcrm/emulator") });
    await run({ ...await load(), ...${options} });`,
};

async function printedBy(loader: keyof typeof LOADERS, options: object): Promise<Printed> {
  await scratch.script("program.cjs", PROGRAM);
  return JSON.parse(await scratch.script(loader, LOADERS[loader](JSON.stringify(options))));
}

const SOCKETS = { fetched: false, instrumentation: "@opentelemetry/instrumentation-http" };
const FETCH = { fetched: true, instrumentation: "@opentelemetry/instrumentation-undici" };

describe("one client span for each request, and what was searched for nowhere,", () => {
  test.each([
    ["with require, over Node's sockets", "require.cjs", SOCKETS],
    ["with import, over Node's sockets", "import.mjs", SOCKETS],
    ["with require, over fetch", "require.cjs", FETCH],
  ] as const)("%s", async (_, loader, { fetched, instrumentation }) => {
    const { spans, text, headers, durations } = await printedBy(loader, { fetched, hooked: true });
    const below = { scope: "zcrm", parent: "zcrm records.search" };
    expect(spans).toEqual([
      { name: "POST /oauth/v2/token", ...below },
      { name: "GET /crm/v2/{module}/search", ...below },
    ]);
    for (const form of [EMAIL, encodeURIComponent(EMAIL)]) expect(text).not.toContain(form);
    expect(headers).toContain("authorization");
    expect(headers.filter((name) => /^(traceparent|tracestate|baggage)$/.test(name))).toEqual([]);
    // The instrumentations measure under their own name, as the guide says.
    expect(durations.toSorted()).toEqual([instrumentation, "zcrm"]);
  });
});

test.each([SOCKETS, FETCH])("without the hooks, $instrumentation exports what was searched for", async (one) => {
  const { spans, text } = await printedBy("require.cjs", { fetched: one.fetched, hooked: false });
  expect(spans).toEqual(Array(2).fill({ name: expect.any(String), scope: one.instrumentation, parent: "program" }));
  expect(text).toContain(encodeURIComponent(EMAIL));
});
