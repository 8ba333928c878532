import type { Settings } from "../config/options.js";
import { ConfigError } from "../core/errors.js";
import { type ConsentRequest, consentUrl } from "./consent.js";
import type { Token } from "./token.js";
import type { TokenManager } from "./token-manager.js";

/** Whose tokens, and which accounts host they are of. */
export interface TokenOwner {
  /** A name of the program's own choosing. @default the client's user */
  user?: string;
  /** The accounts host that Zoho named (`accounts-server`). @default the client's */
  accountsServer?: string;
}

/** How tokens are brought to the client's store and taken from it. Calls renew them by themselves. */
export interface ClientTokens {
  /**
   * The address at which a user gives consent; Zoho sends the user back to the redirect URL with a grant code.
   * @throws ConfigError where no redirect URL is set.
   * @example
   * const url = crm.tokens.consentUrl({ scopes: ["ZohoCRM.modules.ALL"], state: crypto.randomUUID() });
   */
  consentUrl(request: Pick<ConsentRequest, "scopes" | "state" | "accessType" | "prompt">): string;
  /**
   * Exchanges a grant code, of a redirect or of a self client, and keeps the tokens that it brings.
   * @param code Good once, for about two minutes.
   * @example
   * await crm.tokens.grant(query.code, { user: "ada", accountsServer: query["accounts-server"] });
   */
  grant(code: string, owner?: TokenOwner): Promise<Token>;
  /** Fetches an access token by a refresh token and keeps both. */
  adopt(refreshToken: string, owner?: TokenOwner): Promise<Token>;
  /** Ends a user's refresh token at Zoho, and forgets the user's tokens. @param user The client's user where left out. */
  revoke(user?: string): Promise<void>;
}

/** @param settings The client's settings. */
export const clientTokens = (manager: TokenManager, settings: Settings): ClientTokens => ({
  consentUrl: (request) => consentUrl({ ...request, ...application(settings) }),
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
