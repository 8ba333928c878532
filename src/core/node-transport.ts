import http from "node:http";
import https from "node:https";
import { pipeline, Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { networkError } from "./network-error.js";
import { enter } from "./progress.js";
import type { PreparedRequest } from "./request.js";
import type { HttpResponse, ResponseHeaders } from "./response.js";
import type { Transport } from "./send.js";

/** A {@link Transport} over sockets of its own, and the way to close them. */
export interface NodeTransport {
  readonly send: Transport;
  close(): void;
}

/**
 * Sends over `node:http` and `node:https` with a pool of kept-alive connections. Idle ones do not keep the program
 * running.
 * @param maxSockets Connections to one host at the most.
 */
export function createNodeTransport(maxSockets: number): NodeTransport {
  const options = { keepAlive: true, maxSockets, scheduling: "lifo" } as const;
  const plain = new http.Agent(options);
  const secure = new https.Agent(options);
  const underWay = new Set<(reason: Error) => void>();

  return {
    send: (url, request) =>
      url.startsWith("https:")
        ? exchange(https, secure, url, request, underWay)
        : exchange(http, plain, url, request, underWay),
    close() {
      for (const end of underWay) end(new Error("the client was closed"));
      plain.destroy();
      secure.destroy();
    },
  };
}

function exchange(
  protocol: typeof http | typeof https,
  agent: http.Agent,
  url: string,
  request: PreparedRequest,
  underWay: Set<(reason: Error) => void>,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const { signal, body, operation } = request;
    if (signal?.aborted) return reject(signal.reason);
    let connected = false;
    enter(request, "connection");
    const onConnect = () => {
      connected = true;
      enter(request, "answer");
    };
    let answered = false;
    const outgoing = protocol.request(url, { method: request.method, headers: headersOf(request), agent });
    // Where there is no connection yet, the request itself would tell only when it gets one.
    const onAbort = () => {
      reject(signal?.reason);
      outgoing.destroy(new Error("cancelled"));
    };
    const onClose = (reason: Error) => {
      reject(networkError(operation.id, reason, connected));
      outgoing.destroy(reason);
    };
    signal?.addEventListener("abort", onAbort, { once: true });
    underWay.add(onClose);

    outgoing.on("socket", (socket) => {
      if (socket.connecting) socket.once(protocol === https ? "secureConnect" : "connect", onConnect);
      else onConnect();
    });
    outgoing.on("error", (cause) => {
      reject(signal?.aborted ? signal.reason : networkError(operation.id, cause, connected));
    });
    // Always the last of its events; for an answer that is none, such as a switch of protocols, the only one.
    outgoing.on("close", () => {
      signal?.removeEventListener("abort", onAbort);
      underWay.delete(onClose);
      if (!answered) {
        reject(networkError(operation.id, new Error("the connection was closed without an answer"), connected));
      }
    });
    outgoing.on("response", (incoming) => {
      answered = true;
      incoming.once("end", () => {
        // Nobody reads the rest of this upload; it would wait, and hold the connection, for ever.
        if (!outgoing.writableFinished) outgoing.destroy();
      });
      resolve(new NodeResponse(operation.id, incoming, signal));
    });

    if (body === undefined || typeof body === "string") outgoing.end(body);
    else {
      // A failure of the connection is reported by the request itself, one of the body by the body.
      const chunks = Readable.from(reporting(body.chunks(), reject), { objectMode: false });
      pipeline(chunks, outgoing, (cause) => cause && outgoing.destroy(cause));
    }
  });
}

/** The same chunks; what their source throws is told first, before it becomes an end of the connection. */
async function* reporting(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  report: (cause: unknown) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* chunks;
  } catch (cause) {
    report(cause);
    throw cause;
  }
}

function headersOf({ operation, headers, body }: PreparedRequest): Record<string, string> {
  const length = typeof body === "string" ? Buffer.byteLength(body) : body?.length;
  return {
    "user-agent": "zcrm",
    // A file comes as it is, so that its length is known.
    "accept-encoding": operation.binary ? "identity" : "gzip, deflate, br",
    ...(length !== undefined && { "content-length": String(length) }),
    ...headers,
  };
}

/** An answer that is read straight from the socket. */
class NodeResponse implements HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly #operation: string;
  readonly #incoming: http.IncomingMessage;
  readonly #signal: AbortSignal | undefined;
  #body: ReadableStream<Uint8Array> | undefined;

  constructor(operation: string, incoming: http.IncomingMessage, signal: AbortSignal | undefined) {
    this.status = incoming.statusCode ?? 0;
    this.headers = new NodeHeaders(incoming.headers);
    this.#operation = operation;
    this.#incoming = incoming;
    this.#signal = signal;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  /** One stream, however often it is asked for: two would share the bytes between them. */
  get body(): ReadableStream<Uint8Array> {
    if (this.#body === undefined) {
      const chunks = Readable.from(this.#chunks(), { objectMode: false });
      // One who cancels before the first byte never enters the generator, which would do this.
      chunks.once("close", () => this.#incoming.destroy());
      this.#body = Readable.toWeb(chunks) as ReadableStream<Uint8Array>;
    }
    return this.#body;
  }

  async text(): Promise<string> {
    return (await this.#buffer()).toString("utf8");
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return new Uint8Array(await this.#buffer()).buffer;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async #buffer(): Promise<Buffer> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of this.#body ?? this.#chunks()) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async *#chunks(): AsyncGenerator<Buffer, void, undefined> {
    const incoming = this.#incoming;
    const decoder = DECODERS.get(incoming.headers["content-encoding"]?.trim().toLowerCase() ?? "")?.();
    try {
      // The failure of either end surfaces in whoever reads the result.
      yield* decoder === undefined ? incoming : pipeline(incoming, decoder, () => undefined);
    } catch (cause) {
      // No bytes at all are not well compressed, but they are an empty answer.
      if (decoder?.bytesWritten === 0 && incoming.complete) return;
      throw this.#signal?.aborted ? this.#signal.reason : networkError(this.#operation, cause, true);
    }
  }
}

const DECODERS = new Map([
  ["gzip", createGunzip],
  ["deflate", createInflate],
  ["br", createBrotliDecompress],
]);

/** The headers as node has parsed them; they stay a plain object, which is cheaper than the web's class. */
class NodeHeaders implements ResponseHeaders {
  readonly #headers: http.IncomingHttpHeaders;

  constructor(headers: http.IncomingHttpHeaders) {
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
