import type { Counter, Gauge, Histogram, MeterProvider } from "@opentelemetry/api";
import type { RequestTrace, TokenTrace, WaitTrace } from "../core/layers/events.js";
import { present, requestAttributes, responseAttributes } from "./attributes.js";

/** The buckets of the semantic conventions, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

interface Instruments {
  readonly requestDuration: Histogram;
  readonly waitDuration: Histogram;
  readonly tokenRequests: Counter;
  readonly creditsLeft: Gauge;
}

export class Metrics {
  readonly #provider: MeterProvider;
  #made: Instruments | undefined;

  constructor(provider: MeterProvider) {
    this.#provider = provider;
  }

  /** They are made late, because the global provider has no effect on instruments that were made before it. */
  get #instruments(): Instruments {
    this.#made ??= instrumentsOf(this.#provider);
    return this.#made;
  }

  request(event: RequestTrace): void {
    const { requestDuration, creditsLeft } = this.#instruments;
    const attributes = requestAttributes(event);
    requestDuration.record(seconds(event), { ...attributes, ...responseAttributes(event.outcome) });
    if (event.outcome.creditsLeft !== undefined)
      creditsLeft.record(event.outcome.creditsLeft, { "server.address": attributes["server.address"] });
  }

  wait(event: WaitTrace): void {
    const attributes = { "zcrm.wait.for": event.for, "error.type": event.outcome.error };
    this.#instruments.waitDuration.record(seconds(event), present(attributes));
  }

  token({ reason, outcome }: TokenTrace): void {
    const attributes = { "zcrm.token.reason": reason, "error.type": outcome.error };
    this.#instruments.tokenRequests.add(1, present(attributes));
  }
}

const seconds = ({ outcome: { duration = 0 } }: RequestTrace | WaitTrace): number => duration / 1_000;

function instrumentsOf(provider: MeterProvider): Instruments {
  const meter = provider.getMeter("zcrm");
  const advice = { explicitBucketBoundaries: BUCKETS };
  return {
    requestDuration: meter.createHistogram("http.client.request.duration", {
      description: "Duration of HTTP client requests.",
      unit: "s",
      advice,
    }),
    waitDuration: meter.createHistogram("zcrm.wait.duration", {
      description: "How long calls wait for a slot, for an access token, or before a retry.",
      unit: "s",
      advice,
    }),
    tokenRequests: meter.createCounter("zcrm.token.requests", {
      description: "Access tokens that were requested from the accounts server.",
      unit: "{request}",
    }),
    creditsLeft: meter.createGauge("zcrm.credits.left", {
      description: "API credits that the organization has left.",
      unit: "{credit}",
    }),
  };
}
