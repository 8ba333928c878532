/** Attempts with outcomes that a test decides. */
import { NetworkError, TimeoutError } from "../../../src/core/errors/errors.js";
import { withRetry } from "../../../src/core/layers/retry.js";
import { Events } from "../../../src/core/layers/telemetry.js";
import { wait } from "../../../src/core/lifetime/wait.js";
import type { PreparedRequest, Send } from "../../../src/core/request/request.js";
import type { HttpResponse } from "../../../src/core/response/response.js";

export const network = (mayHaveArrived: boolean) => new NetworkError("m", { code: "ECONNRESET", mayHaveArrived });
export const timeout = (code: string, mayHaveArrived: boolean) => new TimeoutError("m", { code, mayHaveArrived });

/** Events that nobody listens to. */
export const QUIET = new Events({}, undefined, { api: "", accounts: "", content: "", download: "" }, "");

/** Retries without a delay. */
export const retryAtOnce = withRetry(
  { maxRetries: 2, maxDelay: 8_000 },
  { random: () => 0, now: Date.now, wait: (_, signal) => wait(0, signal), events: QUIET },
);

/** The outcomes of successive attempts; the last one repeats. */
export function script(...outcomes: (HttpResponse | Error)[]): { sent: PreparedRequest[]; next: Send } {
  const sent: PreparedRequest[] = [];
  const next: Send = async (request) => {
    const outcome = outcomes[Math.min(sent.length, outcomes.length - 1)];
    sent.push(request);
    if (outcome instanceof Error || outcome === undefined) throw outcome;
    return outcome;
  };
  return { sent, next };
}
