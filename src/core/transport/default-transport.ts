import { ConfigError } from "../errors/errors.js";
import { clientClosed } from "../lifetime/lifetime.js";
import { hasSockets } from "../platform.js";
import { fetchTransport } from "./fetch-transport.js";
import type { ClosableTransport, Transport, TransportSettings } from "./transport.js";

/**
 * The transport of a client whose program passes no `fetch`: Node's sockets or, in a runtime without them, the runtime's own
 * `fetch`. The first call chooses and loads it: a program that makes no call never loads Node's HTTP modules. Once loaded, it
 * replaces `send` with its own.
 */
export function defaultTransport(settings: TransportSettings): ClosableTransport {
  let loading: Promise<ClosableTransport> | undefined;
  let isClosed = false;

  const load = async (): Promise<ClosableTransport> => {
    const loaded = hasSockets() ? await nodeTransport(settings) : runtimeFetch(settings);
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
      await (await loading?.catch(() => undefined))?.close();
    },
  };
  return transport;
}

async function nodeTransport(settings: TransportSettings): Promise<ClosableTransport> {
  const { createNodeTransport } = await import("./node-transport.js");
  const { send, close } = createNodeTransport(settings);
  return { send, close: async () => close() };
}

/** @throws ConfigError `INVALID_CONFIGURATION` if there is no `fetch`, or if a setting says how to open connections. */
function runtimeFetch(settings: TransportSettings): ClosableTransport {
  if (typeof globalThis.fetch !== "function") {
    throw invalid("fetch", `this runtime has neither Node.js sockets nor fetch: pass the option "fetch"`);
  }
  // A proxy of the environment has exceptions, and is left to the runtime.
  const setting = settings.ca.length > 0 ? "ca" : settings.proxy && !settings.proxy.except ? "proxy" : undefined;
  if (setting !== undefined) {
    throw invalid(
      setting,
      `option "${setting}" has no effect here: this runtime has no Node.js sockets, and its fetch opens the connections; omit the option`,
    );
  }
  // Looked up for each request, so that a program can instrument it later.
  return { send: fetchTransport((url, init) => globalThis.fetch(url, init), settings), close: async () => undefined };
}

const invalid = (setting: string, message: string): ConfigError =>
  new ConfigError(message, { code: "INVALID_CONFIGURATION", details: { setting } });
