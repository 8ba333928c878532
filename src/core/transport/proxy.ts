import type http from "node:http";
import type { Duplex } from "node:stream";
import type tls from "node:tls";
import type { ProxySettings } from "./proxy-choice.js";

const { request: plainRequest } = process.getBuiltinModule("node:http");
const { request: secureRequest } = process.getBuiltinModule("node:https");
const { connect: connectSecurely } = process.getBuiltinModule("node:tls");

/** Where a tunnel leads, and how its far end is made secure. */
export interface TunnelTarget {
  readonly host: string;
  readonly port: number;
  /** Settings of TLS with the server; `undefined` for none. */
  readonly tls: tls.ConnectionOptions | undefined;
}

/** A tunnel that is being made. */
export interface Tunnel {
  readonly socket: Promise<Duplex>;
  /** Gives up. */
  cancel(reason: Error): void;
}

/**
 * Asks a proxy for a connection to the server (`CONNECT`, RFC 9110, section 9.3.6), and makes it secure. It is ready
 * for a request when the promise resolves.
 * @param secureContext Authorities that are trusted, for a proxy that is spoken to over TLS.
 */
export function openTunnel(
  proxy: ProxySettings,
  target: TunnelTarget,
  secureContext: tls.SecureContext | undefined,
): Tunnel {
  const { hostname, port, protocol } = new URL(proxy.url);
  const authority = `${target.host.includes(":") ? `[${target.host}]` : target.host}:${target.port}`;
  const isSecure = protocol === "https:";
  const asking = (isSecure ? secureRequest : plainRequest)({
    method: "CONNECT",
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port || (isSecure ? 443 : 80),
    path: authority,
    headers: { host: authority, ...(proxy.authorization && { "proxy-authorization": proxy.authorization }) },
    agent: false,
    rejectUnauthorized: true,
    ...(secureContext && { secureContext }),
  });
  let far: Duplex | undefined;
  const socket = new Promise<Duplex>((resolve, reject) => {
    asking.once("error", reject);
    // Whatever the proxy answers to a CONNECT, Node tells so.
    asking.once("connect", (answer: http.IncomingMessage, near: Duplex, head: Buffer) => {
      if (answer.statusCode !== 200) {
        near.destroy();
        return reject(refusal(answer.statusCode ?? 0));
      }
      if (head.length > 0) near.unshift(head);
      if (target.tls === undefined) {
        far = near;
        return resolve(near);
      }
      const secured = connectSecurely({ ...target.tls, socket: near });
      far = secured;
      near.once("error", (cause) => secured.destroy(cause));
      secured.once("error", reject);
      secured.once("close", () => reject(failure("PROXY_FAILURE", "the proxy closed the connection")));
      secured.once("secureConnect", () => {
        secured.removeListener("error", reject);
        resolve(secured);
      });
    });
    asking.once("close", () => {
      if (far === undefined) reject(failure("PROXY_FAILURE", "the proxy closed the connection without an answer"));
    });
    asking.end();
  });
  return {
    socket,
    cancel(reason) {
      asking.destroy(reason);
      far?.destroy(reason);
    },
  };
}

function refusal(status: number): Error {
  return status === 407
    ? failure("PROXY_AUTHENTICATION", "the proxy refuses its user name and password, or asks for them (HTTP 407)")
    : failure("PROXY_REFUSED", `the proxy refuses the connection (HTTP ${status})`);
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });
