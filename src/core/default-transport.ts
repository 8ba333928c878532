import type { NodeTransport } from "./node-transport.js";
import type { Transport } from "./send.js";

/** A transport that can be closed. */
export interface ClosableTransport {
  readonly send: Transport;
  close(): Promise<void>;
}

/**
 * The built-in transport, loaded with the first call: a program that passes its own `fetch`, or makes no call, never
 * loads Node's HTTP modules.
 * @param maxSockets Connections to one host at the most.
 */
export function defaultTransport(maxSockets: number): ClosableTransport {
  let loading: Promise<NodeTransport> | undefined;
  const load = () => {
    loading ??= import("./node-transport.js").then(({ createNodeTransport }) => createNodeTransport(maxSockets));
    return loading;
  };
  return {
    send: async (url, request) => (await load()).send(url, request),
    close: async () => (await loading)?.close(),
  };
}
