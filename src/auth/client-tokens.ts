import type { Settings } from "../config/settings.js";
import { ConfigError } from "../core/errors/errors.js";
import { type Consent, consentUrl } from "./consent.js";
import type { Token } from "./token.js";
import type { TokenManager } from "./token-manager.js";

/** The user that tokens belong to, and the accounts host that issues them. */
export interface TokenOwner {
  /** Name of the user. @default the client's user */
  user?: string;
  /** The accounts host that the redirect named. @default the client's */
  accountsServer?: string;
}

/** Adds tokens to the client's store, and removes them. Calls renew tokens by themselves. */
export interface ClientTokens {
  /**
   * Returns the URL at which a user gives consent. Zoho redirects the user back with a grant code.
   * @throws ConfigError if no redirect URL is set.
   * @example
   * const url = crm.tokens.consentUrl({ scopes: ["ZohoCRM.modules.ALL"], state: crypto.randomUUID() });
   */
  consentUrl(consent: Consent): string;
  /**
   * Exchanges a grant code for tokens, and saves them. A code works once, for about two minutes.
   * @throws AuthError with Zoho's error code, e.g. `invalid_code`.
   * @example
   * await crm.tokens.grant(query.code, { user: "ada", accountsServer: query["accounts-server"] });
   */
  grant(code: string, owner?: TokenOwner): Promise<Token>;
  /**
   * Requests an access token with a refresh token, and saves both.
   * @throws AuthError with Zoho's error code, e.g. `invalid_code`.
   */
  adopt(refreshToken: string, owner?: TokenOwner): Promise<Token>;
  /**
   * Revokes a user's refresh token at Zoho, and deletes the user's tokens.
   * @param user Name of the user. @default the client's user
   * @throws AuthError `NO_REFRESH_TOKEN` if the user has no tokens; Zoho's error code if Zoho does not revoke the token.
   */
  revoke(user?: string): Promise<void>;
}

/** @param settings The client's settings. */
export const clientTokens = (manager: TokenManager, settings: Settings): ClientTokens => ({
  consentUrl: (consent) => consentUrl({ ...consent, ...application(settings) }),
  grant: (code, { user = settings.user, accountsServer } = {}) => manager.grant(user, code, accountsServer),
  adopt: (refreshToken, { user = settings.user, accountsServer } = {}) =>
    manager.adopt(user, refreshToken, accountsServer),
  revoke: (user = settings.user) => manager.revoke(user),
});

function application({ clientId, redirectUrl, accountsUrl }: Settings) {
  if (redirectUrl !== undefined) return { clientId, redirectUrl, accountsUrl };
  throw new ConfigError(
    "redirectUrl is missing: set the one that is registered in Zoho's API console, as an option or in the environment variable ZCRM_REDIRECT_URL",
    { code: "MISSING_CONFIGURATION", details: { missing: ["redirectUrl"] } },
  );
}
