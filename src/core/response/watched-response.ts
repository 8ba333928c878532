import { type HttpResponse, type ResponseHeaders, readBody } from "./response.js";

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

  async read(consume: (chunk: Uint8Array) => void): Promise<void> {
    if (this.#body !== undefined) return readBody({ body: this.#body }, consume);
    const pace = new Pace(this.#watch);
    try {
      await readBody(this.#response, (chunk) => {
        pace.add(chunk);
        consume(chunk);
        pace.wait();
      });
    } finally {
      this.#watch.onDone();
    }
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

/** Measures how fast a body arrives. */
class Pace {
  readonly #watch: Watch;
  #start: number;
  #waited = 0;
  #received = 0;

  constructor(watch: Watch) {
    this.#watch = watch;
    this.#start = watch.now();
  }

  /** From now on, somebody waits for a chunk. */
  wait(): void {
    this.#start = this.#watch.now();
  }

  /** A chunk has arrived. @throws if that took too long */
  add({ byteLength }: Uint8Array): void {
    const { limit, now, tooSlow } = this.#watch;
    // A clock that was set does not count: a single wait ends at the limit by itself.
    this.#waited += Math.min(Math.max(now() - this.#start, 0), limit);
    this.#received += byteLength;
    if (this.#received >= MIN_BYTES) this.#waited = this.#received = 0;
    else if (this.#waited > limit) throw tooSlow();
  }
}

function watched(source: ReadableStream<Uint8Array>, watch: Watch): ReadableStream<Uint8Array> {
  const { onDone } = watch;
  const reader = source.getReader();
  const pace = new Pace(watch);
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          pace.wait();
          const { done, value } = await reader.read();
          if (!done) {
            pace.add(value);
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
