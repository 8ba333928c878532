import { messageOf } from "../../core/kind.js";
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
import type { SampleError, WaitingFault } from "./contract.js";
import { BadRequest, type ConsoleContext, type Endpoint, type Endpoints } from "./endpoint.js";

const numbers = new WeakMap<Fault, number>();
let last = 0;

export const waitingFaults = ({ service }: ConsoleContext): readonly WaitingFault[] =>
  service.faults.waiting().map(({ fault, skip, left }) => {
    if (!numbers.has(fault)) {
      last += 1;
      numbers.set(fault, last);
    }
    return { ...fault, number: numbers.get(fault) ?? 0, skip, left };
  });

const addFault: Endpoint<"POST faults"> = ({ service }, { body }) => {
  if (!isObject(body)) throw new BadRequest("a fault must be an object");
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
    throw new BadRequest("choose a status, a delay, a slow or truncated body, or a broken connection");
  try {
    service.faults.add(fault);
  } catch (error) {
    throw new BadRequest(messageOf(error));
  }
};

/** @returns `undefined` for a missing value */
function wholeNumber(value: unknown, name: string, min: number, max: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new BadRequest(`${name} must be a whole number from ${min} to ${max}`);
}

/** Rejects headers that cannot be sent: they would break the connection of the call that the fault hits. */
function headersOf(given: object): Record<string, string> {
  const headers = Object.entries(given).map(([name, value]) => [name, String(value)]);
  try {
    return Object.fromEntries(new Headers(Object.fromEntries(headers)));
  } catch {
    throw new BadRequest("a header must be a name and a value in ASCII, e.g. Retry-After: 2");
  }
}

const removeFault: Endpoint<"POST faults/remove"> = ({ service }, { body }) => {
  const number = isObject(body) ? Number(body.number) : Number.NaN;
  const found = service.faults.waiting().find(({ fault }) => numbers.get(fault) === number);
  if (found !== undefined) service.faults.remove(found.fault);
};

const clearFaults: Endpoint<"POST faults/clear"> = ({ service }) => service.faults.clear();

/** Errors that the emulator itself sends, and some that a proxy or the accounts server would send. */
const getSampleErrors: Endpoint<"GET errors"> = () => [
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
    name: "HTML page of a proxy",
    status: 502,
    body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    headers: { "Content-Type": "text/html" },
  },
  { name: "status without a body", status: 503, body: "", headers: {} },
  tokenError(200, { error: "invalid_code" }),
  tokenError(400, ACCESS_DENIED),
];

const tokenError = (status: number, body: { readonly error: string }): SampleError => ({
  name: `${body.error} (tokens)`,
  status,
  body: JSON.stringify(body, undefined, 2),
  headers: { "Content-Type": "application/json;charset=UTF-8" },
});

export const faultEndpoints = {
  "GET errors": getSampleErrors,
  "POST faults": addFault,
  "POST faults/remove": removeFault,
  "POST faults/clear": clearFaults,
} satisfies Partial<Endpoints>;
