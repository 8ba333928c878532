import { bindGroups, type Groups } from "../generated/client.js";
import type { OrganizationModules } from "../generated/modules.js";
import type { ClientOptions } from "./config/options.js";
import type { MarkedClient } from "./core/operation.js";
import { type CoreClient, createCore } from "./core-client.js";

/** The mark of a client that was created for certain modules. Generated clients have default modules of their own. */
type MarkOf<R> = [OrganizationModules, R] extends [R, OrganizationModules] ? object : { readonly modules?: R };

/**
 * A client of one organization, whose modules are `R`: its operations by group, and the openapi-fetch client that they
 * use.
 */
export interface CrmClient<R = OrganizationModules> extends Groups<R>, MarkedClient<MarkOf<R>>, CoreClient {
  // Both parents have it.
  readonly raw: CoreClient["raw"];
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
  const core = createCore(options);
  // Not a copy, in which `credits` would stay as they are now.
  return Object.assign(core, bindGroups<R>(core));
}
