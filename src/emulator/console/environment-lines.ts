import type { EmulatorClientOptions } from "../emulator.js";

/** Old clients put `https://` before what they are given; this package takes a host for the same. */
const host = (url: string): string => url.replace(/^https:\/\//, "");

/** The lines for a shell by which a client of this package, typed or old, finds the emulator. */
export const environmentLines = ({
  clientId,
  clientSecret,
  refreshToken,
  apiUrl,
  accountsUrl,
}: EmulatorClientOptions): string[] =>
  Object.entries({
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    base_url: host(apiUrl),
    iamurl: host(accountsUrl),
    // The old client wants an address, and would keep its tokens in a database.
    redirect_url: "http://localhost",
    mysql_module: "local",
  }).map(([name, value]) => `export ZCRM__${name}=${value}`);
