import { type Delivery, type HttpResponse, json, RESET } from "../http/responses.js";

/** A failure to be played once or several times, instead of the real answer. */
export interface Fault {
  /** The `operationId` that fails, e.g. `"getRecords"`. @default every request */
  operation?: string;
  /** The first request that fails, counted among those that fit. @default 1 */
  nth?: number;
  /** How many requests fail. @default 1 */
  times?: number;
  /** HTTP status of the answer. @default 500 where `body` or `headers` is given; else the handler answers */
  status?: number;
  /** Body of the answer: text as it is, anything else as JSON. */
  body?: unknown;
  /** Headers of the answer, e.g. `{ "Retry-After": "2" }`. */
  headers?: Record<string, string>;
  /** Break the connection before any answer (as `true` does), or when its headers were sent. */
  reset?: boolean | "before" | "after headers";
  /** Break the connection in the middle of the body. */
  truncate?: boolean;
  /** Send the body in pieces over so many milliseconds. */
  slow?: number;
  /** Wait before answering, in milliseconds. Alone, it delays the real answer. */
  delay?: number;
}

/**
 * Scripted failures. The first one that fits a request is used up by it.
 *
 * @example
 * emulator.faults.add({ operation: "getRecords", status: 503, times: 2 });
 * emulator.faults.add({ reset: true });
 */
export class Faults {
  readonly #waiting: { readonly fault: Fault; skip: number; left: number }[] = [];

  readonly #operations: ReadonlySet<string>;

  /** @param operations - those that may fail */
  constructor(operations: ReadonlySet<string>) {
    this.#operations = operations;
  }

  /** Adds a fault after those that wait already. @throws TypeError for what could not be played */
  add(fault: Fault): void {
    check(fault, this.#operations);
    this.#waiting.push({ fault, skip: (fault.nth ?? 1) - 1, left: fault.times ?? 1 });
  }

  /** The faults that wait, in the order in which they are tried, and how many requests each lets pass and fails then. */
  waiting(): { readonly fault: Fault; readonly skip: number; readonly left: number }[] {
    return this.#waiting.map((waiting) => ({ ...waiting }));
  }

  /** Forgets one fault. */
  remove(fault: Fault): void {
    const index = this.#waiting.findIndex((waiting) => waiting.fault === fault);
    if (index >= 0) this.#waiting.splice(index, 1);
  }

  /** Forgets every fault that was not played yet. */
  clear(): void {
    this.#waiting.length = 0;
  }

  /** Uses up and hands out the first fault that fits; the server calls it once for each request. */
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

/** @throws TypeError naming the member that is wrong */
function check(fault: Fault, operations: ReadonlySet<string>): void {
  const { operation, headers, status, nth, times, delay, slow } = fault;
  const wrong = (what: string) => new TypeError(`faults: ${what}`);
  if (operation !== undefined && !operations.has(operation)) throw wrong(`there is no operation ${operation}`);
  if (status !== undefined && !isInteger(status, 200, 599)) throw wrong("a status is a number from 200 to 599");
  for (const [name, value] of Object.entries({ nth, times })) {
    if (value !== undefined && value !== Infinity && !isInteger(value, 1)) throw wrong(`${name} is a number from 1 up`);
  }
  for (const [name, value] of Object.entries({ delay, slow })) {
    // What a timer can wait.
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) throw wrong(`${name} is a time in milliseconds`);
  }
  try {
    new Headers(headers);
  } catch (error) {
    throw wrong(`headers: ${error instanceof Error ? error.message : error}`);
  }
}

const isInteger = (value: number, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** What a fault sends instead of the real answer, if it does. */
export function faultResponse(fault: Fault): HttpResponse | typeof RESET | undefined {
  const { status, body, headers, reset } = fault;
  if (reset === true || reset === "before") return RESET;
  if (status === undefined && body === undefined && headers === undefined) return undefined;
  if (body === undefined) return { status: status ?? 500, headers: headers ?? {} };
  const response = typeof body === "string" ? { status: status ?? 500, headers: {}, body } : json(status ?? 500, body);
  return { ...response, headers: { ...response.headers, ...headers } };
}

/** How a fault lets the response arrive. */
export function faultDelivery({ reset, truncate, slow }: Fault): Delivery | undefined {
  const cut = reset === "after headers" ? reset : truncate ? "in the body" : undefined;
  if (cut === undefined && slow === undefined) return undefined;
  return { ...(cut && { cut }), ...(slow !== undefined && { slow }) };
}

/** Waits as long as a fault holds up the call. */
export async function faultDelay(fault: Fault | undefined): Promise<void> {
  const milliseconds = fault?.delay;
  if (milliseconds !== undefined) await new Promise((wake) => setTimeout(wake, milliseconds).unref());
}
