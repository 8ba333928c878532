import type { LoggedRequest } from "../calls/request-log.js";
import type { NewRequests, RequestSummary } from "./contract.js";
import { BadRequest, type Endpoint, type Endpoints } from "./endpoint.js";

/** The maximum number of entries in one event: the newest ones. */
const MAX_ENTRIES = 500;
/** Longer paths are cut in a summary. */
const MAX_PATH_LENGTH = 500;

const numbers = new WeakMap<LoggedRequest, number>();
let last = 0;

/**
 * What the log gained after the request with the number `after`. Programs may remove entries at both ends of the log.
 *
 * @returns `newest` is the number to pass as `after` the next time
 */
export function requestsSince(log: readonly LoggedRequest[], after: number): NewRequests & { readonly newest: number } {
  let start = log.length;
  while (start > 0 && !numbers.has(log[start - 1] as LoggedRequest)) start -= 1;
  for (const request of log.slice(start)) {
    last += 1;
    numbers.set(request, last);
  }
  const added: RequestSummary[] = [];
  for (const request of log.slice(-MAX_ENTRIES)) {
    const number = numbers.get(request) ?? 0;
    if (number > after) added.push(summarize(request, number));
  }
  const [oldest] = log;
  return {
    oldest: (oldest && numbers.get(oldest)) ?? last + 1,
    newest: Math.max(after, added.at(-1)?.number ?? 0),
    added,
  };
}

const summarize = (
  { method, path, operation, name, status, time, duration, call }: LoggedRequest,
  number: number,
): RequestSummary => ({
  number,
  method,
  path: path.length > MAX_PATH_LENGTH ? `${path.slice(0, MAX_PATH_LENGTH)}…` : path,
  operation,
  name,
  status,
  time,
  duration,
  call,
});

const getRequest: Endpoint<"GET request"> = ({ service }, { query }) => {
  const number = Number(query.get("number"));
  const found = service.requests.findLast((request) => numbers.get(request) === number);
  if (found === undefined) throw new BadRequest("this request is no longer in the log");
  return found;
};

const clearRequests: Endpoint<"POST requests/clear"> = ({ service }) => {
  service.requests.length = 0;
};

export const requestEndpoints = {
  "GET request": getRequest,
  "POST requests/clear": clearRequests,
} satisfies Partial<Endpoints>;
