import {
  type Attributes,
  context,
  createContextKey,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from "@opentelemetry/api";
import type { CallTrace, RequestTrace, WaitTrace } from "../core/layers/events.js";
import { present, requestAttributes, responseAttributes } from "./attributes.js";

/** The key with which `suppressTracing` of `@opentelemetry/core` turns tracing off. */
const SUPPRESS_TRACING = createContextKey("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

type Run = () => Promise<void>;

export class Spans {
  readonly #tracer: Tracer;
  /** Waits become events of these, and never of a span of the program's own. */
  readonly #calls = new WeakSet<Span>();

  constructor(provider: TracerProvider) {
    this.#tracer = provider.getTracer("zcrm");
  }

  /** A span that lasts until the call's promise settles. The content of a download may arrive later. */
  async call(event: CallTrace, run: Run): Promise<void> {
    const operation = event.name ?? event.operation;
    const span = this.#tracer.startSpan(`zcrm ${operation}`, {
      kind: SpanKind.INTERNAL,
      attributes: present({ "zcrm.operation": operation, "zcrm.module": event.module }),
    });
    this.#calls.add(span);
    await context.with(trace.setSpan(context.active(), span), run);
    const { error, status, attempts, creditsLeft } = event.outcome;
    end(span, {
      "zcrm.attempts": attempts,
      "zcrm.credits.left": creditsLeft,
      "http.response.status_code": status,
      "error.type": error,
    });
  }

  /**
   * A span of a client. Instrumentations of HTTP make none of their own below it: the address in theirs has the query,
   * and with it what people searched for.
   */
  async request(event: RequestTrace, run: Run): Promise<void> {
    const { method, origin, template, attempt } = event;
    const span = this.#tracer.startSpan(template === undefined ? method : `${method} ${template}`, {
      kind: SpanKind.CLIENT,
      attributes: present({
        ...requestAttributes(event),
        "url.full": `${origin}${template ?? ""}`,
        "http.request.resend_count": attempt > 1 ? attempt - 1 : undefined,
      }),
    });
    await context.with(trace.setSpan(context.active(), span).setValue(SUPPRESS_TRACING, true), run);
    end(span, responseAttributes(event.outcome));
  }

  /** Events of the call's span. That a wait begins is an event too: a call may end while it waits. */
  async wait(event: WaitTrace, run: Run): Promise<void> {
    const active = trace.getActiveSpan();
    const span = active && this.#calls.has(active) ? active : undefined;
    const goal = { "zcrm.wait.for": event.for };
    span?.addEvent("zcrm.wait", present({ ...goal, "zcrm.wait.delay": event.delay, "zcrm.wait.reason": event.reason }));
    await run();
    const { duration, error } = event.outcome;
    if (error === undefined) span?.addEvent("zcrm.wait.end", present({ ...goal, "zcrm.wait.duration": duration }));
  }
}

/** Ends a span. No exception is recorded, because its message may quote a value. */
function end(span: Span, attributes: Attributes): void {
  span.setAttributes(present(attributes));
  if (attributes["error.type"] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
