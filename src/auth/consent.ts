import { AuthError } from "../core/errors/errors.js";

/** What a user consents to. */
export interface Consent {
  /** E.g. `ZohoCRM.modules.ALL`. */
  readonly scopes: readonly string[];
  /** A random string that the redirect returns. */
  readonly state: string;
  /** With `consent`, Zoho asks the user again and issues a new refresh token. */
  readonly prompt?: "consent";
}

/** A {@link Consent}, and the application that asks for it. */
export interface ConsentRequest extends Consent {
  readonly clientId: string;
  /** As registered; Zoho redirects the user to it. */
  readonly redirectUrl: string;
  /** Origin of the accounts host. */
  readonly accountsUrl: string;
  /** Zoho only issues a refresh token for `offline`. @default "offline" */
  readonly accessType?: "offline" | "online";
}

/** The URL at which a user gives consent. It contains no secret. */
export function consentUrl(request: ConsentRequest): string {
  const url = new URL("/oauth/v2/auth", request.accountsUrl);
  url.search = new URLSearchParams({
    response_type: "code",
    client_id: request.clientId,
    scope: request.scopes.join(","),
    redirect_uri: request.redirectUrl,
    access_type: request.accessType ?? "offline",
    ...(request.prompt && { prompt: request.prompt }),
    state: request.state,
  }).toString();
  return url.href;
}

/** What Zoho's redirect contains. */
export interface Redirect {
  /** The grant code. It works once, for about two minutes. */
  readonly code: string;
  /** The user's data center, e.g. `eu`. */
  readonly location?: string;
  /** The accounts host that issued the code, which is the only one that exchanges it. */
  readonly accountsServer?: string;
}

/**
 * Reads the URL to which Zoho redirected the user.
 * @param url The whole URL, or its path and query.
 * @param state The `state` of the {@link consentUrl}.
 * @param allowServer Throws if tokens may not be sent to the accounts host that the redirect names.
 * @throws AuthError `access_denied` or another error code of Zoho's, `WRONG_STATE`, or `UNREADABLE_REDIRECT`.
 */
export function readRedirect(url: string, state: string, allowServer: (accountsServer: string) => void): Redirect {
  const base = "http://localhost";
  if (!URL.canParse(url, base)) throw unreadable("is not a URL");
  const found = new URL(url, base).searchParams;
  if (found.get("state") !== state) {
    throw new AuthError("the redirect belongs to another login: its state is not the one that was sent; log in again", {
      code: "WRONG_STATE",
    });
  }
  const error = found.get("error");
  if (error !== null) throw denied(error);
  const code = found.get("code");
  if (!code) throw unreadable("has no code");
  const accountsServer = found.get("accounts-server") || undefined;
  if (accountsServer !== undefined) allowServer(accountsServer);
  const location = found.get("location") || undefined;
  return { code, ...(location !== undefined && { location }), ...(accountsServer !== undefined && { accountsServer }) };
}

const denied = (error: string): AuthError =>
  error === "access_denied"
    ? new AuthError("the user denied consent (access_denied); ask again, or request fewer scopes", {
        code: error,
      })
    : new AuthError(
        `Zoho rejected the request for consent with ${JSON.stringify(error.slice(0, 60))}; check the client ID, the scopes and the redirect URL`,
        {
          code: /^[\w .-]{1,60}$/.test(error) ? error : "UNREADABLE_REDIRECT",
        },
      );

const unreadable = (what: string): AuthError =>
  new AuthError(`the redirect ${what}; pass the whole URL to which the browser was redirected`, {
    code: "UNREADABLE_REDIRECT",
  });
