import type { Settings } from "../config/options.js";

/** Scopes for everything that the client does, where none are asked for by name. */
export const DEFAULT_SCOPES = [
  "ZohoCRM.modules.ALL",
  "ZohoCRM.settings.ALL",
  "ZohoCRM.users.ALL",
  "ZohoCRM.org.ALL",
  "ZohoCRM.bulk.ALL",
  "ZohoCRM.notifications.ALL",
  "ZohoCRM.coql.READ",
  "ZohoSearch.securesearch.READ",
] as const;

/** What a login asks the user for. */
export interface ConsentRequest {
  readonly scopes: readonly string[];
  /** Where Zoho sends the browser, exactly as it is registered. */
  readonly redirectUrl: string;
  /** Comes back with the answer, and tells it from that of another login. */
  readonly state: string;
}

/** What the user, through Zoho, answered. */
export type ConsentAnswer =
  | {
      readonly code: string;
      /** The accounts server at which the code is to be exchanged, where Zoho named one. */
      readonly accountsServer?: string;
      /** The address that the code was sent to; the code of a self client was sent nowhere. */
      readonly redirectUrl?: string;
    }
  | { readonly error: string };

/**
 * The address of Zoho's page that asks for consent. It asks for a refresh token, which Zoho gives again only where the
 * user is asked again.
 */
export function consentAddress({ accountsUrl, clientId }: Settings, request: ConsentRequest): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    scope: request.scopes.join(","),
    redirect_uri: request.redirectUrl,
    access_type: "offline",
    prompt: "consent",
    state: request.state,
  });
  return `${accountsUrl}/oauth/v2/auth?${query}`;
}

/** Reads the query of the address that Zoho sent the browser to; `undefined` where it answers another request. */
export function readAnswer(query: URLSearchParams, request: ConsentRequest): ConsentAnswer | undefined {
  const error = query.get("error");
  const state = query.get("state");
  // A refusal may come without state. Forged, it ends a login and does no other harm.
  if (state !== request.state && !(state === null && error !== null)) return undefined;
  if (error !== null) return { error };
  const code = query.get("code");
  if (code === null || code === "") return { error: "the answer has no code" };
  const accountsServer = query.get("accounts-server");
  return { code, redirectUrl: request.redirectUrl, ...(accountsServer && { accountsServer }) };
}
