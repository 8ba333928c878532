import { lifetime } from "../auth/token-answer.js";
import { ConfigError } from "../core/errors.js";

/** The form of a request for tokens, with the secret in clear. */
export interface LegacyTokenRequest {
  client_id: string | null;
  client_secret: string | null;
  grant_type: "authorization_code" | "refresh_token";
  code?: string;
  redirect_uri?: string | null;
  refresh_token?: string;
}

/** The tokens of an answer of the accounts server, with the time at which they end; without one where there is none. */
export interface ParsedTokens {
  access_token?: string;
  refresh_token?: string;
  /** Epoch milliseconds. */
  expires_in?: number;
}

/**
 * Reads an answer of the accounts server.
 * @throws ConfigError where the body is not JSON; it is not shown, since it may hold a token.
 */
export function parseTokens(response: { body: string }): ParsedTokens {
  const answer = parsed(response.body);
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
    throw new ConfigError("parseAndConstructObject: the body is not JSON", { code: "UNREADABLE_ANSWER" });
  }
}
