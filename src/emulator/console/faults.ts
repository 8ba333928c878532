import { ACCESS_DENIED } from "../accounts/accounts.js";
import type { Fault } from "../calls/faults.js";
import {
  internalError,
  invalidToken,
  noPermission,
  scopeMismatch,
  tooManyRequests,
  unauthenticated,
  unknownPath,
} from "../http/errors.js";
import { isObject } from "../values/values.js";
import { AskedWrongly, type Endpoint, type Endpoints, type Subject } from "./endpoint.js";

/** A fault that waits, as the page shows it. */
export interface WaitingFault extends Fault {
  readonly number: number;
  /** Requests that fit and pass before. */
  readonly skip: number;
  readonly left: number;
}

/** An answer of Zoho's that the page offers for a fault. */
export interface UsualError {
  readonly name: string;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const numbers = new WeakMap<Fault, number>();
let last = 0;

export const waitingFaults = ({ service }: Subject): readonly WaitingFault[] =>
  service.faults.waiting().map(({ fault, skip, left }) => {
    if (!numbers.has(fault)) {
      last += 1;
      numbers.set(fault, last);
    }
    return { ...fault, number: numbers.get(fault) ?? 0, skip, left };
  });

const addFault: Endpoint = ({ service }, { body }) => {
  if (!isObject(body)) throw new AskedWrongly("a fault is an object");
  const { operation, reset } = body;
  const fault: Fault = {
    times: wholeNumber(body.times, "times", 1, 1_000_000) ?? 1,
    nth: wholeNumber(body.nth, "nth", 1, 1_000_000) ?? 1,
    ...(typeof operation === "string" && operation !== "" && { operation }),
    ...((reset === "before" || reset === "after headers") && { reset }),
    ...(body.truncate === true && { truncate: true }),
    ...(typeof body.body === "string" && body.body !== "" && { body: body.body }),
    ...(isObject(body.headers) && Object.keys(body.headers).length > 0 && { headers: headersOf(body.headers) }),
  };
  const status = wholeNumber(body.status, "status", 200, 599);
  const delay = wholeNumber(body.delay, "delay", 1, 600_000);
  const slow = wholeNumber(body.slow, "slow", 1, 600_000);
  if (status !== undefined) fault.status = status;
  if (delay !== undefined) fault.delay = delay;
  if (slow !== undefined) fault.slow = slow;
  const { times, nth, operation: which, ...effects } = fault;
  if (Object.keys(effects).length === 0)
    throw new AskedWrongly("choose a status, a delay, a slow or cut body, or a broken connection");
  try {
    service.faults.add(fault);
  } catch (error) {
    throw new AskedWrongly(error instanceof Error ? error.message : String(error));
  }
};

/** @returns `undefined` where nothing is given */
function wholeNumber(value: unknown, name: string, least: number, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new AskedWrongly(`${name} is a whole number from ${least} to ${most}`);
}

/** What cannot be sent would break the connection of the call that it is for. */
function headersOf(given: object): Record<string, string> {
  const headers = Object.entries(given).map(([name, value]) => [name, String(value)]);
  try {
    return Object.fromEntries(new Headers(Object.fromEntries(headers)));
  } catch {
    throw new AskedWrongly("a header is a name and a value in plain letters, e.g. Retry-After: 2");
  }
}

const removeFault: Endpoint = ({ service }, { body }) => {
  const number = isObject(body) ? Number(body.number) : Number.NaN;
  const found = service.faults.waiting().find(({ fault }) => numbers.get(fault) === number);
  if (found !== undefined) service.faults.remove(found.fault);
};

const clearFaults: Endpoint = ({ service }) => service.faults.clear();

/** Errors as the emulator itself sends them, and some that come from elsewhere. */
const getUsualErrors: Endpoint = (): readonly UsualError[] => [
  ...[
    invalidToken(),
    unauthenticated(),
    scopeMismatch(),
    noPermission("Crm_Implied_View_Leads"),
    unknownPath(),
    tooManyRequests(),
    internalError(),
  ].map(({ status, body }) => ({
    name: body.code,
    status,
    body: JSON.stringify(body, undefined, 2),
    headers: { "Content-Type": "application/json;charset=UTF-8" },
  })),
  {
    name: "a page of a server in between",
    status: 502,
    body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    headers: { "Content-Type": "text/html" },
  },
  { name: "no answer but the status", status: 503, body: "", headers: {} },
  tokenError(200, { error: "invalid_code" }),
  tokenError(400, ACCESS_DENIED),
];

const tokenError = (status: number, body: { readonly error: string }): UsualError => ({
  name: `${body.error} (of tokens)`,
  status,
  body: JSON.stringify(body, undefined, 2),
  headers: { "Content-Type": "application/json;charset=UTF-8" },
});

export const faultEndpoints: Endpoints = {
  "GET /_emulator/errors": getUsualErrors,
  "POST /_emulator/faults": addFault,
  "POST /_emulator/faults/remove": removeFault,
  "POST /_emulator/faults/clear": clearFaults,
};
