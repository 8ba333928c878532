import { ConfigError } from "../../core/errors/errors.js";
import { rememberSecrets } from "../../core/errors/secrets.js";

/** A shorter key could be guessed. */
const SHORTEST_KEY = 16;

/**
 * Checks the key that a store encrypts with, and keeps it out of messages.
 * @param where What the error calls it, e.g. `fileStore: the key (option "key")`.
 * @throws ConfigError `INVALID_CONFIGURATION` if the key is too short.
 */
export function checkStoreKey(key: string | undefined, where: string): void {
  if (key !== undefined && key.length < SHORTEST_KEY) {
    throw new ConfigError(`${where} has fewer than ${SHORTEST_KEY} characters; use a longer, random one`, {
      code: "INVALID_CONFIGURATION",
    });
  }
  rememberSecrets(key);
}
