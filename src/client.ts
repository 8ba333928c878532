import { bindGroups, type Groups, type RawClient } from "../generated/client.js";
import type { OrganizationModules } from "../generated/modules.js";
import type { paths } from "../generated/schema.js";
import { type ClientTokens, clientTokens } from "./auth/client-tokens.js";
import type { ClientOptions } from "./config/options.js";
import { resolveSettings } from "./config/resolve.js";
import { markClock } from "./core/lifetime/client-clock.js";
import type { MarkedClient } from "./core/operation.js";
import { createRawClient } from "./core/request/raw-client.js";
import { createEngine } from "./engine.js";

/** The mark of a client that was created for certain modules. Generated clients have default modules of their own. */
type MarkOf<R> = [OrganizationModules, R] extends [R, OrganizationModules] ? object : { readonly modules?: R };

/**
 * A client of one organization, whose modules are `R`: its operations by group, and the openapi-fetch client that they
 * use.
 */
export interface CrmClient<R = OrganizationModules> extends Groups<R>, MarkedClient<MarkOf<R>> {
  /** Makes calls with openapi-fetch's own options, using the same tokens, retries and limits. */
  readonly raw: RawClient;
  /** Consent, grant codes and refresh tokens. */
  readonly tokens: ClientTokens;
  /**
   * Closes the client and its connections. Calls under way, and later ones, fail with `CLIENT_CLOSED`; a token that is
   * being issued is still stored. Idle connections do not keep a program running, so few programs need this.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client. Nothing is sent before the first call.
 *
 * @param options Settings that are left out are read from `resources/oauth_configuration.properties` and
 *   `resources/configuration.properties` in the working directory, then from the environment (`ZCRM_CLIENT_ID`, …).
 * @throws ConfigError that names every missing or invalid setting, and every place where you can set it.
 * @example
 * const crm = createClient({ clientId, clientSecret, refreshToken, dataCenter: "eu" });
 * const page = await crm.records.list({ module: "Leads", per_page: 5 });
 */
export function createClient<R = OrganizationModules>(options: ClientOptions = {}): CrmClient<R> {
  const settings = resolveSettings(options);
  const engine = createEngine(settings);
  // The compiler cannot compare these types with the library's own types of the same calls.
  const raw = markClock(createRawClient<paths>(engine.send, settings.user), settings.clock) as object as RawClient;
  return {
    ...bindGroups<R>({ raw }),
    raw,
    tokens: clientTokens(engine.tokens, settings),
    close: engine.close,
    [Symbol.asyncDispose]: engine.close,
  };
}
