import type { Token } from "../token.js";
import type { TokenStore } from "../token-store.js";
import type { LegacyModule, LegacyModuleTokens } from "./legacy-module-file.js";
import { expiryOf, readTokenRow, type TokenRow, userOf } from "./token-row.js";

/**
 * Stores tokens in a module that was written for the old client: a CommonJS or ES module with `saveOAuthTokens`,
 * `updateOAuthTokens` and `getOAuthTokens`. It is loaded with the first call.
 *
 * Such a module only keeps the access token, the refresh token and the expiry. It cannot lock, so each process renews
 * tokens by itself. It cannot delete, so `delete` rejects.
 *
 * If the module returns several rows, the one that expires last counts, without rows of other users. A row without a
 * user counts as the user's own, as in the old client.
 *
 * @param path An absolute path; a path relative to `node_modules/zcrmsdk/lib/js`, `node_modules/@trifoia/zcrmsdk/lib/js`
 *   or the working directory, in this order; or the name of a package.
 * @example
 * const crm = createClient({ store: legacyModuleStore("./lib/zoho-tokens.js") });
 */
export function legacyModuleStore(path: string): TokenStore {
  let loading: Promise<LegacyModule> | undefined;
  const load = (): Promise<LegacyModule> => {
    loading ??= import("./legacy-module-file.js").then(({ loadLegacyModule }) => loadLegacyModule(path));
    return loading;
  };
  const get = async (user: string): Promise<Token | undefined> => {
    const row = newestOf(user, await (await load()).getOAuthTokens(user));
    return row && readTokenRow(row);
  };
  return {
    name: "module",
    get,
    async set(user, token) {
      const module = await load();
      // Some modules reject if they have nothing. The new token must be saved anyway.
      const before = await get(user).catch(() => undefined);
      const isUpdate = before !== undefined && before.refreshToken === token.refreshToken;
      const tokens = legacyTokens(user, token);
      await (isUpdate ? module.updateOAuthTokens(tokens) : module.saveOAuthTokens(tokens));
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
  const own = (Array.isArray(found) ? found : [found]).filter(isRow).filter((row) => (userOf(row) ?? user) === user);
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
