import type { Operation } from "../../src/core/request/options.js";
import type { PreparedRequest } from "../../src/core/request/request.js";
import { BufferedResponse, type HttpResponse } from "../../src/core/response/response.js";
import type { TransportSettings } from "../../src/core/transport/transport.js";

/** Default settings of a transport. */
export const SETTINGS: TransportSettings = {
  maxIdleSockets: 10,
  connectTimeout: 10_000,
  idleTimeout: 30_000,
  maxAnswerSize: 2 ** 20,
  ca: [],
  proxy: undefined,
};

/** An idempotent operation. */
export const READ: Operation = { id: "getThing", idempotent: true };
/** An operation that is not idempotent. */
export const CREATE: Operation = { id: "createThing", idempotent: false };
/** An operation whose response is a file. */
export const FILE: Operation = { id: "downloadThing", idempotent: true, binary: true };

/** A request with defaults for everything that a test does not set. */
export const request = (members: Partial<PreparedRequest> = {}): PreparedRequest => ({
  operation: READ,
  path: "/things",
  method: "GET",
  headers: {},
  body: undefined,
  user: "ann",
  options: {},
  ...members,
});

/** A response as the innermost layer returns it. */
export const httpResponse = (status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpResponse =>
  new BufferedResponse(
    { id: "getThing" },
    status,
    new Headers({ "content-type": "application/json", ...headers }),
    typeof body === "string" ? body : JSON.stringify(body),
  );

/** A promise and the ways to settle it. */
export function deferred<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** The reason with which a promise rejects. */
export const failureOf = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("expected the promise to reject");
};
