import { ResponseError } from "./errors.js";

/** Reading side of the web's `Headers`. */
export interface ResponseHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  entries(): Iterable<[string, string]>;
}

/** What the layers need of an answer; the web's `Response` is one. */
export interface HttpResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: ResponseHeaders;
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
}

/** An answer whose body has been read: it can be looked at by several layers, and read again by the caller. */
export class BufferedResponse implements HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #text: string;
  readonly #operation: string;

  constructor(operation: string, status: number, headers: ResponseHeaders, text: string) {
    this.#operation = operation;
    this.status = status;
    this.headers = new DecodedHeaders(headers, text.length);
    // A byte-order mark is not JSON.
    this.#text = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get body(): ReadableStream<Uint8Array> | null {
    return new Blob([this.#text]).stream();
  }

  async text(): Promise<string> {
    return this.#text;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new TextEncoder().encode(this.#text).buffer;
  }

  async json(): Promise<unknown> {
    try {
      return JSON.parse(this.#text);
    } catch (cause) {
      throw unreadable(this.#operation, this.status, this.headers, this.#text, cause);
    }
  }
}

/** The answer is not what the description promises. */
export function unreadable(
  operation: string,
  status: number,
  headers: ResponseHeaders,
  text: string,
  cause?: unknown,
): ResponseError {
  const type = headers.get("content-type") ?? "no content type";
  const excerpt = text.slice(0, 200);
  return new ResponseError(
    text === ""
      ? `${operation}: the answer (HTTP ${status}, ${type}) is empty where JSON was due`
      : `${operation}: the answer (HTTP ${status}, ${type}) is not JSON; it begins with ${JSON.stringify(excerpt)}`,
    { code: "UNREADABLE_ANSWER", operation, status, details: { contentType: type, excerpt }, cause },
  );
}

/** The headers as sent, but the length of the decoded body, which openapi-fetch decides by. */
class DecodedHeaders implements ResponseHeaders {
  readonly #sent: ResponseHeaders;
  readonly #length: number;

  constructor(sent: ResponseHeaders, length: number) {
    this.#sent = sent;
    this.#length = length;
  }

  get(name: string): string | null {
    return name.toLowerCase() === "content-length" ? String(this.#length) : this.#sent.get(name);
  }

  has(name: string): boolean {
    return this.#sent.has(name);
  }

  entries(): Iterable<[string, string]> {
    return this.#sent.entries();
  }
}
