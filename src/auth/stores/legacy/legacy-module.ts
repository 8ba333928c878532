import { needFiles } from "../../../core/platform.js";
import type { Token } from "../../token.js";
import type { TokenStore } from "../../token-store.js";
import type { LegacyModule, LegacyModuleTokens } from "./legacy-module-file.js";
import { expiryOf, readTokenRow, type TokenRow, userOf } from "./token-row.js";

/** Milliseconds that a function of a module may take. The old client had no limit, and a database may have to wake up. */
const TIMEOUT = 60_000;

/**
 * Stores tokens in a module that was written for the old client: a CommonJS or ES module with `saveOAuthTokens`,
 * `updateOAuthTokens` and `getOAuthTokens`. As in the old client, `require` loads it whenever it is needed.
 *
 * Such a module only keeps the access token, the refresh token and the expiry. It cannot lock, so each process renews
 * tokens by itself. It cannot delete, so `delete` rejects.
 *
 * If the module returns several rows, the one that expires last counts, without rows of other users. A row without a
 * user, and a single row of whichever user, count as the user's own, as in the old client.
 *
 * @param path An absolute path; a path relative to `node_modules/zcrmsdk/lib/js`, `node_modules/@trifoia/zcrmsdk/lib/js`
 *   or the folder that contains `node_modules`, in this order; or the name of a package. The folder is the working
 *   directory, that of the program or of its `package.json`, or the one in which this package is installed.
 * @example
 * const crm = createClient({ store: legacyModuleStore("./lib/zoho-tokens.js") });
 */
export function legacyModuleStore(path: string): TokenStore {
  const load = async (): Promise<LegacyModule> => {
    needFiles("legacyModuleStore()", "pass a store of your own, such as memoryStore()");
    const { loadLegacyModule } = await import("./legacy-module-file.js");
    return loadLegacyModule(path);
  };
  const rowOf = async (user: string): Promise<TokenRow | undefined> =>
    newestOf(user, await (await load()).getOAuthTokens(user));
  return {
    name: "module",
    timeout: TIMEOUT,
    async get(user) {
      const row = await rowOf(user);
      return row && readTokenRow(row);
    },
    async set(user, token) {
      // Some modules reject if they have nothing. The new token must be saved anyway.
      const before = await rowOf(user).catch(() => undefined);
      const module = await load();
      if (before && readTokenRow(before).refreshToken === token.refreshToken)
        // A module may look for the row by the name that the row has.
        await module.updateOAuthTokens(legacyTokens(userOf(before) ?? user, token));
      else await module.saveOAuthTokens(legacyTokens(user, token));
    },
    async delete() {
      throw new Error(`${path} has no function that deletes tokens; delete them where the module keeps them`);
    },
  };
}

const legacyTokens = (user: string, { accessToken, refreshToken, expiresAt }: Token): LegacyModuleTokens => ({
  user_identifier: user,
  access_token: accessToken,
  ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  expires_in: expiresAt,
  expiry_time: expiresAt,
});

function newestOf(user: string, found: unknown): TokenRow | undefined {
  const rows = (Array.isArray(found) ? found : [found]).filter(isRow);
  // A module with one row for everybody keeps it under the name that it was saved with.
  const own = rows.length === 1 ? rows : rows.filter((row) => (userOf(row) ?? user) === user);
  return own.reduce<TokenRow | undefined>(
    (newest, row) => (newest && expiryOf(newest) >= expiryOf(row) ? newest : row),
    undefined,
  );
}

/** Some modules return an empty object if they have nothing. */
const isRow = (value: unknown): value is TokenRow =>
  typeof value === "object" &&
  value !== null &&
  ["accesstoken", "access_token", "refreshtoken", "refresh_token"].some((name) => name in value);
