import { lifetime } from "../auth/token-response.js";
import { AuthError } from "../core/errors/errors.js";

/** The form of a request for tokens, with the secret in clear. */
export interface LegacyTokenRequest {
  client_id: string | null;
  client_secret: string | null;
  grant_type: "authorization_code" | "refresh_token";
  code?: string;
  redirect_uri?: string | null;
  refresh_token?: string;
}

/**
 * Reads an answer of the accounts server: its tokens, with the time in epoch milliseconds at which they end.
 * @throws AuthError where the body is not JSON; it is not shown, since it may hold a token.
 */
export function parseTokens({ body }: { body: string }): {
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
} {
  const answer = parsed(body);
  const { access_token, refresh_token } = answer;
  if (typeof access_token !== "string") return {};
  return {
    access_token,
    ...(typeof refresh_token === "string" && { refresh_token }),
    expires_in: Date.now() + lifetime(answer),
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    return { ...JSON.parse(body) };
  } catch {
    throw new AuthError("the accounts server's answer is not JSON", { code: "UNREADABLE_ANSWER" });
  }
}
