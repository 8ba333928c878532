import type http from "node:http";
import type https from "node:https";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type tls from "node:tls";
import type { TimeoutError } from "../errors/errors.js";
import { connectTimeout, idleTimeout, networkError } from "../errors/network-error.js";
import { clientClosed, type Entry, Lifetime } from "../lifetime/lifetime.js";
import { type PreparedRequest, setPhase } from "../request/request.js";
import type { HttpResponse } from "../response/response.js";
import { NodeResponse } from "./node-response.js";
import { openTunnel, type Tunnel } from "./proxy.js";
import { usesProxy } from "./proxy-choice.js";
import type { Transport, TransportSettings } from "./transport.js";

const { Agent: PlainAgent, request: plainRequest } = process.getBuiltinModule("node:http");
const { Agent: SecureAgent, request: secureRequest } = process.getBuiltinModule("node:https");
// Its own, because a test may replace the global one.
const { setImmediate } = process.getBuiltinModule("node:timers");
const { isIP } = process.getBuiltinModule("node:net");
const { pipeline, Readable } = process.getBuiltinModule("node:stream");
const { createSecureContext, rootCertificates } = process.getBuiltinModule("node:tls");

/** A {@link Transport} with its own sockets. */
export interface NodeTransport {
  readonly send: Transport;
  close(): void;
}

/**
 * Sends over `node:http` and `node:https` with a pool of keep-alive connections. Idle connections do not keep the program
 * running.
 *
 * @param clocks They tell how long a connection was idle. One runs on while the machine sleeps, the other is never set back.
 */
export function createNodeTransport(
  settings: TransportSettings,
  clocks: readonly Clock[] = [() => performance.now(), Date.now],
): NodeTransport {
  const pool = new Pool(settings, clocks);
  return {
    send: (url, request) =>
      new Promise((resolve, reject) => {
        // A read that a dead connection loses is retried. A write is not, so it never uses one that may be dead.
        if (request.method === "GET" && request.operation.idempotent) new Exchange(pool, url, request, resolve, reject);
        else
          pool.whenFresh(url, () => {
            try {
              new Exchange(pool, url, request, resolve, reject);
            } catch (error) {
              reject(error);
            }
          });
      }),
    close: () => pool.close(),
  };
}

/** Node's options of a request, and what a new connection needs to know. A socket keeps them for its whole life. */
type ConnectionOptions = https.RequestOptions & { readonly exchange?: WeakRef<Exchange> | undefined };

/** Milliseconds. */
type Clock = () => number;

/** How long a connection may have been idle, in milliseconds, before a write. Servers keep idle ones longer than that. */
const FRESH = 1_000;

/** The connections of one client, and the exchanges that use them. */
class Pool {
  readonly settings: TransportSettings;
  readonly lifetime = new Lifetime();
  readonly plain: http.Agent;
  readonly secure: https.Agent;
  readonly #tunnels = new Set<Tunnel>();
  readonly #servers = new Map<string, Target>();
  /** What the clocks showed when a connection became idle. */
  readonly #idleSince = new WeakMap<Duplex, readonly number[]>();
  readonly #clocks: readonly Clock[];

