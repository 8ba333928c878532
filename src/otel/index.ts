import { type MeterProvider, metrics, type TracerProvider, trace } from "@opentelemetry/api";
import type { Hooks } from "../core/layers/events.js";
import { Metrics } from "./metrics.js";
import { Spans } from "./spans.js";

/** The providers of OpenTelemetry. */
export interface OtelOptions {
  /** @default the global one */
  tracerProvider?: TracerProvider;
  /** @default the global one */
  meterProvider?: MeterProvider;
}

/**
 * Hooks that report a client's calls to OpenTelemetry: a span for each operation, one below it for each HTTP request, and
 * metrics. They contain neither values that the program passed nor messages of errors. They can be combined with other hooks.
 * @example
 * const crm = createClient({ hooks: { ...otelHooks(), retry: ({ reason }) => console.warn(reason) } });
 */
export function otelHooks({ tracerProvider = trace, meterProvider = metrics }: OtelOptions = {}): Pick<Hooks, "trace"> {
  const spans = new Spans(tracerProvider);
  const measures = new Metrics(meterProvider);
  return {
    trace(kind, event, run) {
      switch (kind) {
        case "call":
          return spans.call(event, run);
        case "request":
          return spans.request(event, run).then(() => measures.request(event));
        case "wait":
          return spans.wait(event, run).then(() => measures.wait(event));
        case "token":
          return run().then(() => measures.token(event));
      }
    },
  };
}
