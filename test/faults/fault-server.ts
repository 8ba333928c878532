import { readFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { bodyOf } from "../support/servers/server.js";
import { Exchange } from "./exchange.js";

/** Does something with a request instead of responding to it. */
export type Strike = (exchange: Exchange) => void | Promise<void>;

/** How a server fails. */
export type Target =
  | {
      /** What happens to each request. */
      readonly strike: Strike;
      /** The number of requests that the fault strikes; later ones succeed. All if undefined. */
      readonly times?: number;
      /** Whether the fault strikes before the body of the request is read. */
      readonly early?: true;
      /** Strikes only requests to this path. */
      readonly only?: string;
    }
  /** What happens to each connection, before any byte of HTTP. */
  | { readonly connection: (socket: Socket) => void }
  /** The server has a certificate that the client does not trust. */
  | { readonly certificate: "other" }
  /** The address of another server, which refuses connections or never accepts them. */
  | { readonly url: string };

/** The servers of a call. One that is left out works. */
export interface ServerPlan {
  readonly api?: Target;
  readonly accounts?: Target;
  /** A proxy between the client and the API; none if left out. */
  readonly proxy?: Target;
}

/** A server on loopback that keeps track of its connections. */
export interface FaultServer {
  readonly url: string;
  /** The number of requests, or of connections if the fault strikes those. */
  readonly requests: number;
  /** The number of open connections. */
  readonly open: number;
  /** The number of connections with a request whose response is not complete. */
  readonly busy: number;
  /** Lets all later requests succeed, and open ones continue. */
  calm(): void;
  close(): Promise<void>;
}

const tls = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../support/servers/tls/${name}.pem`, import.meta.url)));
const CERTIFICATE = { key: tls("server-key"), cert: tls("server-cert") };
const OTHER = { key: tls("server-key"), cert: tls("other-cert") };

/** @param onStrike Called as soon as the fault has struck. */
export async function startFaultServer(
  target: Target | undefined,
  secure: boolean,
  onStrike: () => void,
): Promise<FaultServer> {
  const sockets = new Map<number | undefined, Socket>();
  const pending = new Set<Socket>();
  /** Resumes requests that were not read, because only a connection that is read shows its end. */
  const reading = new Set<() => void>();
  let requests = 0;
  let calm = false;

  const accept = (socket: Socket) => {
    sockets.set(socket.remotePort, socket);
    const { remotePort } = socket;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(remotePort);
      pending.delete(socket);
    });
  };
  const serve = async (incoming: IncomingMessage, outgoing: http.ServerResponse): Promise<void> => {
    const raw = sockets.get(incoming.socket.remotePort) ?? incoming.socket;
    requests += 1;
    pending.add(raw);
    outgoing.on("finish", () => pending.delete(raw));
    const exchange = new Exchange(incoming, outgoing, raw, onStrike);
    const isStruck =
      !calm &&
      target !== undefined &&
      "strike" in target &&
      requests <= (target.times ?? Number.POSITIVE_INFINITY) &&
      (target.only === undefined || incoming.url?.includes(target.only) === true);
    try {
      if (!isStruck || target.early !== true) {
        await bodyOf(incoming);
      } else {
        reading.add(() => incoming.resume());
        // Writing over TLS while the request is being parsed disturbs Node's parser.
        await new Promise(setImmediate);
      }
      if (isStruck) await target.strike(exchange);
      else exchange.replyWell();
    } catch {
      // The client is gone. Whether that was right is checked on its side.
    }
  };

  const listener = (incoming: IncomingMessage, outgoing: http.ServerResponse) => void serve(incoming, outgoing);
  const server =
    target !== undefined && "connection" in target
      ? net.createServer((socket) => {
          requests += 1;
          onStrike();
          target.connection(socket);
        })
      : secure
        ? https.createServer(target !== undefined && "certificate" in target ? OTHER : CERTIFICATE, listener)
        : http.createServer(listener);
  if (target !== undefined && "certificate" in target) server.on("connection", onStrike);
  server.on("connection", accept);
  for (const event of ["clientError", "tlsClientError"])
    server.on(event, (_: Error, socket: Socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const own = `${secure ? "https://localhost" : "http://127.0.0.1"}:${(server.address() as AddressInfo).port}`;
  const isElsewhere = target !== undefined && "url" in target;

  return {
    url: isElsewhere ? target.url : own,
    get requests() {
      return requests;
    },
    get open() {
      return sockets.size;
    },
    get busy() {
      return pending.size;
    },
    calm() {
      calm = true;
      for (const resume of reading) resume();
    },
    async close() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
