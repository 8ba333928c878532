import { type Attributes, context, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  AggregationTemporality,
  type DataPoint,
  type Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
  type Span,
  type SpanProcessor,
} from "@opentelemetry/sdk-trace-base";

/** What an OpenTelemetry SDK exported. */
export interface Recording {
  readonly providers: { readonly tracerProvider: BasicTracerProvider; readonly meterProvider: MeterProvider };
  readonly spans: readonly ReadableSpan[];
  /** The spans as indented text: in the order in which they began; durations are `N`. */
  tree(): string;
  /** The values of a metric with their attributes; a histogram's is its count. */
  metric(name: string): Promise<{ readonly value: number; readonly attributes: Attributes }[]>;
  /** Everything that was exported, as text. */
  everything(): Promise<string>;
  /** Forgets the spans. */
  forget(): void;
  /** Forgets the spans. */
  forget(): void;
  stop(): Promise<void>;
}

/** Starts a whole SDK that exports into memory. */
export function record(): Recording {
  const exporter = new InMemorySpanExporter();
  const order = new Order();
  const tracerProvider = new BasicTracerProvider({ spanProcessors: [order, new SimpleSpanProcessor(exporter)] });
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 1e9 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const collected = async () => {
    metrics.reset();
    await meterProvider.forceFlush();
    return metrics.getMetrics();
  };
  return {
    providers: { tracerProvider, meterProvider },
    get spans() {
      return exporter.getFinishedSpans();
    },
    tree: () => order.branches(exporter.getFinishedSpans()).join("\n"),
    async metric(name) {
      const all = (await collected()).flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
      return all
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) => dataPoints as DataPoint<number | Histogram>[])
        .map(({ value, attributes }) => ({ value: typeof value === "number" ? value : value.count, attributes }));
    },
    async everything() {
      const spans = exporter.getFinishedSpans().map((span) => ({
        ...span,
        resource: span.resource.attributes,
        context: span.spanContext(),
        traceState: span.spanContext().traceState?.serialize(),
      }));
      return JSON.stringify([spans, await collected()], (key, value) => (key.startsWith("_spanP") ? undefined : value));
    },
    forget: () => exporter.reset(),
    async stop() {
      context.disable();
      await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
    },
  };
}

/** A line for each span, event and span below it, in the order in which they began. */
/** Counts spans and their events as they begin, because several begin in the same millisecond. */
class Order implements SpanProcessor {
  readonly #starts = new Map<string, number>();
  /** Of the events of each span. */
  readonly #events = new Map<string, number[]>();
  #count = 0;

  onStart(span: Span): void {
    const { spanId } = span.spanContext();
    const events: number[] = [];
    this.#starts.set(spanId, this.#next());
    this.#events.set(spanId, events);
    const addEvent = span.addEvent.bind(span);
    span.addEvent = (...event) => {
      events.push(this.#next());
      return addEvent(...event);
    };
  }

  onEnd(): void {}
  async forceFlush(): Promise<void> {}
  async shutdown(): Promise<void> {}

  #next(): number {
    this.#count += 1;
    return this.#count;
  }

  /** The lines of all spans below a parent, each with its events and the spans below it. */
  branches(spans: readonly ReadableSpan[], parent?: string): string[] {
    return this.#parts(spans, parent).flatMap(({ lines }) => lines);
  }

  #parts(spans: readonly ReadableSpan[], parent: string | undefined): Part[] {
    return spans
      .filter((span) => span.parentSpanContext?.spanId === parent)
      .map((span) => {
        const { spanId } = span.spanContext();
        const events = span.events.map(({ name, attributes = {} }, index) => ({
          at: this.#events.get(spanId)?.[index] ?? 0,
          lines: [["*", name, ...shown(attributes)].join(" ")],
        }));
        const inside = [...events, ...this.#parts(spans, spanId)].toSorted(byTime).flatMap(({ lines }) => lines);
        const words = [span.name, KINDS[span.kind], ...shown(span.attributes), STATUSES[span.status.code]];
        const title = words.filter((word) => word !== undefined).join(" ");
        return { at: this.#starts.get(spanId) ?? 0, lines: [title, ...inside.map((line) => `  ${line}`)] };
      })
      .toSorted(byTime);
  }
}

/** The lines of a span or an event, and when it began. */
interface Part {
  readonly at: number;
  readonly lines: readonly string[];
}

const byTime = (one: Part, other: Part): number => one.at - other.at;

const KINDS: Readonly<Record<number, string>> = { [SpanKind.CLIENT]: "CLIENT" };
const STATUSES: Readonly<Record<number, string>> = { [SpanStatusCode.ERROR]: "ERROR" };

/** The same for every span that has them, or said by the span's name. */
const OMITTED = new Set([
  "server.address",
  "server.port",
  "url.full",
  "url.template",
  "http.request.method",
  "zcrm.operation",
]);

const shown = (attributes: Attributes): string[] =>
  Object.entries(attributes)
    .filter(([name]) => !OMITTED.has(name))
    .map(([name, value]) => `${SHORT[name] ?? name}=${name === "zcrm.wait.duration" ? "N" : value}`);

const SHORT: Readonly<Record<string, string>> = {
  "zcrm.module": "module",
  "zcrm.attempts": "attempts",
  "zcrm.credits.left": "credits",
  "zcrm.wait.for": "for",
  "zcrm.wait.delay": "delay",
  "zcrm.wait.reason": "reason",
  "zcrm.wait.duration": "duration",
  "error.type": "error",
  "http.response.status_code": "status",
  "http.request.resend_count": "resend",
};
