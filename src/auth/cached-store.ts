import { hasFiles, isPermitted } from "../core/platform.js";
import { checked } from "./guarded-store.js";
import { memoryStore } from "./stores/memory.js";
import type { TokenCache, TokenOrigin } from "./stores/token-cache.js";
import type { Token } from "./token.js";
import { lastIssued } from "./token-life.js";
import type { TokenStore } from "./token-store.js";

/**
 * Stores tokens in the memory of this process, and the access tokens of a configured refresh token in a file for the user's
 * other processes as well: Zoho issues only 10 in 10 minutes, so a script that asks for one at each start soon gets none. If
 * the file cannot be used, there is only the memory.
 * @param user The user that the refresh token is configured for.
 */
export function cachedStore(user: string, origin: TokenOrigin): TokenStore {
  const memory = memoryStore();
  // Loaded on first use, so that a program for a runtime without files can import this module.
  let opening: Promise<TokenCache | undefined> | undefined;
  const open = async (): Promise<TokenCache | undefined> => {
    if (!hasFiles() || !mayUseFiles()) return undefined;
    opening ??= import("./stores/token-cache.js").then(({ openTokenCache }) => openTokenCache(origin));
    return opening.catch(() => undefined);
  };
  const isCached = (name: string, token: Token | undefined): boolean =>
    name === user && (token === undefined || token.refreshToken === origin.refreshToken);

  return {
    name: "cache",
    async get(name) {
      const known = await memory.get(name);
      if (!isCached(name, known)) return known;
      const cached = await open()
        .then((cache) => cache?.get())
        .then(checked)
        .catch(() => undefined);
      // A write may have failed since.
      return cached && lastIssued(cached) >= lastIssued(known)
        ? { ...cached, refreshToken: origin.refreshToken }
        : known;
    },
    async set(name, token) {
      await memory.set(name, token);
      if (isCached(name, token))
        await open()
          .then((cache) => cache?.set(token))
          .catch(() => undefined);
    },
    async delete(name) {
      await memory.delete(name);
      if (name === user)
        await open()
          .then((cache) => cache?.delete())
          .catch(() => undefined);
    },
    async withLock(name, work) {
      const cache = name === user ? await open() : undefined;
      return cache ? cache.withLock(work) : work();
    },
  };
}

/** Whether the program may use the cache, wherever the environment says that it is. */
const mayUseFiles = (): boolean => (["env", "read", "write"] as const).every((name) => isPermitted({ name }));
