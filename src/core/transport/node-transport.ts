import type http from "node:http";
import type https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type tls from "node:tls";
import type { TimeoutError } from "../errors/errors.js";
import { connectTimeout, idleTimeout, networkError } from "../errors/network-error.js";
import { clientClosed, type Entry, Lifetime } from "../lifetime/lifetime.js";
import { enter, type PreparedRequest } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { NodeResponse } from "./node-response.js";
import { openTunnel, type Tunnel } from "./proxy.js";
import { goesThrough } from "./proxy-choice.js";
import type { Transport, TransportSettings } from "./transport.js";

const { Agent: PlainAgent, request: plainRequest } = process.getBuiltinModule("node:http");
const { Agent: SecureAgent, request: secureRequest } = process.getBuiltinModule("node:https");
const { pipeline, Readable } = process.getBuiltinModule("node:stream");
const { createSecureContext, rootCertificates } = process.getBuiltinModule("node:tls");

/** A {@link Transport} over sockets of its own, and the way to close them. */
export interface NodeTransport {
  readonly send: Transport;
  close(): void;
}

/**
 * Sends over `node:http` and `node:https` with a pool of kept-alive connections. Idle ones do not keep the program
 * running.
 */
export function createNodeTransport(settings: TransportSettings): NodeTransport {
  const pool = new Pool(settings);
  return {
    send: (url, request) => new Promise((resolve, reject) => new Exchange(pool, url, request, resolve, reject)),
    close: () => pool.close(),
  };
}

/** What a request tells the agent of itself, beside the options of Node; a socket holds on to these for its life. */
type Asked = https.RequestOptions & { readonly exchange?: WeakRef<Exchange> };

/** The connections of one client, and the calls that are under way. */
class Pool {
  readonly settings: TransportSettings;
  /** Of the exchanges. */
  readonly lifetime = new Lifetime();
  readonly plain: http.Agent;
  readonly secure: https.Agent;
  readonly #tunnels = new Set<Tunnel>();
  readonly #servers = new Map<string, Target>();

  constructor(settings: TransportSettings) {
    this.settings = settings;
    const { maxSockets, ca, proxy, idleTimeout: timeout } = settings;
    // Made once: reading the built-in authorities takes longer than a connection.
    const secureContext = ca.length > 0 ? createSecureContext({ ca: [...rootCertificates, ...ca] }) : undefined;
    const options = { keepAlive: true, maxSockets, scheduling: "lifo", timeout } as const;
    this.plain = new PlainAgent(options);
    // Said outright, so that no environment variable switches it off.
    this.secure = new SecureAgent({ ...options, rejectUnauthorized: true, ...(secureContext && { secureContext }) });
    // All connections to a host are alike here, and Node's own name for them is long and made three times in every call.
    for (const agent of [this.plain, this.secure]) agent.getName = ({ host, port } = {}) => `${host}:${port}`;
    if (proxy === undefined) return;
    for (const agent of [this.plain, this.secure]) {
      const direct = Reflect.get(agent, "createConnection") as (asked: Asked, done: Done) => Duplex;
      const connect = (asked: Asked, done: Done): Duplex | undefined => {
        const host = String(asked.host);
        const port = Number(asked.port);
        if (!goesThrough(proxy, host, port)) return direct.call(agent, asked, done);
        const secured = agent === this.secure ? { ...asked, servername: asked.servername ?? host } : undefined;
        const tunnel = openTunnel(proxy, { host, port, tls: secured as tls.ConnectionOptions }, secureContext);
        // An agent may make a connection for a call that waits with the options of one that is over.
        const exchange = asked.exchange?.deref();
        const late = Object.assign(new Error("no connection"), { code: "CONNECT_TIMEOUT" });
        const allowed = exchange?.request.options.connectTimeout ?? settings.connectTimeout;
        const timer = setTimeout(() => tunnel.cancel(late), allowed);
        const settle: Done = (cause, socket) => {
          clearTimeout(timer);
          this.#tunnels.delete(tunnel);
          done(cause, socket);
        };
        this.#tunnels.add(tunnel);
        exchange?.waitFor(tunnel);
        tunnel.socket.then((socket) => settle(null, socket), settle);
        return undefined;
      };
      Object.assign(agent, { createConnection: connect });
    }
  }

