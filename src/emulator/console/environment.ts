import type { EmulatorClientOptions } from "../api.js";

/** Clients of the old package prefix the value with `https://`; this package takes a bare host for the same. */
const host = (url: string): string => url.replace(/^https:\/\//, "");

/**
 * The shell lines that point a client of this package, typed or old, at the emulator.
 *
 * @param options The emulator's `clientOptions()`
 * @returns One `export ZCRM_…=…` line per setting. They contain the client's secrets.
 */
export const environmentLines = ({
  clientId,
  clientSecret,
  refreshToken,
  apiUrl,
  accountsUrl,
}: EmulatorClientOptions): string[] =>
  Object.entries({
    CLIENT_ID: clientId,
    CLIENT_SECRET: clientSecret,
    REFRESH_TOKEN: refreshToken,
    API_URL: host(apiUrl),
    ACCOUNTS_URL: host(accountsUrl),
    // The old client requires a redirect URL, and keeps its tokens in a database unless told otherwise.
    REDIRECT_URL: "http://localhost:8976/callback",
    MYSQL_MODULE: "local",
  }).map(([name, value]) => `export ZCRM_${name}=${value}`);
