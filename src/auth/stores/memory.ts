import type { Token } from "../token.js";
import type { TokenStore } from "../token-store.js";

/** Stores tokens in the memory of this process. After a restart, the configured refresh token is used to get new ones. */
export function memoryStore(): TokenStore {
  const tokens = new Map<string, Token>();
  return {
    name: "memory",
    async get(user) {
      const token = tokens.get(user);
      return token && structuredClone(token);
    },
    async set(user, token) {
      tokens.set(user, structuredClone(token));
    },
    async delete(user) {
      tokens.delete(user);
    },
  };
}
