import type { Token } from "../token.js";

/** One user's tokens as the old client and its users' own modules keep them; every name is one that was in use. */
export interface TokenRow {
  readonly useridentifier?: unknown;
  readonly user_identifier?: unknown;
  readonly accesstoken?: unknown;
  readonly access_token?: unknown;
  readonly refreshtoken?: unknown;
  readonly refresh_token?: unknown;
  /** Epoch milliseconds, as a number or a text: some drivers give a large integer as a text. */
  readonly expirytime?: unknown;
  readonly expiry_time?: unknown;
  readonly expires_in?: unknown;
}

/** Reads a row. One without an access token, or without a time, is as good as expired: it has its refresh token yet. */
export function readTokenRow(row: TokenRow): Token {
  const refreshToken = text(row.refreshtoken ?? row.refresh_token);
  return {
    accessToken: text(row.accesstoken ?? row.access_token) ?? "",
    expiresAt: expiryOf(row),
    ...(refreshToken !== undefined && { refreshToken }),
  };
}

/** Whose row it is; `undefined` where it does not say. */
export const userOf = (row: TokenRow): string | undefined => text(row.useridentifier ?? row.user_identifier);

export function expiryOf(row: TokenRow): number {
  const time = Number(row.expirytime ?? row.expiry_time ?? row.expires_in);
  return Number.isFinite(time) ? time : 0;
}

/** The old client put its statements together from texts, so what it did not have became a word. */
const NOTHING: ReadonlySet<string> = new Set(["", "undefined", "null"]);

function text(value: unknown): string | undefined {
  const written = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return NOTHING.has(written) ? undefined : written;
}
