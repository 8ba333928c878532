import type { LoggedRequest } from "../request-log.js";
import type { Endpoint, Endpoints } from "./endpoint.js";

/** The most entries of one answer: those are the newest. */
const MOST = 500;

/** A request as the page knows it: with a number, which rises. */
export interface NumberedRequest extends LoggedRequest {
  readonly number: number;
}

const numbers = new WeakMap<LoggedRequest, number>();
let last = 0;

/** What came after the request with the number `after`. The log may be cut at both ends meanwhile. */
const getRequests: Endpoint = ({ service: { requests } }, { query }): readonly NumberedRequest[] => {
  const after = Number(query.get("after")) || 0;
  let start = requests.length;
  while (start > 0 && !numbers.has(requests[start - 1] as LoggedRequest)) start -= 1;
  for (const request of requests.slice(start)) {
    last += 1;
    numbers.set(request, last);
  }
  return requests
    .slice(-MOST)
    .map((request) => ({ ...request, number: numbers.get(request) ?? 0 }))
    .filter(({ number }) => number > after);
};

const clearRequests: Endpoint = ({ service }) => {
  service.requests.length = 0;
};

export const requestEndpoints: Endpoints = {
  "GET /_emulator/requests": getRequests,
  "POST /_emulator/requests/clear": clearRequests,
};
