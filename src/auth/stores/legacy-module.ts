import type { Token } from "../token.js";
import type { TokenStore } from "../token-store.js";
import type { LegacyModule, LegacyModuleTokens } from "./legacy-module-file.js";
import { expiryOf, readTokenRow, type TokenRow, userOf } from "./token-row.js";

/**
 * Keeps tokens in a module that was written for the old client: one with `saveOAuthTokens`, `updateOAuthTokens` and
 * `getOAuthTokens`, CommonJS or ES module, found and loaded with the first call.
 *
 * Such a module keeps the access token, the refresh token and the time of expiry; what a token holds beyond that is not
 * kept. It cannot lock, so each process refreshes by itself, and it cannot delete: `delete` fails.
 *
 * Of several rows the one that ends last counts; rows of another user do not. A row that names no user is taken for the
 * user's own, as it was by the old client.
 *
 * @param path Absolute, or from `node_modules/zcrmsdk/lib/js`, `node_modules/@trifoia/zcrmsdk/lib/js` or the working
 *   directory, in this order; or the name of a package.
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
      // Some modules reject where they have nothing; what was issued must be kept all the same.
      const before = await get(user).catch(() => undefined);
      const isNewer = before !== undefined && before.refreshToken === token.refreshToken;
      await (isNewer ? module.updateOAuthTokens(toGiven(user, token)) : module.saveOAuthTokens(toGiven(user, token)));
    },
    async delete() {
      throw new Error(`${path} has no function that deletes tokens; remove them where the module keeps them`);
    },
  };
}

const toGiven = (user: string, { accessToken, refreshToken, expiresAt }: Token): LegacyModuleTokens => ({
  user_identifier: user,
  access_token: accessToken,
  ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  expires_in: expiresAt,
  expiry_time: expiresAt,
});

function newestOf(user: string, answer: unknown): TokenRow | undefined {
  const own = (Array.isArray(answer) ? answer : [answer]).filter(isRow).filter((row) => (userOf(row) ?? user) === user);
  return own.reduce<TokenRow | undefined>(
    (newest, row) => (newest && expiryOf(newest) >= expiryOf(row) ? newest : row),
    undefined,
  );
}

/** Some modules answer an empty object where they have nothing. */
const isRow = (value: unknown): value is TokenRow =>
  typeof value === "object" &&
  value !== null &&
  ["accesstoken", "access_token", "refreshtoken", "refresh_token"].some((name) => name in value);