  /**
   * Where a request goes, as Node takes it. Only the first of each host is parsed, and those whose path an address would
   * write in another way.
   */
  targetOf(url: string): Target {
    const end = url.indexOf("/", "https://".length);
    const path = url.slice(end);
    if (!PLAIN_PATH.test(path)) return parsed(url);
    const origin = url.slice(0, end);
    let server = this.#servers.get(origin);
    if (server === undefined) {
      server = parsed(url);
      this.#servers.set(origin, server);
    }
    return { hostname: server.hostname, port: server.port, path };
  }

  /** Kept connections die together: where one turned out to be dead, no other is tried. */
  dropIdle(agent: http.Agent): void {
    for (const sockets of Object.values(agent.freeSockets)) for (const idle of [...(sockets ?? [])]) idle.destroy();
  }

  close(): void {
    this.lifetime.close();
    for (const tunnel of [...this.#tunnels]) tunnel.cancel(new Error("cancelled"));
    this.plain.destroy();
    this.secure.destroy();
  }
}

/** Host, port, and path with query. */
type Target = Required<Pick<http.RequestOptions, "hostname" | "port" | "path">>;

/** A path that stays as it is when it is read as a part of an address. */
const PLAIN_PATH = /^(?:\/(?!\.)[\w\-.~!$&'()*+,;=:@%]*)+(?:\?[\w\-.~!$&()*+,;=:@%/?]*)?$/;

function parsed(url: string): Target {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  return {
    hostname: hostname.replace(/^\[|\]$/g, ""),
    port: port || (protocol === "https:" ? 443 : 80),
    path: pathname + search,
  };
}

type Done = (cause: Error | null, socket?: Duplex) => void;

/** One request on its way, and its answer until the last byte. */
class Exchange {
  readonly request: PreparedRequest;
  readonly #pool: Pool;
  readonly #agent: http.Agent;
  readonly #outgoing: http.ClientRequest;
  readonly #reject: (reason: unknown) => void;
  readonly #idle: number;
  readonly #entry: Entry;
  #timer: NodeJS.Timeout | undefined;
  #tunnel: Tunnel | undefined;
  #incoming: http.IncomingMessage | undefined;
  #isConnected = false;
  /** Whether the socket itself tells of silence, beside the request. */
  #isWatching = false;
  /** Why it was ended on purpose. */
  #reason: { readonly error: unknown } | undefined;

  constructor(
    pool: Pool,
    url: string,
    request: PreparedRequest,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    const { signal, body, operation } = request;
    const { settings } = pool;
    if (signal?.aborted) throw signal.reason;
    if (pool.lifetime.isClosed) throw clientClosed(operation.id, false);
    const isSecure = url.startsWith("https:");
    enter(request, "connection");
    this.request = request;
    this.#pool = pool;
    this.#agent = isSecure ? pool.secure : pool.plain;
    this.#reject = reject;
    this.#idle = request.options.idleTimeout ?? settings.idleTimeout;
    const asked: Asked = {
      method: request.method,
      headers: headersOf(request),
      agent: this.#agent,
      ...(settings.proxy && { exchange: new WeakRef(this) }),
      ...(this.#idle !== settings.idleTimeout && { timeout: this.#idle }),
    };
    this.#outgoing = (isSecure ? secureRequest : plainRequest)({ ...pool.targetOf(url), ...asked });
    signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#entry = pool.lifetime.add(this);

    this.#outgoing.on("socket", this.#onSocket);
    this.#outgoing.on("timeout", this.#onSilence);
    this.#outgoing.on("error", (cause) => reject(this.failure(cause)));
    // Always the last of its events; for an answer that is none, such as a switch of protocols, the only one.
    this.#outgoing.on("close", () => {
      this.#leave();
      if (!this.#incoming) reject(this.failure(new Error("the connection was closed without an answer")));
    });
    this.#outgoing.on("response", (incoming) => {
      this.#incoming = incoming;
      incoming.once("end", () => {
        // Nobody reads the rest of this upload; it would wait, and hold the connection, for ever.
        if (!this.#outgoing.writableFinished) this.#outgoing.destroy();
      });
      resolve(new NodeResponse(incoming, request, settings.maxAnswerSize, (cause) => this.failure(cause)));
    });

    if (body === undefined || typeof body === "string") this.#outgoing.end(body);
    else {
      // A failure of the connection is reported by the request itself, one of the body by the body.
      const chunks = Readable.from(reporting(body.chunks(), reject), { objectMode: false });
      pipeline(chunks, this.#outgoing, (cause) => cause && this.#outgoing.destroy(cause));
    }
  }

  /** A connection through a proxy, which comes late. */
  waitFor(tunnel: Tunnel): void {
    if (!this.#isConnected) this.#tunnel = tunnel;
  }

  /** Ends the exchange: the call, or whoever reads its answer, is told this reason. */
  end(error: unknown): void {
    this.#reason ??= { error };
    this.#reject(this.#reason.error);
    this.#tunnel?.cancel(new Error("cancelled"));
    this.#outgoing.destroy(new Error("cancelled"));
  }

  close(): void {
    this.end(clientClosed(this.request.operation.id, this.#isConnected));
  }

  /** What a failure means: what it was ended for, or that the connection broke. */
  failure(cause: unknown): unknown {
    if (this.#reason) return this.#reason.error;
    if (Reflect.get(Object(cause), "code") === "CONNECT_TIMEOUT") return this.#tooLate();
    if (this.#outgoing.reusedSocket && !this.#incoming) this.#pool.dropIdle(this.#agent);
    return networkError(this.request.operation.id, cause, this.#isConnected);
  }

  get #allowed(): number {
    return this.request.options.connectTimeout ?? this.#pool.settings.connectTimeout;
  }

  #tooLate(): TimeoutError {
    return connectTimeout(this.request.operation.id, this.#allowed);
  }

  #onSocket = (socket: Socket): void => {
    // A tunnel is made secure before it is handed over.
    if (isOpen(socket)) this.#onConnected();
    else {
      this.#timer = setTimeout(() => this.end(this.#tooLate()), this.#allowed);
      socket.once(this.#agent === this.#pool.secure ? "secureConnect" : "connect", this.#onConnected);
    }
  };

  #onConnected = (): void => {
    this.#isConnected = true;
    enter(this.request, "answer");
    this.#tunnel = undefined;
    clearTimeout(this.#timer);
  };

  #onAbort = (): void => this.end(this.request.signal?.reason);

  /** No byte came or went for a while: it is up to the other side, or its answer is simply waited for. */
  #onSilence = (): void => {
    const { socket, writableFinished } = this.#outgoing;
    const incoming = this.#incoming;
    if (incoming?.complete) return;
    const isReaderSlow = incoming !== undefined && (incoming.isPaused() || incoming.readableLength > 0);
    const isWaiting = incoming === undefined && (writableFinished || !this.#isConnected);
    if (isReaderSlow || isWaiting) {
      socket?.setTimeout(this.#idle);
      socket?.once("timeout", this.#onSilence);
      this.#isWatching = true;
    } else this.end(idleTimeout(this.request.operation.id, this.#idle));
  };

  #leave(): void {
    clearTimeout(this.#timer);
    if (this.#isWatching) this.#outgoing.socket?.off("timeout", this.#onSilence);
    this.request.signal?.removeEventListener("abort", this.#onAbort);
    this.#pool.lifetime.remove(this.#entry);
  }
}

/** Whether a socket has its connection, and its TLS. */
const isOpen = (socket: Socket): boolean => !socket.connecting && Reflect.get(socket, "secureConnecting") !== true;

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
