import type { LoggedRequest } from "../calls/request-log.js";
import { AskedWrongly, type Endpoint, type Endpoints } from "./endpoint.js";

/** The most entries that are told at once: those are the newest. */
const MOST = 500;
/** More of a path is seen with the whole request. */
const PATH_LENGTH = 500;

/** A line of the log. Its number rises; the whole is asked for by it. */
export interface RequestLine extends Pick<LoggedRequest, "method" | "path" | "operation" | "status"> {
  readonly number: number;
}

/** What is new in the log. */
export interface NewRequests {
  /** Number of the oldest entry that the log has still, or will have. */
  readonly oldest: number;
  /** Number of the latest one. */
  readonly newest: number;
  readonly added: readonly RequestLine[];
}

const numbers = new WeakMap<LoggedRequest, number>();
let last = 0;

/** What came after the request with the number `after`. The log may be cut at both ends meanwhile. */
export function requestsSince(log: readonly LoggedRequest[], after: number): NewRequests {
  let start = log.length;
  while (start > 0 && !numbers.has(log[start - 1] as LoggedRequest)) start -= 1;
  for (const request of log.slice(start)) {
    last += 1;
    numbers.set(request, last);
  }
  const added: RequestLine[] = [];
  for (const request of log.slice(-MOST)) {
    const number = numbers.get(request) ?? 0;
    if (number > after) added.push(lineOf(request, number));
  }
  const [oldest] = log;
  return {
    oldest: (oldest && numbers.get(oldest)) ?? last + 1,
    newest: Math.max(after, added.at(-1)?.number ?? 0),
    added,
  };
}

const lineOf = ({ method, path, operation, status }: LoggedRequest, number: number): RequestLine => ({
  number,
  method,
  path: path.length > PATH_LENGTH ? `${path.slice(0, PATH_LENGTH)}…` : path,
  operation,
  status,
});

const getRequest: Endpoint = ({ service }, { query }): LoggedRequest => {
  const number = Number(query.get("number"));
  const found = service.requests.findLast((request) => numbers.get(request) === number);
  if (found === undefined) throw new AskedWrongly("the log no longer has this request");
  return found;
};

const clearRequests: Endpoint = ({ service }) => {
  service.requests.length = 0;
};

export const requestEndpoints: Endpoints = {
  "GET /_emulator/request": getRequest,
  "POST /_emulator/requests/clear": clearRequests,
};
