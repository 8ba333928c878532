/** `zcrm/core`: a client without groups, for free functions and generated clients. */
import type { RawClient } from "../generated/client.js";
import type { paths } from "../generated/schema.js";
import { type ClientTokens, clientTokens } from "./auth/client-tokens.js";
import type { ClientOptions } from "./config/options.js";
import { resolveSettings } from "./config/resolve.js";
import { markClock } from "./core/lifetime/client-clock.js";
import { createRawClient } from "./core/request/raw-client.js";
import { createEngine } from "./engine.js";

export type { ClientOptions } from "./config/options.js";
export { isCrmError } from "./core/errors/errors.js";

/** A client without groups: what free functions and generated clients need. */
export interface CoreClient {
  /** Makes calls with openapi-fetch's own options, using the same tokens, retries and limits. */
  readonly raw: RawClient;
  /** Consent, grant codes and refresh tokens. */
  readonly tokens: ClientTokens;
  /**
   * The API credits that Zoho last said the organization has left, and when; `undefined` before. It does so once half of them
   * are used. With `limits`, what it said to any process. If calls name users of several organizations, it is about the one
   * of the last such response.
   */
  readonly credits: { readonly left: number; readonly at: Date } | undefined;
  /**
   * Closes the client and its connections. Calls under way, and later ones, fail with `CLIENT_CLOSED`; a token that is
   * being issued is still stored. Idle connections do not keep a program running, so few programs need this.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Creates a client like `createClient`, without groups: a bundle has only the functions that the program calls.
 *
 * @param options As for `createClient`.
 * @throws ConfigError that names every missing or invalid setting, and every place where you can set it.
 * @example
 * const crm = createCore({ clientId, clientSecret, refreshToken });
 * const page = await getRecords(crm, { module: "Leads" }); // from "zcrm/operations"
 */
export function createCore(options: ClientOptions = {}): CoreClient {
  const settings = resolveSettings(options);
  const engine = createEngine(settings);
  // The compiler cannot compare these types with the library's own types of the same calls.
  const raw = markClock(createRawClient<paths>(engine.send, settings.user), settings.clock) as object as RawClient;
  return {
    raw,
    tokens: clientTokens(engine.tokens, settings),
    get credits() {
      return engine.credits.last;
    },
    close: engine.close,
    [Symbol.asyncDispose]: engine.close,
  };
}
