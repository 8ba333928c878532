import { ResponseError } from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";
import { withoutSecrets } from "../errors/secrets.js";
import { readJson } from "./json.js";

export { readJson } from "./json.js";

/** The reading half of the web's `Headers`. */
export interface ResponseHeaders {
  get(name: string): string | null;
  has(name: string): boolean;
  entries(): Iterable<[string, string]>;
}

/** The part of the web's `Response` that the layers use. */
export interface HttpResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: ResponseHeaders;
  readonly body: ReadableStream<Uint8Array> | null;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
  json(): Promise<unknown>;
  /** For a response that may be about missing scopes: the scopes of the token that was sent, if they are known. */
  readonly grantedScope?: string | undefined;
  /**
   * Passes the chunks of the body on as they arrive, if that costs less than a stream, which makes the server wait for its
   * reader. What `consume` throws ends the body.
   */
  read?(consume: (chunk: Uint8Array) => void): Promise<void>;
}

/** Reads a body to its end. What `consume` throws ends the body. */
export async function readBody(
  response: Pick<HttpResponse, "body" | "read">,
  consume: (chunk: Uint8Array) => void,
): Promise<void> {
  if (response.read) return response.read(consume);
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    try {
      consume(part.value);
    } catch (error) {
      reader?.cancel(error).catch(() => undefined);
      throw error;
    }
  }
}

/** A response whose body has been received: several layers can read it, and the caller can read it again. */
export class BufferedResponse implements HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #text: string;
  readonly #operation: NamedOperation;

  constructor(operation: NamedOperation, status: number, headers: ResponseHeaders, text: string) {
    this.#operation = operation;
    this.status = status;
    this.headers = new DecodedHeaders(headers, text.length);
    // A byte-order mark is not part of the JSON.
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

  /** Whether a short body contains a word. */
  mentions(word: string): boolean {
    return this.#text.length < 2_000 && this.#text.includes(word);
  }

  /** The parsed JSON, with the exact digits of long integers, or the text if it is not JSON. */
  get content(): unknown {
    try {
      return readJson(this.#text);
    } catch {
      return this.#text;
    }
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new TextEncoder().encode(this.#text).buffer;
  }

  async json(): Promise<unknown> {
    try {
      // An HTML page that happens to parse as JSON is still a page, but plain text may well be JSON.
      const type = this.headers.get("content-type");
      if (type !== null && !/\bjson\b|^\s*(text\/plain\b|$)/i.test(type))
        throw new TypeError("the content type is not JSON");
      return readJson(this.#text);
    } catch (cause) {
      throw unreadable(this.#operation, this.status, this.headers, this.#text, cause);
    }
  }
}

/** The content of a response that has been received; `undefined` for a file. */
export const contentOf = (response: HttpResponse): unknown =>
  response instanceof BufferedResponse ? response.content : undefined;

const UTF_8 = new TextDecoder();

/**
 * The text of a body, without a byte-order mark. It is read as UTF-8, unless the content type names another encoding that
 * the runtime knows.
 * @param utf8 Reads UTF-8, if the runtime has something faster than the web's decoder.
 */
export function readText<Bytes extends Uint8Array>(
  bytes: Bytes,
  headers: ResponseHeaders,
  utf8: (bytes: Bytes) => string = (input) => UTF_8.decode(input),
): string {
  const [, charset = "utf-8"] = /charset\s*=\s*"?([^\s;",]+)/i.exec(headers.get("content-type") ?? "") ?? [];
  if (/^utf-?8$/i.test(charset)) return utf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return utf8(bytes);
  }
}

/**
 * The response is not what the description promises.
 * @param expected What it should have been.
 */
export function unreadable(
  operation: NamedOperation,
  status: number,
  headers: ResponseHeaders,
  text: string,
  cause?: unknown,
  expected = "JSON",
): ResponseError {
  const type = headers.get("content-type") ?? "no content type";
  const excerpt = excerptOf(text);
  return new ResponseError(
    text === ""
      ? `${titleOf(operation)}: the response (HTTP ${status}, ${type}) is empty instead of ${expected}`
      : `${titleOf(operation)}: the response (HTTP ${status}, ${type}) is not ${expected}; it begins with ${JSON.stringify(excerpt)}`,
    { code: "UNREADABLE_ANSWER", operation: operation.id, status, details: { contentType: type, excerpt }, cause },
  );
}

/** The beginning of the text, without secrets and without characters that a terminal would interpret. */
const excerptOf = (text: string): string =>
  withoutSecrets(text.slice(0, 1_000))
    .slice(0, 200)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);

/**
 * The headers as sent, except for the length, which is that of the decoded text. openapi-fetch reads a body whose length is
 * missing as text and parses it itself, which would round long integers, and takes a length of 0 for an empty response only if
 * it did not arrive in chunks.
 */
class DecodedHeaders implements ResponseHeaders {
  readonly #sent: ResponseHeaders;
  readonly #length: number;

  constructor(sent: ResponseHeaders, length: number) {
    this.#sent = sent;
    this.#length = length;
  }

  get(name: string): string | null {
    switch (name.toLowerCase()) {
      case "content-length":
        return String(this.#length);
      case "transfer-encoding":
        return null;
      default:
        return this.#sent.get(name);
    }
  }

  has(name: string): boolean {
    return this.#sent.has(name);
  }

  entries(): Iterable<[string, string]> {
    return this.#sent.entries();
  }
}
