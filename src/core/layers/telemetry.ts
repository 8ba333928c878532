import { isCrmError } from "../errors/errors.js";
import type { CancelSignal } from "../lifetime/cancellation.js";
import { enter, type Layer, type PreparedRequest, type Send } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import type { Events } from "./events.js";

/** Counts what is sent for a call, and tells those who listen how it went. */
export const withAttempts =
  (events: Events): Layer =>
  (next) =>
  (request) => {
    if (request.progress) request.progress.attempts += 1;
    // A transport that knows of its connections says otherwise until there is one.
    enter(request, "answer");
    return events.wants("request") || events.wants("response") ? observed(events, next, request) : next(request);
  };

async function observed(events: Events, next: Send, request: PreparedRequest): Promise<HttpResponse> {
  const facts = events.factsOf(request);
  events.emit("request", { ...facts });
  const start = performance.now();
  const done = (status: number | undefined, error: string | undefined, creditsLeft?: number) =>
    events.emit("response", { ...facts, status, error, duration: performance.now() - start, creditsLeft });
  try {
    const response = await next(request);
    done(response.status, undefined, creditsIn(response));
    return response;
  } catch (error) {
    done(undefined, failureCode(error, request.signal));
    throw error;
  }
}

/** A short word for a failure. */
export function failureCode(error: unknown, signal?: CancelSignal): string {
  if (isCrmError(error)) return error.code;
  return signal?.aborted ? "ABORTED" : "FAILED";
}

function creditsIn({ headers }: HttpResponse): number | undefined {
  const credits = Number.parseInt(headers.get("x-api-credits-remaining") ?? "", 10);
  return Number.isNaN(credits) ? undefined : credits;
}
