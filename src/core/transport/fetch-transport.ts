import { ResponseError } from "../errors/errors.js";
import { networkError } from "../errors/network-error.js";
import { abortSignal } from "../lifetime/cancellation.js";
import { type EncodedBody, enter } from "../request/request.js";
import { FetchResponse } from "./fetch-response.js";
import type { BodyLimits, Transport } from "./transport.js";

/** Sends through a `fetch` of the caller's: an edge runtime's, one behind a proxy, or a test's. */
export const fetchTransport =
  (fetch: typeof globalThis.fetch, limits: BodyLimits): Transport =>
  async (url, request) => {
    const { method, headers, signal, operation } = request;
    // What a fetch does about connections is not to be seen.
    enter(request, "answer");
    const idle = request.options.idleTimeout ?? limits.idleTimeout;
    const init: RequestInit & { duplex?: "half" } = { method, headers: { ...headers }, redirect: "manual" };
    if (signal) init.signal = abortSignal(signal);
    if (typeof request.body === "string") init.body = request.body;
    // A fetch may hide what went wrong with the body in an error of its own.
    let broken: { readonly cause: unknown } | undefined;
    const onFailure = (cause: unknown) => {
      broken = { cause };
    };
    if (typeof request.body === "object") {
      Object.assign(init, { body: streamOf(request.body, onFailure), duplex: "half" });
    }
    let response: Response;
    try {
      response = await fetch(url, init);
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (broken) throw broken.cause;
      // What fetch rejects with does not tell how far the request came.
      throw networkError(operation.id, cause, true);
    }
    if (response.type === "opaqueredirect") {
      throw new ResponseError(
        `${operation.id}: the answer leads elsewhere, and this runtime's fetch does not tell where; check the address`,
        { code: "UNEXPECTED_REDIRECT", operation: operation.id },
      );
    }
    const limit = operation.binary && response.ok ? Number.POSITIVE_INFINITY : limits.maxAnswerSize;
    return new FetchResponse(response, request, limit, idle);
  };

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
