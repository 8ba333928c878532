import type { TokenSource } from "../core/auth.js";
import { AuthError } from "../core/errors.js";
import type { Send } from "../core/request.js";
import { grantRequest, type OAuthApplication, readTokenResponse, refreshRequest } from "./oauth.js";
import type { Token } from "./token.js";
import type { TokenStore } from "./token-store.js";

/** Milliseconds before its end from which on an access token is no longer used. */
const MARGIN = 60_000;

export interface TokenManagerOptions {
  readonly application: OAuthApplication;
  readonly store: TokenStore;
  /** Sends a request to the accounts server. */
  readonly send: Send;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** The refresh token of the configuration, by user: what a user starts from who has nothing in the store. */
  readonly refreshTokenOf: (user: string) => string | undefined;
}

/**
 * Hands out access tokens and renews them: at most one request to the accounts server is in flight for a user, and
 * everyone who needs a token meanwhile gets its result.
 */
export class TokenManager implements TokenSource {
  readonly #options: TokenManagerOptions;
  /** What was last read or received, so that a call costs no look-up in the store. */
  readonly #known = new Map<string, Token>();
  readonly #refreshing = new Map<string, Promise<Token>>();

  constructor(options: TokenManagerOptions) {
    this.#options = options;
  }

  async current(user: string): Promise<string> {
    const known = this.#known.get(user);
    return (this.#isFresh(known) ? known : await this.#renew(user)).accessToken;
  }

  async replace(user: string, rejected: string): Promise<string> {
    const known = this.#known.get(user);
    if (known?.accessToken !== rejected && this.#isFresh(known)) return known.accessToken;
    return (await this.#renew(user, rejected)).accessToken;
  }

  /** Exchanges a grant code and keeps the tokens that it brings for the user. */
  async grant(user: string, code: string): Promise<Token> {
    const { application, send, now } = this.#options;
    return this.#keep(user, await readTokenResponse(await send(grantRequest(application, code, user)), now()));
  }

  /** Fetches an access token by this refresh token and keeps both for the user. */
  async adopt(user: string, refreshToken: string): Promise<Token> {
    const { application, send, now } = this.#options;
    const token = await readTokenResponse(await send(refreshRequest(application, refreshToken, user)), now());
    return this.#keep(user, { refreshToken, ...token });
  }

  #isFresh(token: Token | undefined): token is Token {
    return token !== undefined && token.expiresAt - MARGIN > this.#options.now();
  }

  #renew(user: string, rejected?: string): Promise<Token> {
    const pending = this.#refreshing.get(user);
    if (pending) return pending;
    const renewal = this.#fetch(user, rejected).finally(() => this.#refreshing.delete(user));
    this.#refreshing.set(user, renewal);
    return renewal;
  }

  /** What the store holds may be newer than what was refused; only where it is not, Zoho is asked. */
  async #fetch(user: string, rejected?: string): Promise<Token> {
    const { store, refreshTokenOf } = this.#options;
    const stored = await store.get(user);
    if (stored?.accessToken !== rejected && this.#isFresh(stored)) {
      this.#known.set(user, stored);
      return stored;
    }
    const refreshToken = stored?.refreshToken ?? refreshTokenOf(user);
    if (refreshToken === undefined) throw noRefreshToken(user);
    return this.adopt(user, refreshToken);
  }

  async #keep(user: string, token: Token): Promise<Token> {
    if (!/^[\x21-\x7e]+$/.test(token.accessToken)) {
      throw new AuthError("the accounts server's access token has characters that no header may have", {
        code: "INVALID_ACCESS_TOKEN",
      });
    }
    // Kept here first: Zoho has issued it, so a store that fails must not lose it.
    this.#known.set(user, token);
    await this.#options.store.set(user, token);
    return token;
  }
}

const noRefreshToken = (user: string): AuthError =>
  new AuthError(
    `there is no token for the user ${JSON.stringify(user)}: set refreshToken (refresh_token), or exchange a grant code first`,
    { code: "NO_REFRESH_TOKEN" },
  );
