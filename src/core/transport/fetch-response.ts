import { isCrmError } from "../errors/errors.js";
import { idleTimeout, networkError, tooLarge } from "../errors/network-error.js";
import type { PreparedRequest } from "../request/request.js";
import { Chunks, joined } from "../response/chunks.js";
import { type HttpResponse, type ResponseHeaders, readJson, readText } from "../response/response.js";

/** The response of a `fetch`, with the same limits as one that is read from a socket. */
export class FetchResponse implements HttpResponse {
  readonly #response: Response;
  readonly #request: PreparedRequest;
  readonly #limit: number;
  readonly #idleLimit: number;
  #body: ReadableStream<Uint8Array> | null | undefined;

  /**
   * @param limit The maximum number of bytes that are held in memory.
   * @param idle Milliseconds without a byte.
   */
  constructor(response: Response, request: PreparedRequest, limit: number, idle: number) {
    this.#response = response;
    this.#request = request;
    this.#limit = limit;
    this.#idleLimit = idle;
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

  /** Always the same stream. */
  get body(): ReadableStream<Uint8Array> | null {
    if (this.#body === undefined) this.#body = this.#response.body && this.#watched(this.#response.body);
    return this.#body;
  }

  async text(): Promise<string> {
    return readText(new Uint8Array(await this.arrayBuffer()), this.headers);
  }

  async json(): Promise<unknown> {
    return readJson(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    if (this.body === null) return new ArrayBuffer(0);
    const reader = this.body.getReader();
    const chunks = new Chunks<Uint8Array>(joined);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      chunks.add(part.value);
      if (chunks.size > this.#limit) {
        await reader.cancel().catch(() => undefined);
        throw tooLarge(this.#request.operation, this.status, this.#limit);
      }
    }
    const whole = chunks.whole();
    // A single chunk may be a part of a larger buffer.
    const isPart = whole.byteLength < whole.buffer.byteLength;
    return (isPart ? whole.slice() : whole).buffer as ArrayBuffer;
  }

  #watched(source: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = source.getReader();
    const { operation, signal } = this.#request;
    const expected = lengthOf(this.headers);
    let size = 0;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          try {
            const { done, value } = await this.#withIdleTimeout(reader.read());
            if (!done) {
              size += value.byteLength;
              return controller.enqueue(value);
            }
            if (expected !== undefined && size !== expected) {
              throw networkError(operation, new Error(`${size} of ${expected} bytes arrived`), true);
            }
            controller.close();
          } catch (cause) {
            reader.cancel().catch(() => undefined);
            if (signal?.aborted) throw signal.reason;
            throw isCrmError(cause) ? cause : networkError(operation, cause, true);
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }

  #withIdleTimeout<T>(reading: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(idleTimeout(this.#request.operation, this.#idleLimit)), this.#idleLimit);
      reading.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

/** The expected length, if the bytes that a fetch returns are the bytes that were sent. */
function lengthOf(headers: ResponseHeaders): number | undefined {
  const length = headers.get("content-length");
  const encoding = headers.get("content-encoding");
  return length === null || !/^\d+$/.test(length) || (encoding !== null && encoding !== "identity")
    ? undefined
    : Number(length);
}
