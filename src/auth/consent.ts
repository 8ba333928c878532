import { AuthError } from "../core/errors/errors.js";

/** What a user is asked to consent to. */
export interface Consent {
  /** E.g. `ZohoCRM.modules.ALL`. */
  readonly scopes: readonly string[];
  /** A random text that the redirect brings back. */
  readonly state: string;
  /** With `consent` the user is asked again, and a new refresh token comes. */
  readonly prompt?: "consent";
}

/** Whom, and where, {@link Consent} is given to. */
export interface ConsentRequest extends Consent {
  readonly clientId: string;
  /** As registered; the answer goes there. */
  readonly redirectUrl: string;
  /** Origin of the accounts host. */
  readonly accountsUrl: string;
  /** Only `offline` brings a refresh token. @default "offline" */
  readonly accessType?: "offline" | "online";
}

/** The address at which a user gives consent. It holds nothing secret. */
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

/** What a redirect brings. */
export interface Redirect {
  /** The grant code: good once, for about two minutes. */
  readonly code: string;
  /** The user's data centre, e.g. `eu`. */
  readonly location?: string;
  /** The accounts host that gave the code and takes it back. */
  readonly accountsServer?: string;
}

/**
 * Reads the address that the user was sent back to.
 * @param url The whole address, or its path and query.
 * @param state The `state` of the {@link consentUrl}.
 * @param allowServer Throws where tokens may not be sent to the accounts host that the redirect names.
 * @throws AuthError `access_denied`, or another word of Zoho's; `WRONG_STATE`; `UNREADABLE_REDIRECT`.
 */
export function readRedirect(url: string, state: string, allowServer: (accountsServer: string) => void): Redirect {
  const base = "http://localhost";
  if (!URL.canParse(url, base)) throw unreadable("is no address");
  const found = new URL(url, base).searchParams;
  if (found.get("state") !== state) {
    throw new AuthError("the redirect's state is not the one that was sent: it answers another question; begin again", {
      code: "WRONG_STATE",
    });
  }
  const error = found.get("error");
  if (error !== null) throw refused(error);
  const code = found.get("code");
  if (!code) throw unreadable("has no code");
  const accountsServer = found.get("accounts-server") || undefined;
  if (accountsServer !== undefined) allowServer(accountsServer);
  const location = found.get("location") || undefined;
  return { code, ...(location !== undefined && { location }), ...(accountsServer !== undefined && { accountsServer }) };
}

const refused = (error: string): AuthError =>
  error === "access_denied"
    ? new AuthError("consent was refused: access_denied (the user said no); ask again, or for fewer scopes", {
        code: error,
      })
    : new AuthError(
        `consent was refused: ${JSON.stringify(error.slice(0, 60))}; check client id, scopes and redirect URL`,
        {
          code: /^[\w .-]{1,60}$/.test(error) ? error : "UNREADABLE_REDIRECT",
        },
      );

const unreadable = (what: string): AuthError =>
  new AuthError(`the redirect ${what}; give the whole address that the browser was sent to`, {
    code: "UNREADABLE_REDIRECT",
  });
