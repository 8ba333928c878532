import { bindGroups, type Groups, type RawClient } from "../generated/client.js";
import type { paths } from "../generated/schema.js";
import { type ClientTokens, clientTokens } from "./auth/client-tokens.js";
import type { ClientOptions } from "./config/options.js";
import { resolveSettings } from "./config/resolve.js";
import { createRawClient } from "./core/request/raw-client.js";
import { createEngine } from "./engine.js";

/** A client of one organisation: its operations by group, and the openapi-fetch client below them. */
export interface CrmClient extends Groups {
  /** For calls that need openapi-fetch's own options; through the same tokens, retries and limits. */
  readonly raw: RawClient;
  /** Consent, grant codes and refresh tokens. */
  readonly tokens: ClientTokens;
  /**
   * Ends the client and its connections: calls under way and later ones fail with `CLIENT_CLOSED`. A token that is on its
   * way is still kept. Idle connections do not keep a program running, so few programs need it.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client. Nothing is sent before the first call.
 *
 * @param options What is left out is looked up in `resources/oauth_configuration.properties` and
 *   `resources/configuration.properties` under the working directory, then in the environment (`ZCRM__client_id`, …).
 * @throws ConfigError that names every setting which is missing or wrong, and every place where it may be set.
 * @example
 * const crm = createClient({ clientId, clientSecret, refreshToken, dataCenter: "eu" });
 * const page = await crm.records.list({ module: "Leads", per_page: 5 });
 */
export function createClient(options: ClientOptions = {}): CrmClient {
  const settings = resolveSettings(options);
  const engine = createEngine(settings);
  // What the compiler cannot compare: the library's own types of the same calls.
  const raw: RawClient = createRawClient<paths>(engine.send, settings.user) as object as RawClient;
  return {
    ...bindGroups({ raw }),
    raw,
    tokens: clientTokens(engine.tokens, settings),
    close: engine.close,
    [Symbol.asyncDispose]: engine.close,
  };
}
