import { ConfigError } from "../errors/errors.js";
import { clientClosed } from "../lifetime/lifetime.js";
import type { NodeTransport } from "./node-transport.js";
import type { ClosableTransport, Transport, TransportSettings } from "./transport.js";

/**
 * The built-in transport, loaded by the first call: a program that passes its own `fetch`, or makes no call, never loads
 * Node's HTTP modules. Once loaded, it replaces `send` with its own.
 */
export function defaultTransport(settings: TransportSettings): ClosableTransport {
  let loading: Promise<NodeTransport> | undefined;
  let isClosed = false;

  const load = async (): Promise<NodeTransport> => {
    if (globalThis.process?.getBuiltinModule === undefined) throw noSockets();
    const { createNodeTransport } = await import("./node-transport.js");
    const loaded = createNodeTransport(settings);
    transport.send = loaded.send;
    return loaded;
  };

  const transport: { send: Transport; close(): Promise<void> } = {
    async send(url, request) {
      if (isClosed) throw clientClosed(request.operation, false);
      loading ??= load();
      const { send } = await loading;
      return send(url, request);
    },
    async close() {
      isClosed = true;
      (await loading?.catch(() => undefined))?.close();
    },
  };
  return transport;
}

const noSockets = (): ConfigError =>
  new ConfigError('this runtime has no Node.js sockets: pass the option "fetch", e.g. createClient({ fetch })', {
    code: "INVALID_CONFIGURATION",
    details: { setting: "fetch" },
  });
