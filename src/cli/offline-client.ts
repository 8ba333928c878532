import { memoryStore } from "../auth/stores/memory.js";
import { createClient } from "../index.js";

const NOBODY = "nobody";

/** A client that reaches no server and needs no tokens. @param fetch What receives its requests. @default an error */
export async function offlineClient(fetch?: typeof globalThis.fetch) {
  const store = memoryStore();
  await store.set(NOBODY, { accessToken: NOBODY, expiresAt: Number.MAX_SAFE_INTEGER });
  return createClient({
    ...{ clientId: NOBODY, clientSecret: NOBODY, refreshToken: NOBODY, user: NOBODY, store },
    retry: { maxRetries: 0 },
    fetch: fetch ?? (() => Promise.reject(new Error("nothing may be sent"))),
  });
}
