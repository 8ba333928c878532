import { messageOf } from "../../core/kind.js";
import { type Delivery, type HttpResponse, json, RESET } from "../http/responses.js";

/** A failure to send once or several times, instead of the real response. */
export interface Fault {
  /** The `operationId` that fails, e.g. `"getRecords"`. @default every request */
  operation?: string;
  /** The first request that fails, counted among those that match. @default 1 */
  nth?: number;
  /** How many requests fail. @default 1 */
  times?: number;
  /** HTTP status of the response. @default 500 if `body` or `headers` is set; otherwise the handler responds */
  status?: number;
  /** Body of the response: a string is sent as it is, anything else as JSON. */
  body?: unknown;
  /** Headers of the response, e.g. `{ "Retry-After": "2" }`. */
  headers?: Record<string, string>;
  /** Break the connection before the response (same as `true`), or after its headers are sent. */
  reset?: boolean | "before" | "after headers";
  /** Break the connection in the middle of the body. */
  truncate?: boolean;
  /** Send the body in pieces over this many milliseconds. */
  slow?: number;
  /** Wait before responding, in milliseconds. On its own, it delays the real response. */
  delay?: number;
}

/**
 * Scripted failures. Each request uses up the first one that matches it.
 *
 * @example
 * emulator.faults.add({ operation: "getRecords", status: 503, times: 2 });
 * emulator.faults.add({ reset: true });
 */
export class Faults {
  readonly #waiting: { readonly fault: Fault; skip: number; left: number }[] = [];

  readonly #operations: ReadonlySet<string>;

  /** @param operations The operations that may fail */
  constructor(operations: ReadonlySet<string>) {
    this.#operations = operations;
  }

  /** Adds a fault after those that are pending. @throws TypeError if the fault is invalid */
  add(fault: Fault): void {
    check(fault, this.#operations);
    this.#waiting.push({ fault, skip: (fault.nth ?? 1) - 1, left: fault.times ?? 1 });
  }

  /**
   * The pending faults in the order they are tried, with the number of requests that each one lets pass and then
   * fails.
   */
  waiting(): { readonly fault: Fault; readonly skip: number; readonly left: number }[] {
    return this.#waiting.map((waiting) => ({ ...waiting }));
  }

  /** Removes one fault. */
  remove(fault: Fault): void {
    const index = this.#waiting.findIndex((waiting) => waiting.fault === fault);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  /** Removes every pending fault. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** Uses up and returns the first fault that matches. The server calls it once per request. */
  take(operation: string | undefined): Fault | undefined {
    for (const [index, entry] of this.#waiting.entries()) {
      const { fault } = entry;
      if (fault.operation !== undefined && fault.operation !== operation) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.#waiting.splice(index, 1);
      return fault;
    }
    return undefined;
  }
}

/** @throws TypeError naming the invalid member */
function check(fault: Fault, operations: ReadonlySet<string>): void {
  const { operation, headers, status, nth, times, delay, slow } = fault;
  const wrong = (what: string) => new TypeError(`faults: ${what}`);
  if (operation !== undefined && !operations.has(operation)) throw wrong(`unknown operation ${operation}`);
  if (status !== undefined && !isInteger(status, 200, 599)) throw wrong("status must be an integer from 200 to 599");
  for (const [name, value] of Object.entries({ nth, times })) {
    if (value !== undefined && value !== Infinity && !isInteger(value, 1))
      throw wrong(`${name} must be an integer of at least 1`);
  }
  for (const [name, value] of Object.entries({ delay, slow })) {
    // The maximum delay of a timer.
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) throw wrong(`${name} must be a time in milliseconds`);
  }
  try {
    new Headers(headers);
  } catch (error) {
    throw wrong(`headers: ${messageOf(error)}`);
  }
}

const isInteger = (value: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** What a fault sends instead of the real response, if anything. */
export function faultResponse(fault: Fault): HttpResponse | typeof RESET | undefined {
  const { status, body, headers, reset } = fault;
  if (reset === true || reset === "before") return RESET;
  if (status === undefined && body === undefined && headers === undefined) return undefined;
  if (body === undefined) return { status: status ?? 500, headers: headers ?? {} };
  const response = typeof body === "string" ? { status: status ?? 500, headers: {}, body } : json(status ?? 500, body);
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** How a fault delivers the response. */
export function faultDelivery({ reset, truncate, slow }: Fault): Delivery | undefined {
  const cut = reset === "after headers" ? reset : truncate ? "in the body" : undefined;
  if (cut === undefined && slow === undefined) return undefined;
  return { ...(cut && { cut }), ...(slow !== undefined && { slow }) };
}

/** Waits as long as a fault delays the call. */
export async function faultDelay(fault: Fault | undefined): Promise<void> {
  const milliseconds = fault?.delay;
  if (milliseconds !== undefined) await new Promise((wake) => setTimeout(wake, milliseconds).unref());
}
