import { ResponseError } from "../errors/errors.js";
import { networkError } from "../errors/network-error.js";
import { titleOf } from "../errors/operation-name.js";
import { abortSignal } from "../lifetime/cancellation.js";
import { type EncodedBody, setPhase } from "../request/request.js";
import { FetchResponse } from "./fetch-response.js";
import type { BodyLimits, Transport } from "./transport.js";

/** Sends through the caller's own `fetch`: that of an edge runtime, one behind a proxy, or one of a test. */
export const fetchTransport =
  (fetch: typeof globalThis.fetch, limits: BodyLimits): Transport =>
  async (url, request) => {
    const { method, headers, signal, operation } = request;
    // A fetch does not show when it connects.
    setPhase(request, "answer");
    const idle = request.options.idleTimeout ?? limits.idleTimeout;
    const init: RequestInit & { duplex?: "half" } = { method, headers: { ...headers }, redirect: "manual" };
    if (signal) init.signal = abortSignal(signal);
    if (typeof request.body === "string") init.body = request.body;
    // A fetch may replace a failure of the body with an error of its own.
    let bodyFailure: { readonly cause: unknown } | undefined;
    const onBodyFailure = (cause: unknown) => {
      bodyFailure = { cause };
    };
    if (typeof request.body === "object") Object.assign(init, bodyOf(request.body, onBodyFailure));
    let response: Response;
    try {
      response = await fetch(url, init);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (bodyFailure) throw bodyFailure.cause;
      // The rejection of a fetch does not show how far the request got.
      throw networkError(operation, cause, true, url);
    }
    if (response.type === "opaqueredirect") {
      throw new ResponseError(
        `${titleOf(operation)}: the response is a redirect, and this runtime's fetch does not reveal its target; check the address`,
        { code: "UNEXPECTED_REDIRECT", operation: operation.id },
      );
    }
    const limit = operation.binary && response.ok ? Number.POSITIVE_INFINITY : limits.maxAnswerSize;
    return new FetchResponse(response, request, limit, idle);
  };

/** Content that is at hand is sent as a `Blob`, with its length: no browser sends a stream over HTTP/1.1. */
const bodyOf = (body: EncodedBody, onFailure: (cause: unknown) => void) =>
  body.parts
    ? { body: new Blob(body.parts as Uint8Array<ArrayBuffer>[]) }
    : { body: streamOf(body, onFailure), duplex: "half" };

function streamOf(body: EncodedBody, onFailure: (cause: unknown) => void): ReadableStream<Uint8Array> {
  const iterate = async function* () {
    yield* body.chunks();
  };
  const chunks = iterate();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next().catch((cause: unknown) => {
        onFailure(cause);
        throw cause;
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return();
    },
  });
}
