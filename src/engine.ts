import { TokenManager } from "./auth/token-manager.js";
import { type Hosts, hostError, hostsOfToken, mayHaveToken } from "./config/hosts.js";
import type { Settings } from "./config/settings.js";
import { withAuth } from "./core/layers/auth.js";
import { OwnSlots, withConcurrencyLimit } from "./core/layers/concurrency-limit.js";
import { withDeadline } from "./core/layers/deadline.js";
import { debugLog } from "./core/layers/debug-log.js";
import { withRetry } from "./core/layers/retry.js";
import { Events, withTelemetry, withTrace } from "./core/layers/telemetry.js";
import { waitBy } from "./core/lifetime/clock.js";
import { Lifetime } from "./core/lifetime/lifetime.js";
import { wait } from "./core/lifetime/wait.js";
import { CreditsLeft } from "./core/limits/credits.js";
import { type Addresses, type Layer, type Send, stack, withReadyBody } from "./core/request/request.js";
import { defaultTransport } from "./core/transport/default-transport.js";
import { fetchTransport } from "./core/transport/fetch-transport.js";
import { createSend } from "./core/transport/send.js";
import type { ClosableTransport } from "./core/transport/transport.js";

/** What both the typed client and the legacy client run on. */
export interface Engine {
  /** Sends a request through all layers. */
  readonly send: Send;
  readonly tokens: TokenManager;
  readonly credits: CreditsLeft;
  /** Ends the calls under way, keeps a token that is being issued, then closes all connections. */
  close(): Promise<void>;
}

/** What may differ from the engine of a typed client. */
export interface EngineOptions {
  /** The path of the API version below the host. @default "/crm/v2" */
  readonly version?: string;
  /** The refresh token that a user starts from if the store has none. @default the one of the settings, for their user */
  readonly refreshTokenOf?: (user: string) => string | undefined;
  /** Whether the time of a call begins when it gets a slot. @default false */
  readonly isPatient?: boolean;
}

/**
 * Wires the layers of one client. Two engines share nothing.
 * @param settings The complete settings of the client.
 */
export function createEngine(
  settings: Settings,
  {
    version = "/crm/v2",
    refreshTokenOf = (user) => (user === settings.user ? settings.refreshToken : undefined),
    isPatient = false,
  }: EngineOptions = {},
): Engine {
  const transport = transportOf(settings);
  const addresses = addressesOf(settings);
  const events = new Events(settings.hooks, debugLog(settings.debug), addresses, version);
  const mayCarryToken = (url: URL) => mayHaveToken(url, settings.allowHosts);
  const send = stack(
    createSend(transport, addresses, version, mayCarryToken),
    ...(Object.keys(settings.refused).length > 0 ? [withoutRefused(settings.refused, addresses)] : []),
    withTelemetry(events),
  );
  const { clock } = settings;
  const now = () => clock.now();
  const retry = withRetry(settings.retry, { random: Math.random, now, wait: waitBy(clock), events });
  const calls = new Lifetime();
  const tokenRequests = new Lifetime();

  const tokens = new TokenManager({
    application: settings,
    store: settings.store,
    // A token that Zoho issues must not be lost, so token requests end later than calls and do not queue with them.
    send,
    around: (next) => stack(next, withDeadline(settings.timeout, tokenRequests, undefined, undefined, clock), retry),
    events,
    now,
    wait,
    pause: waitBy(clock),
    refreshTokenOf,
    serversOf: (token) => addressesOf(hostsOfToken(token, settings, settings.allowHosts)),
  });

  let closing: Promise<void> | undefined;
  const close = async () => {
    calls.close();
    await tokens.close();
    tokenRequests.close();
    await shared?.close();
    await transport.close();
  };

  const { maxConcurrency } = settings;
  const credits = new CreditsLeft(now);
  const shared = settings.limits?.connect({ maxConcurrency, credits, clock }, originOf(settings));
  const limit = withConcurrencyLimit(shared ?? new OwnSlots(maxConcurrency), events, credits.note);
  const deadline = withDeadline(settings.timeout, calls, settings.idleTimeout, undefined, clock);
  const trace = withTrace(events);
  const layers = [deadline, withReadyBody, retry, withAuth(tokens, events)];
  return {
    // Innermost, so a call that pauses or waits for a token holds no slot. A token is valid for at least another minute
    // when a call gets it, which is the default timeout; one that expires in the queue is replaced like any rejected token.
    send: isPatient ? stack(send, trace, limit, ...layers) : stack(send, trace, ...layers, limit),
    tokens,
    credits,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** What the organization of a client is known by to processes that share its limits, unless it has a name. */
export const originOf = ({ accountsUrl, clientId, user }: Settings): readonly string[] => [accountsUrl, clientId, user];

const addressesOf = ({ apiUrl, accountsUrl, contentUrl, downloadUrl }: Hosts): Addresses => ({
  api: apiUrl,
  accounts: accountsUrl,
  content: contentUrl,
  download: downloadUrl,
});

/** Sends nothing to a server that tokens may not be sent to. */
const withoutRefused =
  (refused: Hosts["refused"], own: Addresses): Layer =>
  (next) =>
  async (request) => {
    const server = (request.addresses ?? own)[request.operation.server ?? "api"];
    const refusal = refused[server];
    if (refusal) throw hostError(refusal);
    return next(request);
  };

function transportOf(settings: Settings): ClosableTransport {
  const { fetch, maxConcurrency } = settings;
  if (fetch) return { send: fetchTransport(fetch, settings), close: async () => undefined };
  return defaultTransport({ ...settings, maxIdleSockets: maxConcurrency });
}
