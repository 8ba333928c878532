import type { Groups } from "../../../generated/client.js";
import { nearest } from "../../core/errors/nearest.js";
import { messageOf } from "../../core/kind.js";
import { type Delivery, type HttpResponse, json, RESET, readResponse } from "../http/responses.js";
import type { Timers } from "../values/timers.js";
import type { Route } from "./router.js";

/** An operation as programs call it, e.g. `"records.list"`, or its `operationId`, e.g. `"getRecords"`. */
export type OperationName = KnownName | (string & {});
type KnownName = { [Group in keyof Groups]: `${Group}.${keyof Groups[Group] & string}` }[keyof Groups];

/** A failure to send once or several times, instead of the real response. */
export interface Fault {
  /** The operation that fails: as programs call it, or its `operationId`. @default every request */
  operation?: OperationName;
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
  /** Send the body in pieces over this many milliseconds, in real time. */
  slow?: number;
  /** Changes the real response, whose body may also be a file: `(real) => new Response(null, real)`. */
  change?: (real: Response) => Response | Promise<Response>;
  /** The bulk job that the request starts ends with `FAILED`, once it has written this many rows. */
  jobFailsAfter?: number;
  /**
   * Wait before responding, in milliseconds. On its own, it delays the real response. A client with the clock of the
   * emulator does not wait: the time is skipped, together with its time limits.
   */
  delay?: number;
}

/**
 * Scripted failures. Each request uses up the first one that matches it.
 *
 * @example
 * emulator.faults.add({ operation: "records.list", status: 503, times: 2 });
 * emulator.faults.add({ reset: true });
 */
export interface Faults {
  /** Adds a fault after those that are pending. @throws TypeError if the fault is invalid */
  add(fault: Fault): void;
  /**
   * The pending faults in the order they are tried, with the number of requests that each one lets pass and then
   * fails.
   */
  waiting(): { readonly fault: Fault; readonly skip: number; readonly left: number }[];
  /** Removes one fault. */
  remove(fault: Fault): void;
  /** Removes every pending fault. */
  clear(): void;
}

/** The faults of an emulator. */
export class FaultQueue implements Faults {
  #waiting: Waiting[] = [];
  /** The operations that may fail: their ids by id and by name. */
  readonly #operations: ReadonlyMap<string, string>;

  constructor(routes: readonly Pick<Route, "id" | "name">[]) {
    this.#operations = new Map(routes.flatMap(({ id, name = id }) => [[id, id] as const, [name, id] as const]));
  }

  add(fault: Fault): void {
    const { operation, nth = 1, times = 1 } = fault;
    const id = operation === undefined ? undefined : this.#operations.get(operation);
    if (operation !== undefined && id === undefined) throw unknownOperation(operation, [...this.#operations.keys()]);
    check(fault);
    this.#waiting.push({ fault, operation: id, skip: nth - 1, left: times });
  }

  waiting(): ReturnType<Faults["waiting"]> {
    return this.#waiting.map(({ fault, skip, left }) => ({ fault, skip, left }));
  }

  /** A copy of the pending faults, for `restore`. */
  snapshot(): readonly Readonly<Waiting>[] {
    return this.#waiting.map((waiting) => ({ ...waiting }));
  }

  restore(waiting: readonly Readonly<Waiting>[]): void {
    this.#waiting = waiting.map((one) => ({ ...one }));
  }

  remove(fault: Fault): void {
    const index = this.#waiting.findIndex((waiting) => waiting.fault === fault);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** Uses up and returns the first fault that matches. The server calls it once per request. */
  take(operation: string | undefined): Fault | undefined {
    for (const [index, entry] of this.#waiting.entries()) {
      if (entry.operation !== undefined && entry.operation !== operation) continue;
      if (entry.skip > 0) {
        entry.skip -= 1;
        continue;
      }
      entry.left -= 1;
      if (entry.left <= 0) this.#waiting.splice(index, 1);
      return entry.fault;
    }
    return undefined;
  }
}

/** A fault that has not been used up. */
interface Waiting {
  readonly fault: Fault;
  /** The `operationId` that fails, if not all do. */
  readonly operation: string | undefined;
  skip: number;
  left: number;
}

function unknownOperation(operation: string, known: readonly string[]): TypeError {
  const near = nearest(operation, known, 5);
  return new TypeError(`faults: unknown operation ${operation}${near === undefined ? "" : `; did you mean ${near}?`}`);
}

/** @throws TypeError naming the invalid member */
function check(fault: Fault): void {
  const { headers, status, nth, times, delay, slow, change, jobFailsAfter } = fault;
  const wrong = (what: string) => new TypeError(`faults: ${what}`);
  if (status !== undefined && !isInteger(status, 200, 599)) throw wrong("status must be an integer from 200 to 599");
  for (const [name, value] of Object.entries({ nth, times })) {
    if (value !== undefined && value !== Infinity && !isInteger(value, 1))
      throw wrong(`${name} must be an integer of at least 1`);
  }
  for (const [name, value] of Object.entries({ delay, slow })) {
    // The maximum delay of a timer.
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) throw wrong(`${name} must be a time in milliseconds`);
  }
  if (jobFailsAfter !== undefined && !isInteger(jobFailsAfter, 0))
    throw wrong("jobFailsAfter must be a number of rows");
  if (change !== undefined && typeof change !== "function") throw wrong("change must be a function");
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

/** The real response as a fault changes it. */
export async function changedResponse({ change }: Fault, real: HttpResponse): Promise<HttpResponse> {
  if (change === undefined) return real;
  const { status, headers, body = "" } = real;
  // A response with one of these statuses has no body.
  const bodyOf = status === 204 || status === 304 ? null : typeof body === "string" ? body : new Uint8Array(body);
  return await readResponse(await change(new Response(bodyOf, { status, headers })));
}

/** How a fault delivers the response. */
export function faultDelivery({ reset, truncate, slow }: Fault): Delivery | undefined {
  const cut = reset === "after headers" ? reset : truncate ? "in the body" : undefined;
  if (cut === undefined && slow === undefined) return undefined;
  return { ...(cut && { cut }), ...(slow !== undefined && { slow }) };
}

/** Waits as long as a fault delays the call. */
export async function faultDelay(fault: Fault | undefined, timers: Timers): Promise<void> {
  if (fault?.delay !== undefined) await timers.delay(fault.delay);
}
