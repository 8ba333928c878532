import { ResponseError } from "../errors/errors.js";
import { readJson } from "./json.js";

export { readJson } from "./json.js";

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
      // A page that happens to be JSON is still a page; a text without a better name may well be JSON.
      const type = this.headers.get("content-type");
      if (type !== null && !/\bjson\b|^\s*(text\/plain\b|$)/i.test(type)) throw new TypeError("not a type of JSON");
      return readJson(this.#text);
    } catch (cause) {
      throw unreadable(this.#operation, this.status, this.headers, this.#text, cause);
    }
  }
}

const UTF_8 = new TextDecoder();

/**
 * The text of a body, without a byte-order mark; in UTF-8, unless its type names another encoding that is known.
 * @param utf8 Reads UTF-8, where the runtime has something faster than the web's decoder.
 */
export function readText<Bytes extends Uint8Array>(
  bytes: Bytes,
  headers: ResponseHeaders,
  utf8: (bytes: Bytes) => string = (given) => UTF_8.decode(given),
): string {
  const [, charset = "utf-8"] = /charset\s*=\s*"?([^\s;",]+)/i.exec(headers.get("content-type") ?? "") ?? [];
  if (/^utf-?8$/i.test(charset)) return utf8(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return utf8(bytes);
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
  const excerpt = excerptOf(text);
  return new ResponseError(
    text === ""
      ? `${operation}: the answer (HTTP ${status}, ${type}) is empty where JSON was due`
      : `${operation}: the answer (HTTP ${status}, ${type}) is not JSON; it begins with ${JSON.stringify(excerpt)}`,
    { code: "UNREADABLE_ANSWER", operation, status, details: { contentType: type, excerpt }, cause },
  );
}

/** What a text begins with: nothing secret, and nothing that a terminal would act upon. */
const excerptOf = (text: string): string =>
  text
    .slice(0, 1_000)
    .replace(/(_token"\s*:\s*")[^"]*|(Zoho-oauthtoken\s+)\S+|\b1000\.[\w.]{8,}/gi, "$1$2[removed]")
    .slice(0, 200)
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]/gu, (found) => `\\u{${found.codePointAt(0)?.toString(16)}}`);

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