  constructor(settings: TransportSettings, clocks: readonly Clock[]) {
    this.settings = settings;
    this.#clocks = clocks;
    const { maxIdleSockets, ca, proxy, idleTimeout: timeout } = settings;
    // Created once, because reading the built-in authorities takes longer than making a connection.
    const secureContext = ca.length > 0 ? createSecureContext({ ca: [...rootCertificates, ...ca] }) : undefined;
    // No limit to the connections in use: the layers above limit calls, and a download that is open must not delay others.
    const agentOptions = { keepAlive: true, maxFreeSockets: maxIdleSockets, scheduling: "lifo", timeout } as const;
    this.plain = new PlainAgent(agentOptions);
    // `rejectUnauthorized` is set, so that no environment variable can switch it off.
    this.secure = new SecureAgent({
      ...agentOptions,
      rejectUnauthorized: true,
      ...(secureContext && { secureContext }),
    });
    // All connections to a host are alike here. Node's own name for them is long and built three times per call.
    for (const agent of [this.plain, this.secure]) {
      agent.getName = ({ host, port } = {}) => `${host}:${port}`;
      const { keepSocketAlive, reuseSocket } = agent;
      agent.keepSocketAlive = (socket) => {
        this.#idleSince.set(
          socket,
          this.#clocks.map((clock) => clock()),
        );
        return keepSocketAlive.call(agent, socket);
      };
      // Deno would send a request with Node's mark again when its connection ends, even when the program ended it.
      agent.reuseSocket = (socket, outgoing: Outgoing) => {
        reuseSocket.call(agent, socket, outgoing);
        Object.assign(outgoing, { [REUSES_SOCKET]: true, reusedSocket: false });
      };
    }
    if (proxy === undefined) return;
    for (const agent of [this.plain, this.secure]) {
      const direct = Reflect.get(agent, "createConnection") as (
        options: ConnectionOptions,
        done: ConnectionCallback,
      ) => Duplex;
      const connect = (options: ConnectionOptions, done: ConnectionCallback): Duplex | undefined => {
        const host = String(options.host);
        const port = Number(options.port);
        if (!usesProxy(proxy, host, port)) return direct.call(agent, options, done);
        const secured = agent === this.secure ? { ...options, servername: options.servername ?? host } : undefined;
        const tunnel = openTunnel(proxy, { host, port, tls: secured as tls.ConnectionOptions }, secureContext);
        // For a waiting call, an agent may make a connection with the options of another call that is over.
        const exchange = options.exchange?.deref();
        const timedOut = Object.assign(new Error("no connection"), { code: "CONNECT_TIMEOUT" });
        const allowed = exchange?.request.options.connectTimeout ?? settings.connectTimeout;
        const timer = setTimeout(() => tunnel.cancel(timedOut), allowed);
        const settle: ConnectionCallback = (cause, socket) => {
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
   * The target of a request, in the form that Node expects. An address is parsed only if it is the first of its host, or if
   * parsing would change its path.
   */
  targetOf(url: string): Target {
    const end = url.indexOf("/", "https://".length);
    const path = url.slice(end);
    if (!PLAIN_PATH.test(path)) return parseTarget(url);
    const origin = url.slice(0, end);
    let server = this.#servers.get(origin);
    if (server === undefined) {
      server = parseTarget(url);
      this.#servers.set(origin, server);
    }
    return { hostname: server.hostname, servername: server.servername, port: server.port, path };
  }

  agentOf(url: string): http.Agent {
    return url.startsWith("https:") ? this.secure : this.plain;
  }

  /**
   * Calls back when no idle connection is left that may be dead. The server may have closed one while the program was busy,
   * which only shows once the program has read what has arrived, or while the machine slept, which may never show.
   */
  whenFresh(url: string, done: () => void): void {
    const agent = this.agentOf(url);
    if (Object.keys(agent.freeSockets).length === 0) {
      done();
      return;
    }
    // What has arrived is read between the two.
    setImmediate(() =>
      setImmediate(() => {
        this.destroyIdleSockets(agent, (socket) => this.#idleFor(socket) > FRESH);
        done();
      }),
    );
  }

  #idleFor(socket: Duplex): number {
    const since = this.#idleSince.get(socket);
    return Math.max(...this.#clocks.map((clock, index) => clock() - (since?.[index] ?? 0)));
  }

  /** Idle connections die together: once one turns out to be dead, the others are not tried. */
  destroyIdleSockets(agent: http.Agent, choose: (socket: Socket) => boolean = () => true): void {
    const idle = Object.values(agent.freeSockets).flatMap((sockets) => sockets ?? []);
    for (const socket of idle) if (choose(socket)) socket.destroy();
  }

  close(): void {
    this.lifetime.close();
    for (const tunnel of [...this.#tunnels]) tunnel.cancel(new Error("cancelled"));
    this.plain.destroy();
    this.secure.destroy();
  }
}

/** Host name, port, and path with query. */
interface Target extends Required<Pick<http.RequestOptions, "hostname" | "port" | "path">> {
  /** The name that the certificate must have; empty for that of `hostname`. Node would take it from a header. */
  readonly servername: string;
}

/** A path that stays the same when it is parsed as part of a URL. */
const PLAIN_PATH = /^(?:\/(?!\.)[\w\-.~!$&'()*+,;=:@%]*)+(?:\?[\w\-.~!$&()*+,;=:@%/?]*)?$/;

function parseTarget(url: string): Target {
  const { protocol, hostname: host, port, pathname, search } = new URL(url);
  const hostname = host.replace(/^\[|\]$/g, "");
  return {
    hostname,
    servername: isIP(hostname) === 0 ? hostname : "",
    port: port || (protocol === "https:" ? 443 : 80),
    path: pathname + search,
  };
}

type ConnectionCallback = (cause: Error | null, socket?: Duplex) => void;

/** Where a request of Node's keeps its exchange. */
const EXCHANGE = Symbol("exchange");

/** Marks a request of Node's that uses a connection of an earlier one. */
const REUSES_SOCKET = Symbol("reuses socket");

type Outgoing = http.ClientRequest & { [EXCHANGE]?: Exchange; [REUSES_SOCKET]?: true };

// The listeners are the same functions for all requests, because functions of its own would cost every call.

function onSocket(this: Outgoing, socket: Socket): void {
  this[EXCHANGE]?.onSocket(socket);
}

function onTimeout(this: Outgoing): void {
  this[EXCHANGE]?.onSilence();
}

function onError(this: Outgoing, cause: Error): void {
  this[EXCHANGE]?.onError(cause);
}

function onResponse(this: Outgoing, incoming: http.IncomingMessage): void {
  this[EXCHANGE]?.onResponse(incoming);
}

function onClose(this: Outgoing): void {
  this[EXCHANGE]?.onClose();
}

/** Nobody reads the rest of an upload after its response, so it would wait, and occupy the connection, forever. */
function onEnd(this: http.IncomingMessage): void {
  const outgoing = Reflect.get(this, "req") as http.ClientRequest;
  if (!outgoing.writableFinished) outgoing.destroy();
}

/** One request and its response, until the last byte. */
class Exchange {
  readonly request: PreparedRequest;
  readonly #url: string;
  readonly #pool: Pool;
  readonly #agent: http.Agent;
  readonly #outgoing: Outgoing;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #idleLimit: number;
  readonly #entry: Entry;
  #timer: NodeJS.Timeout | undefined;
  #tunnel: Tunnel | undefined;
  #incoming: http.IncomingMessage | undefined;
  #isConnected = false;
  /** Listens to the socket itself, besides the request. */
  #onSocketTimeout: (() => void) | undefined;
  /** Why the exchange was ended on purpose. */
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
    if (pool.lifetime.isClosed) throw clientClosed(operation, false);
    const isSecure = url.startsWith("https:");
    setPhase(request, "connection");
    this.request = request;
    this.#url = url;
    this.#pool = pool;
    this.#agent = pool.agentOf(url);
    this.#reject = reject;
    this.#resolve = resolve;
    this.#idleLimit = request.options.idleTimeout ?? settings.idleTimeout;
    const { hostname, servername, port, path } = pool.targetOf(url);
    const connection: ConnectionOptions = {
      hostname,
      servername,
      port,
      path,
      method: request.method,
      headers: headersOf(request),
      agent: this.#agent,
      timeout: this.#idleLimit === settings.idleTimeout ? undefined : this.#idleLimit,
      exchange: settings.proxy && new WeakRef(this),
    };
    this.#outgoing = (isSecure ? secureRequest : plainRequest)(connection);
    signal?.addEventListener("abort", this.#onAbort, { once: true });
    this.#entry = pool.lifetime.add(this);

    this.#outgoing[EXCHANGE] = this;
    this.#outgoing.on("socket", onSocket);
    this.#outgoing.on("timeout", onTimeout);
    this.#outgoing.on("error", onError);
    this.#outgoing.on("response", onResponse);
    this.#outgoing.on("close", onClose);

    if (body === undefined || typeof body === "string") this.#outgoing.end(body);
    else {
      // The request itself reports a connection failure; a failure of the body is reported here.
      const chunks = Readable.from(reportFailures(body.chunks(), reject), { objectMode: false });
      pipeline(chunks, this.#outgoing, (cause) => cause && this.#outgoing.destroy(cause));
    }
  }

  /** Registers the tunnel that the exchange waits for, so that ending the exchange cancels it. */
  waitFor(tunnel: Tunnel): void {
    if (!this.#isConnected) this.#tunnel = tunnel;
  }

  /** Ends the exchange. The call, or the reader of its response, fails with this error. */
  end(error: unknown): void {
    this.#reason ??= { error };
    this.#reject(this.#reason.error);
    this.#tunnel?.cancel(new Error("cancelled"));
    this.#outgoing.destroy(new Error("cancelled"));
  }

  close(): void {
    this.end(clientClosed(this.request.operation, this.#isConnected));
  }

  /** Maps a failure to its error: the reason why the exchange was ended, or a connection failure. */
  failure(cause: unknown): unknown {
    if (this.#reason) return this.#reason.error;
    if (Reflect.get(Object(cause), "code") === "CONNECT_TIMEOUT") return this.#connectTimeout();
    if (this.#outgoing[REUSES_SOCKET] && !this.#incoming) this.#pool.destroyIdleSockets(this.#agent);
    return networkError(this.request.operation, cause, this.#isConnected, this.#url);
  }

  get #connectLimit(): number {
    return this.request.options.connectTimeout ?? this.#pool.settings.connectTimeout;
  }

  #connectTimeout(): TimeoutError {
    return connectTimeout(this.request.operation, this.#connectLimit, this.#url);
  }

  onSocket(socket: Socket): void {
    // A tunnel is secured before the agent receives it.
    if (isOpen(socket)) this.#onConnected();
    else {
      this.#timer = setTimeout(() => this.end(this.#connectTimeout()), this.#connectLimit);
      const event = this.#agent === this.#pool.secure ? "secureConnect" : "connect";
      socket.once(event, () => this.#onConnected());
    }
  }

  #onConnected(): void {
    this.#isConnected = true;
    setPhase(this.request, "answer");
    this.#tunnel = undefined;
    clearTimeout(this.#timer);
  }

  onError(cause: Error): void {
    const error = this.failure(cause);
    // After the response has begun, its reader would only learn that the connection was closed, not what was wrong with it.
    if (this.#incoming) this.#reason ??= { error };
    this.#reject(error);
  }

  onResponse(incoming: http.IncomingMessage): void {
    this.#incoming = incoming;
    incoming.once("end", onEnd);
    this.#resolve(new NodeResponse(incoming, this.request, this.#pool.settings.maxAnswerSize, this));
  }

  /** This is always the last event. After a response that is not one, such as a protocol switch, it is the only one. */
  onClose(): void {
    this.#release();
    if (!this.#incoming) this.#reject(this.failure(new Error("the connection was closed without a response")));
  }

  #onAbort = (): void => this.end(this.request.signal?.reason);

  /**
   * No byte was sent or received for a while. That is a failure, unless the exchange waits for a slow reader, for the
   * connection, or for the server to begin its response.
   */
  onSilence(): void {
    const { socket, writableFinished } = this.#outgoing;
    const incoming = this.#incoming;
    if (incoming?.complete) return;
    const isReaderSlow = incoming !== undefined && (incoming.isPaused() || incoming.readableLength > 0);
    const isWaiting = incoming === undefined && (writableFinished || !this.#isConnected);
    if (isReaderSlow || isWaiting) {
      socket?.setTimeout(this.#idleLimit);
      this.#onSocketTimeout ??= () => this.onSilence();
      socket?.once("timeout", this.#onSocketTimeout);
    } else this.end(idleTimeout(this.request.operation, this.#idleLimit));
  }

  #release(): void {
    clearTimeout(this.#timer);
    if (this.#onSocketTimeout) this.#outgoing.socket?.off("timeout", this.#onSocketTimeout);
    this.request.signal?.removeEventListener("abort", this.#onAbort);
    this.#pool.lifetime.remove(this.#entry);
  }
}

/** Whether a socket is connected, including TLS. */
const isOpen = (socket: Socket): boolean => !socket.connecting && Reflect.get(socket, "secureConnecting") !== true;

/** Passes the chunks on. A failure of their source is reported before it turns into a connection failure. */
async function* reportFailures(
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
  const own: Record<string, string> = {
    "user-agent": "zcrm",
    // A file is not compressed, so that its length is known.
    "accept-encoding": operation.binary ? "identity" : "gzip, deflate, br",
  };
  if (length !== undefined) own["content-length"] = String(length);
  return Object.assign(own, headers);
}
