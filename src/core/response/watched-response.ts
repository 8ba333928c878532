import type { HttpResponse, ResponseHeaders } from "./response.js";

/** What a body is watched for. */
export interface Watch {
  /** Milliseconds in which at least {@link MIN_BYTES} must arrive while somebody waits for them. */
  readonly limit: number;
  /** Milliseconds. */
  readonly now: () => number;
  /** The body has been read to its end, has failed, or was cancelled. */
  readonly onDone: () => void;
  /** The failure of a body that arrives too slowly. */
  readonly tooSlow: () => unknown;
}

/** A body that is slower than this drips: without a limit, one byte now and then would keep a call forever. */
export const MIN_BYTES = 1_000;

/** A response whose body is watched until its end. */
export class WatchedResponse implements HttpResponse {
  readonly #response: HttpResponse;
  readonly #watch: Watch;
  #body: ReadableStream<Uint8Array> | null | undefined;

  constructor(response: HttpResponse, watch: Watch) {
    this.#response = response;
    this.#watch = watch;
  }

  get status(): number {
    return this.#response.status;
  }

  get ok(): boolean {
    return this.#response.ok;
  }

  get headers(): ResponseHeaders {
    return this.#response.headers;
  }

  get body(): ReadableStream<Uint8Array> | null {
    if (this.#body === undefined) this.#body = this.#response.body && watched(this.#response.body, this.#watch);
    return this.#body;
  }

  // All of these read the same stream, so its end is noticed however the body is read.
  text(): Promise<string> {
    return new Response(this.body).text();
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.body).arrayBuffer();
  }

  json(): Promise<unknown> {
    return new Response(this.body).json();
  }
}

function watched(source: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
  const { limit, now, onDone, tooSlow } = watch;
  const reader = source.getReader();
  let waited = 0;
  let received = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const start = now();
          const { done, value } = await reader.read();
          if (!done) {
            // A clock that was set does not count: a single wait ends at the limit by itself.
            waited += Math.min(Math.max(now() - start, 0), limit);
            received += value.byteLength;
            if (received >= MIN_BYTES) waited = received = 0;
            else if (waited > limit) throw tooSlow();
            return controller.enqueue(value);
          }
        } catch (error) {
          onDone();
          reader.cancel(error).catch(() => undefined);
          throw error;
        }
        onDone();
        controller.close();
      },
      cancel(reason) {
        onDone();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
