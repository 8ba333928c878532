import type http from "node:http";
import type { Duplex } from "node:stream";
import type tls from "node:tls";
import type { ProxySettings } from "./proxy-choice.js";

const { request: plainRequest } = process.getBuiltinModule("node:http");
const { request: secureRequest } = process.getBuiltinModule("node:https");
const { connect: connectSecurely } = process.getBuiltinModule("node:tls");

/** The server at the end of a tunnel, and how to secure the connection to it. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
  /** TLS options for the server; `undefined` without TLS. */
  readonly tls: tls.ConnectionOptions | undefined;
}

/** A tunnel that is being opened. */
export interface Tunnel {
  readonly socket: Promise<Duplex>;
  cancel(reason: Error): void;
}

/**
 * Asks a proxy for a connection to the server (`CONNECT`, RFC 9110, section 9.3.6), and secures it. The connection is
 * ready for a request when the promise resolves.
 * @param secureContext The trusted certificate authorities, for a proxy that is itself reached over TLS.
 */
export function openTunnel(
  proxy: ProxySettings,
  target: TunnelTarget,
  secureContext: tls.SecureContext | undefined,
): Tunnel {
  const { hostname, port, protocol } = new URL(proxy.url);
  const authority = `${target.host.includes(":") ? `[${target.host}]` : target.host}:${target.port}`;
  const isSecure = protocol === "https:";
  const connecting = (isSecure ? secureRequest : plainRequest)({
    method: "CONNECT",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (isSecure ? 443 : 80),
    path: authority,
    headers: { host: authority, ...(proxy.authorization && { "proxy-authorization": proxy.authorization }) },
    agent: false,
    rejectUnauthorized: true,
    ...(secureContext && { secureContext }),
  });
  let socket: Duplex | undefined;
  const ready = new Promise<Duplex>((resolve, reject) => {
    connecting.once("error", reject);
    // Node emits this event for any response to a CONNECT.
    connecting.once("connect", (response: http.IncomingMessage, raw: Duplex, head: Buffer) => {
      if (response.statusCode !== 200) {
        raw.destroy();
        return reject(rejection(response.statusCode ?? 0));
      }
      if (head.length > 0) raw.unshift(head);
      if (target.tls === undefined) {
        socket = raw;
        return resolve(raw);
      }
      const secured = connectSecurely({ ...target.tls, socket: raw });
      socket = secured;
      raw.once("error", (cause) => secured.destroy(cause));
      secured.once("error", reject);
      secured.once("close", () => reject(failure("PROXY_FAILURE", "the proxy closed the connection")));
      secured.once("secureConnect", () => {
        secured.removeListener("error", reject);
        resolve(secured);
      });
    });
    connecting.once("close", () => {
      if (socket === undefined) reject(failure("PROXY_FAILURE", "the proxy closed the connection without a response"));
    });
    connecting.end();
  });
  return {
    socket: ready,
    cancel(reason) {
      connecting.destroy(reason);
      socket?.destroy(reason);
    },
  };
}

function rejection(status: number): Error {
  return status === 407
    ? failure("PROXY_AUTHENTICATION", "the proxy requires a user name and password, or rejects those it got (HTTP 407)")
    : failure("PROXY_REFUSED", `the proxy refused the connection (HTTP ${status})`);
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });
