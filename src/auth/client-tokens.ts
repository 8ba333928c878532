import type { Settings } from "../config/options.js";
import { ConfigError } from "../core/errors/errors.js";
import { type Consent, consentUrl } from "./consent.js";
import type { Token } from "./token.js";
import type { TokenManager } from "./token-manager.js";

/** Whose tokens, and of which accounts host. */
export interface TokenOwner {
  /** @default the client's user */
  user?: string;
  /** As the redirect names it. @default the client's */
  accountsServer?: string;
}

/** Brings tokens to the client's store, and takes them from it. Calls renew them by themselves. */
export interface ClientTokens {
  /**
   * The address at which a user gives consent; the redirect brings a grant code.
   * @throws ConfigError where no redirect URL is set.
   */
  consentUrl(consent: Consent): string;
  /**
   * Exchanges a grant code, which is good once and for about two minutes, and keeps its tokens.
   * @example
   * await crm.tokens.grant(query.code, { user: "ada", accountsServer: query["accounts-server"] });
   */
  grant(code: string, owner?: TokenOwner): Promise<Token>;
  /** Fetches an access token by a refresh token and keeps both. */
  adopt(refreshToken: string, owner?: TokenOwner): Promise<Token>;
  /** Ends a user's refresh token at Zoho, and forgets the user's tokens. */
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
    "redirectUrl is missing: set the one that is registered in the API console, as an option or as ZCRM__redirect_url",
    { code: "MISSING_CONFIGURATION", details: { missing: ["redirectUrl"] } },
  );
}
