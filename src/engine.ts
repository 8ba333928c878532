import { TokenManager } from "./auth/token-manager.js";
import { type Hosts, hostsOfToken, mayHaveToken } from "./config/hosts.js";
import type { Settings } from "./config/options.js";
import { withAuth } from "./core/layers/auth.js";
import { withConcurrencyLimit } from "./core/layers/concurrency-limit.js";
import { withDeadline } from "./core/layers/deadline.js";
import { debugLog } from "./core/layers/debug-log.js";
import { withRetry } from "./core/layers/retry.js";
import { Events, withTelemetry } from "./core/layers/telemetry.js";
import { Lifetime } from "./core/lifetime/lifetime.js";
import { wait } from "./core/lifetime/wait.js";
import { type Addresses, type Send, stack, withReadyBody } from "./core/request/request.js";
import { defaultTransport } from "./core/transport/default-transport.js";
import { fetchTransport } from "./core/transport/fetch-transport.js";
import { createSend } from "./core/transport/send.js";
import type { ClosableTransport } from "./core/transport/transport.js";

/** What both clients, the typed one and the old one, run on. */
export interface Engine {
  /** Sends a request through all layers. */
  readonly send: Send;
  readonly tokens: TokenManager;
  /** Ends calls under way, keeps the token that is on its way, then ends all connections. */
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
  const addresses = addressesOf(settings);
  const events = new Events(settings.hooks, debugLog(settings.debug), addresses, version);
  const mayCarryToken = (url: URL) => mayHaveToken(url, settings.allowHosts);
  const send = stack(createSend(transport, addresses, version, mayCarryToken), withTelemetry(events));
  const retry = withRetry(settings.retry, { random: Math.random, now: Date.now, wait, events });
  const calls = new Lifetime();
  const tokenRequests = new Lifetime();

  const tokens = new TokenManager({
    application: settings,
    store: settings.store,
    // What Zoho issues is to be kept, so these end later than calls do, and wait in no queue with them.
    send,
    around: (next) => stack(next, withDeadline(settings.timeout, tokenRequests), retry),
    events,
    now: Date.now,
    wait,
    refreshTokenOf,
    serversOf: (token) => addressesOf(hostsOfToken(token, settings, settings.allowHosts)),
  });

  let closing: Promise<void> | undefined;
  const close = async () => {
    calls.close();
    await tokens.close();
    tokenRequests.close();
    await transport.close();
  };

  return {
    send: stack(
      send,
      withDeadline(settings.timeout, calls),
      withReadyBody,
      retry,
      withAuth(tokens),
      // Innermost: whoever waits for a token or pauses holds no place. A token has a minute left when it is handed out,
      // the default time of a whole call; one that ends in the queue all the same is replaced like every refused token.
      withConcurrencyLimit(settings.maxConcurrency),
    ),
    tokens,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

const addressesOf = ({ apiUrl, accountsUrl, contentUrl, downloadUrl }: Hosts): Addresses => ({
  api: apiUrl,
  accounts: accountsUrl,
  content: contentUrl,
  download: downloadUrl,
});

function transportOf(settings: Settings): ClosableTransport {
  const { fetch, maxConcurrency } = settings;
  if (fetch) return { send: fetchTransport(fetch, settings), close: async () => undefined };
  return defaultTransport({ ...settings, maxSockets: maxConcurrency });
}
