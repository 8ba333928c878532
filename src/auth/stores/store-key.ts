import { ConfigError } from "../../core/errors/errors.js";
import { rememberSecrets } from "../../core/errors/secrets.js";
import { environmentVariable } from "../../core/platform.js";

/** A shorter key could be guessed. */
const SHORTEST_KEY = 16;

/** Where the key of a store can be set, as errors say it. @param store The function that makes the store. */
export const keyPlaces = (store: string): string => `option "key" of ${store}, or ZCRM_STORE_KEY in the environment`;

/**
 * The key that a store encrypts with: the option, or the environment's.
 * @throws ConfigError `INVALID_CONFIGURATION` if the key is too short.
 */
export function storeKey(option: string | undefined, store: string): string | undefined {
  const key = option ?? (environmentVariable("ZCRM_STORE_KEY") || undefined);
  rememberSecrets(key);
  if (key === undefined || key.length >= SHORTEST_KEY) return key;
  throw new ConfigError(
    `the key (${keyPlaces(store)}) has fewer than ${SHORTEST_KEY} characters; use a longer, random one`,
    { code: "INVALID_CONFIGURATION" },
  );
}
