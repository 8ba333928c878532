/** A `fetch` that responds in the same process, without a socket. */

import { type HttpRequest, readBody } from "./request.js";
import type { HttpResponse } from "./responses.js";
import { RESET } from "./responses.js";

/** @param respond Responds to a request, and never rejects */
export function localFetch(respond: (request: HttpRequest) => Promise<HttpResponse | typeof RESET>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { signal } = request;
    signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    // Otherwise a body that never ends would be read after the abort, too.
    const sent = request.body === null ? [] : abortable(request.body, signal);
    const body = await unlessAborted(readBody(sent, headers["content-type"]), signal);
    signal.throwIfAborted();
    const responded = respond({ method: request.method, target: pathname + search, headers, body });
    const response = await unlessAborted(responded, signal);
    if (response === RESET)
      throw new TypeError("fetch failed", { cause: new Error("the emulator broke the connection") });
    const { status } = response;
    return new Response(BODILESS.has(status) ? null : bodyOf(response, signal), { status, headers: response.headers });
  };
}

/** Responses with these statuses have no body, even if a fault sets one. */
const BODILESS = new Set([204, 205, 304]);

function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Ends with the signal's reason when it is aborted, and cancels where the parts come from. */
const abortable = <Part>(parts: ReadableStream<Part>, signal: AbortSignal): ReadableStream<Part> =>
  parts.pipeThrough(new TransformStream<Part, Part>(), { signal });

function streamed(begin: NonNullable<HttpResponse["stream"]>): ReadableStream<Uint8Array> {
  let end = () => {};
  return new ReadableStream({
    start(stream) {
      end = begin({
        isReady: () => (stream.desiredSize ?? 0) > 0,
        send: (text) => stream.enqueue(Buffer.from(text)),
      });
    },
    cancel: () => end(),
  });
}

/** The body as a fault delivers it. */
function bodyOf(
  { body, delivery, stream }: HttpResponse,
  signal: AbortSignal,
): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null {
  if (stream !== undefined) return abortable(streamed(stream), signal);
  if (body === undefined) return null;
  const bytes = new Uint8Array(typeof body === "string" ? Buffer.from(body) : body);
  if (delivery === undefined) return bytes;
  const { cut, slow = 0 } = delivery;
  return abortable(
    new ReadableStream({
      async start(stream) {
        await new Promise((wake) => setTimeout(wake, slow).unref());
        if (cut !== "after headers")
          stream.enqueue(cut === undefined ? bytes : bytes.subarray(0, bytes.byteLength / 2));
        if (cut === undefined) stream.close();
        else stream.error(new TypeError("terminated"));
      },
    }),
    signal,
  );
}
