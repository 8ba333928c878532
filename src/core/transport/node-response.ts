import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { tooLarge } from "../errors/network-error.js";
import type { NamedOperation } from "../errors/operation-name.js";
import type { PreparedRequest } from "../request/request.js";
import { Chunks } from "../response/chunks.js";
import { codingsOf, decoders, decodeWhole, isBomb, undecodable } from "../response/encodings.js";
import { type HttpResponse, type ResponseHeaders, readBody, readJson, readText } from "../response/response.js";

const { isAscii, isUtf8, transcode } = process.getBuiltinModule("node:buffer");

/** Reads UTF-8. Text that is not all ASCII is converted via UTF-16, which takes three quarters of the time. */
function utf8(bytes: Buffer): string {
  if (isAscii(bytes) || !isUtf8(bytes)) return bytes.toString("utf8");
  const text = transcode(bytes, "utf8", "utf16le").toString("utf16le");
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The number of bytes of a file that are buffered for a slow reader. */
const READ_AHEAD = 65_536;

/** Maps a connection failure to the error that the caller gets. */
interface FailureSource {
  failure(cause: unknown): unknown;
}

/** A response that is read straight from the socket. */
export class NodeResponse implements HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #incoming: IncomingMessage;
  readonly #operation: NamedOperation;
  readonly #limit: number;
  /** The number of decoded bytes from which a compressed file is suspicious. */
  readonly #plausible: number;
  readonly #source: FailureSource;
  #failure: { readonly error: unknown } | undefined;
  #body: ReadableStream<Uint8Array> | undefined;

  /**
   * @param limit The maximum number of decoded bytes of a response that is not a file.
   * @param source Knows why the connection failed.
   */
  constructor(incoming: IncomingMessage, { operation }: PreparedRequest, limit: number, source: FailureSource) {
    this.status = incoming.statusCode ?? 0;
    this.headers = new NodeHeaders(incoming.headers);
    this.#incoming = incoming;
    this.#operation = operation;
    this.#limit = operation.binary && this.ok ? Number.POSITIVE_INFINITY : limit;
    this.#plausible = limit;
    this.#source = source;
    // The connection may fail before anybody reads the body.
    incoming.once("error", (cause) => {
      this.#failure ??= { error: source.failure(cause) };
    });
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** Always the same stream: two would share the bytes between them. */
  get body(): ReadableStream<Uint8Array> {
    this.#body ??= this.#stream();
    return this.#body;
  }

  text(): Promise<string> {
    return this.#bytes().then((bytes) => readText(bytes, this.headers, utf8));
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes().then((bytes) => new Uint8Array(bytes).buffer);
  }

  async json(): Promise<unknown> {
    return readJson(await this.text());
  }

  get #facts() {
    return { operation: this.#operation, status: this.status };
  }

  #bytes(): Promise<Buffer> {
    if (this.#body !== undefined) return new Response(this.#body).arrayBuffer().then(Buffer.from);
    const encoding = this.#incoming.headers["content-encoding"];
    return encoding === undefined ? this.#received() : this.#decoded(encoding);
  }

  async #decoded(encoding: string): Promise<Buffer> {
    try {
      const codings = codingsOf(encoding, this.#facts);
      return await decodeWhole(await this.#received(), codings, this.#limit, this.#facts);
    } catch (error) {
      this.#incoming.destroy();
      throw error;
    }
  }

  read(consume: (chunk: Uint8Array) => void): Promise<void> {
    const isPlain = this.#body === undefined && this.#incoming.headers["content-encoding"] === undefined;
    return isPlain ? this.#receive(consume, () => undefined) : readBody({ body: this.body }, consume);
  }

  /** The bytes as received. */
  #received(): Promise<Buffer> {
    const chunks = new Chunks<Buffer>(Buffer.concat);
    const consume = (chunk: Buffer) => {
      chunks.add(chunk);
      if (chunks.size > this.#limit) throw tooLarge(this.#facts.operation, this.status, this.#limit);
    };
    return this.#receive(consume, () => chunks.whole());
  }

  /** Reads what arrives. Every call does, and events cost less than iteration. */
  #receive<Result>(consume: (chunk: Buffer) => void, result: () => Result): Promise<Result> {
    const incoming = this.#incoming;
    return new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure.error);
      incoming.on("data", (chunk: Buffer) => {
        try {
          consume(chunk);
        } catch (error) {
          reject(error);
          incoming.destroy();
        }
      });
      incoming.on("end", () => resolve(result()));
      // This is always the last event; after the end it has no meaning.
      incoming.on("close", () => {
        if (incoming.readableEnded) return;
        reject(this.#failure?.error ?? this.#source.failure(new Error("the connection was closed")));
      });
    });
  }

  #stream(): ReadableStream<Uint8Array> {
    const incoming = this.#incoming;
    let source: Readable | undefined;
    let chain: Readable[] = [incoming];
    // A destroyed source may still emit bytes, and a cancelled stream accepts none.
    let isOver = false;
    const end = () => {
      isOver = true;
      for (const stream of chain) stream.destroy();
    };
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          const fail = (error: unknown) => {
            controller.error(error);
            end();
          };
          const close = () => {
            if (!isOver) controller.close();
            isOver = true;
          };
          if (this.#failure) return fail(this.#failure.error);
          const read = (from: Readable, received?: () => number) => {
            source = from;
            let size = 0;
            from.on("data", (chunk: Uint8Array) => {
              if (isOver) return;
              size += chunk.length;
              if (received && isBomb(size, received(), this.#plausible)) {
                return fail(tooLarge(this.#operation, this.status, this.#plausible));
              }
              controller.enqueue(chunk);
              if ((controller.desiredSize ?? 0) <= 0) from.pause();
            });
            from.once("end", close);
          };
          // A connection failure must be reported before the decoder error that it causes.
          incoming.once("error", (cause) => fail(this.#failure?.error ?? cause));
          try {
            const encoding = incoming.headers["content-encoding"];
            const codings = encoding === undefined ? [] : codingsOf(encoding, this.#facts);
            if (codings.length === 0) read(incoming);
            else {
              incoming.once("end", () => source ?? close());
              incoming.once("data", (first: Buffer) => {
                if (isOver) return;
                incoming.pause();
                incoming.unshift(first);
                const streams = decoders(codings, first[0] ?? 0);
                chain = [incoming, ...streams];
                const decoded = streams.reduce<Readable>((from, decoder) => {
                  decoder.on("error", (cause) => fail(this.#failure?.error ?? undecodable(this.#facts, cause)));
                  return from.pipe(decoder);
                }, incoming);
                let received = 0;
                incoming.on("data", (chunk: Buffer) => {
                  received += chunk.length;
                });
                read(decoded, () => received);
              });
            }
            (source ?? incoming).pause();
          } catch (error) {
            fail(error);
          }
        },
        pull: () => {
          (source ?? incoming).resume();
        },
        cancel: end,
      },
      new ByteLengthQueuingStrategy({ highWaterMark: READ_AHEAD }),
    );
  }
}

/** The headers as Node has parsed them, in a plain object that costs less than the web's `Headers`. */
class NodeHeaders implements ResponseHeaders {
  readonly #headers: IncomingHttpHeaders;

  constructor(headers: IncomingHttpHeaders) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    const value = this.#headers[name.toLowerCase()];
    return value === undefined ? null : Array.isArray(value) ? value.join(", ") : value;
  }

  has(name: string): boolean {
    return this.#headers[name.toLowerCase()] !== undefined;
  }

  *entries(): Iterable<[string, string]> {
    for (const name of Object.keys(this.#headers)) yield [name, this.get(name) ?? ""];
  }
}
