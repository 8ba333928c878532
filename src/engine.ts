import { TokenManager } from "./auth/token-manager.js";
import { type Hosts, hostsOfToken } from "./config/hosts.js";
import type { Settings } from "./config/options.js";
import { withAuth } from "./core/auth.js";
import { withDeadline } from "./core/deadline.js";
import { type ClosableTransport, defaultTransport } from "./core/default-transport.js";
import { fetchTransport } from "./core/fetch-transport.js";
import { withGate } from "./core/gate.js";
import { type Addresses, type Send, stack } from "./core/request.js";
import { withRetry } from "./core/retry.js";
import { createSend } from "./core/send.js";
import { wait } from "./core/wait.js";

/** What both clients, the typed one and the old one, run on. */
export interface Engine {
  /** Sends a request through all layers. */
  readonly send: Send;
  readonly tokens: TokenManager;
  /** Ends all connections; calls under way fail. */
  close(): Promise<void>;
}

/**
 * Wires the layers of one client. Nothing is shared between two engines.
 * @param settings The client's settings, complete.
 * @param version Path of the API's version below the host.
 * @param refreshTokenOf The refresh token that a user starts from who has nothing in the store.
 */
export function createEngine(
  settings: Settings,
  version = "/crm/v2",
  refreshTokenOf = (user: string) => (user === settings.user ? settings.refreshToken : undefined),
): Engine {
  const transport = transportOf(settings);
  const send = createSend(transport.send, addressesOf(settings), version);
  const deadline = withDeadline(settings.timeout);
  const retry = withRetry(settings.retry, Math.random);

  const tokens = new TokenManager({
    application: settings,
    store: settings.store,
    // A call that needs a token holds a place at the gate already, so the request for it does not queue for another.
    send,
    around: (next) => stack(next, deadline, retry),
    now: Date.now,
    wait,
    refreshTokenOf,
    serversOf: (token) => addressesOf(hostsOfToken(token, settings, settings.allowHosts)),
  });

  return {
    send: stack(send, deadline, withGate(settings.maxConcurrency), retry, withAuth(tokens)),
    tokens,
    close: transport.close,
  };
}

const addressesOf = ({ apiUrl, accountsUrl, contentUrl, downloadUrl }: Hosts): Addresses => ({
  api: apiUrl,
  accounts: accountsUrl,
  content: contentUrl,
  download: downloadUrl,
});

function transportOf({ fetch, maxConcurrency }: Settings): ClosableTransport {
  return fetch ? { send: fetchTransport(fetch), close: async () => undefined } : defaultTransport(maxConcurrency);
}
