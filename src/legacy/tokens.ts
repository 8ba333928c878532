import { lifetime } from "../auth/token-response.js";
import { AuthError } from "../core/errors/errors.js";

/** The tokens that a grant code or a refresh token was exchanged for. */
export interface LegacyTokens {
  access_token: string;
  refresh_token?: string;
  /** Epoch milliseconds at which the access token expires. */
  expires_in: number;
  user_identifier: string;
}

/** The form of a token request, with the secret in clear text. */
export interface LegacyTokenRequest {
  client_id: string | null;
  client_secret: string | null;
  grant_type: "authorization_code" | "refresh_token";
  code?: string;
  redirect_uri?: string | null;
  refresh_token?: string;
}

/**
 * Reads the tokens in a response of the accounts server.
 * @returns The tokens, with their expiry in epoch milliseconds; an empty object if there are none.
 * @throws AuthError if the body is not JSON. The error does not show the body, which may hold a token.
 */
export function parseTokens({ body }: { body: string }): Partial<Omit<LegacyTokens, "user_identifier">> {
  const response = parsed(body);
  const { access_token, refresh_token } = response;
  if (typeof access_token !== "string") return {};
  return {
    access_token,
    ...(typeof refresh_token === "string" && { refresh_token }),
    expires_in: Date.now() + lifetime(response),
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(body) };
  } catch {
    throw new AuthError("the accounts server's response is not JSON", { code: "UNREADABLE_ANSWER" });
  }
}
