import { readFileSync } from "node:fs";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import net, { type AddressInfo, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { bodyOf } from "../support/servers/server.js";
import { Exchange } from "./exchange.js";

/** Does something to a request in the place of answering it. */
export type Strike = (exchange: Exchange) => void | Promise<void>;

/** A server that goes wrong. */
export type Target =
  | {
      /** What becomes of each request. */
      readonly strike: Strike;
      /** Requests that it meets; those after them are answered well. All where undefined. */
      readonly times?: number;
      /** Whether it strikes before the request's body was read. */
      readonly early?: true;
      /** Only requests to this path. */
      readonly only?: string;
    }
  /** What becomes of each connection, before any byte of HTTP. */
  | { readonly connection: (socket: Socket) => void }
  /** Its certificate is none that the client trusts. */
  | { readonly certificate: "other" }
  /** Another server's address: one that refuses connections, or never takes them. */
  | { readonly url: string };

/** The two servers of a call; one that is left out answers well. */
export interface ServerPlan {
  readonly api?: Target;
  readonly accounts?: Target;
  /** What is between the client and the API; nothing where left out. */
  readonly proxy?: Target;
}

/** A server on loopback that keeps track of its connections. */
export interface FaultServer {
  readonly url: string;
  /** Requests that came, or connections where it deals with those. */
  readonly requests: number;
  /** Connections that are open. */
  readonly open: number;
  /** Connections of which a request came that was not answered to its end. */
  readonly busy: number;
  /** Lets everything that comes from now on succeed, and what is open go on. */
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
  const unanswered = new Set<Socket>();
  /** What was not read at first is, or nobody would see its connection end. */
  const reading = new Set<() => void>();
  let requests = 0;
  let calm = false;

  const accept = (socket: Socket) => {
    sockets.set(socket.remotePort, socket);
    const { remotePort } = socket;
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(remotePort);
      unanswered.delete(socket);
    });
  };
  const serve = async (incoming: IncomingMessage, outgoing: http.ServerResponse): Promise<void> => {
    const raw = sockets.get(incoming.socket.remotePort) ?? incoming.socket;
    requests += 1;
    unanswered.add(raw);
    outgoing.on("finish", () => unanswered.delete(raw));
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
        // What is written over TLS while the request is being parsed disturbs the parser of Node.
        await new Promise(setImmediate);
      }
      if (isStruck) await target.strike(exchange);
      else exchange.answerWell();
    } catch {
      // The client went away; whether it was right to is seen at its end.
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
      return unanswered.size;
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
