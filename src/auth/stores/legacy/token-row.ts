import type { Token } from "../../token.js";

/** A user's tokens as the old client and token modules store them, with every column name that is in use. */
export interface TokenRow {
  readonly useridentifier?: unknown;
  readonly user_identifier?: unknown;
  readonly accesstoken?: unknown;
  readonly access_token?: unknown;
  readonly refreshtoken?: unknown;
  readonly refresh_token?: unknown;
  /** Epoch milliseconds, as a number or a string: some drivers return large integers as strings. */
  readonly expirytime?: unknown;
  readonly expiry_time?: unknown;
  readonly expires_in?: unknown;
}

/** Reads a row. Without an access token or an expiry, it counts as expired, but its refresh token can be used. */
export function readTokenRow(row: TokenRow): Token {
  const refreshToken = stringOf(row.refreshtoken ?? row.refresh_token);
  return {
    accessToken: stringOf(row.accesstoken ?? row.access_token) ?? "",
    expiresAt: expiryOf(row),
    ...(refreshToken !== undefined && { refreshToken }),
  };
}

/** The user of a row, or `undefined` if it names none. */
export const userOf = (row: TokenRow): string | undefined => stringOf(row.useridentifier ?? row.user_identifier);

export function expiryOf(row: TokenRow): number {
  const time = Number(row.expirytime ?? row.expiry_time ?? row.expires_in);
  return Number.isFinite(time) ? time : 0;
}

/** The old client concatenated its SQL statements, so that a missing value became a word. */
const MISSING: ReadonlySet<string> = new Set(["", "undefined", "null"]);

function stringOf(value: unknown): string | undefined {
  const written = typeof value === "string" || typeof value === "number" ? String(value) : "";
  return MISSING.has(written) ? undefined : written;
}
