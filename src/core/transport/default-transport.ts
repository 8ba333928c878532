import { clientClosed } from "../lifetime/lifetime.js";
import type { NodeTransport } from "./node-transport.js";
import type { ProxySettings } from "./proxy-choice.js";
import type { Transport } from "./send.js";

/** What a transport over sockets of its own keeps to. */
export interface TransportSettings extends BodyLimits {
  /** Connections to one host at the most. */
  readonly maxSockets: number;
  /** Milliseconds for making a connection, unless the request brings its own. */
  readonly connectTimeout: number;
  /** Authorities that are trusted beside the built-in ones, as PEM. */
  readonly ca: readonly string[];
  readonly proxy: ProxySettings | undefined;
}

/** What every transport keeps to. */
export interface BodyLimits {
  /** Milliseconds without a byte of a body, unless the request brings its own. */
  readonly idleTimeout: number;
  /** Most bytes of an answer that is held in memory, decoded. */
  readonly maxAnswerSize: number;
}

/** A transport that can be closed. */
export interface ClosableTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/**
 * The built-in transport, loaded with the first call: a program that passes its own `fetch`, or makes no call, never
 * loads Node's HTTP modules.
 */
export function defaultTransport(settings: TransportSettings): ClosableTransport {
  let loading: Promise<NodeTransport> | undefined;
  let loaded: NodeTransport | undefined;
  let isClosed = false;
  const load = () => {
    loading ??= import("./node-transport.js").then(({ createNodeTransport }) => {
      loaded = createNodeTransport(settings);
      return loaded;
    });
    return loading;
  };
  return {
    send: (url, request) => {
      if (isClosed) return Promise.reject(clientClosed(request.operation.id, false));
      return loaded ? loaded.send(url, request) : load().then(({ send }) => send(url, request));
    },
    close: async () => {
      isClosed = true;
      (await loading)?.close();
    },
  };
}
