import type { HttpResponse, ResponseHeaders } from "./response.js";

/** A response that calls back when its body has been read to the end, has failed, or was cancelled. */
export class WatchedResponse implements HttpResponse {
  readonly #response: HttpResponse;
  readonly #onDone: () => void;
  #body: ReadableStream<Uint8Array> | null | undefined;

  constructor(response: HttpResponse, onDone: () => void) {
    this.#response = response;
    this.#onDone = onDone;
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
    if (this.#body === undefined) this.#body = this.#response.body && watched(this.#response.body, this.#onDone);
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

function watched(source: ReadableStream<Uint8Array>, onDone: () => void): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
        } catch (error) {
          onDone();
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
