import { clientClosed } from "../lifetime/lifetime.js";
import type { NodeTransport } from "./node-transport.js";
import type { ClosableTransport, TransportSettings } from "./transport.js";

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
