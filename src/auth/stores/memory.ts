import type { Token } from "../token.js";
import type { TokenStore } from "../token-store.js";

/** Keeps tokens in this process only: after a restart the refresh token of the configuration brings new ones. */
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
