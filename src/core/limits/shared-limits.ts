import { ConfigError } from "../errors/errors.js";
import { type ExchangeTools, type LimitedClient, SharedSlots } from "./shared-slots.js";
import type { SharedState } from "./shared-state.js";

/** Limits that processes share: the result of `fileLimits`, `redisLimits` or `postgresLimits`. */
export interface SharedLimits {
  /** Where they are shared, e.g. `file`. */
  readonly name: string;
}

/** Options of limits that processes share. */
export interface LimitsOptions {
  /**
   * A name for the organization. Processes with the same name share its limits, whatever their application or user.
   * @default the client ID and the user of the client, with its data center
   */
  organization?: string;
}

/** What a client makes of {@link SharedLimits}. */
export interface ConnectableLimits extends SharedLimits {
  /** @param origin What the client's organization is known by, unless it has a name */
  connect(client: LimitedClient, origin: readonly string[]): SharedSlots;
  /** The key of the organization in the shared state. */
  keyOf(origin: readonly string[]): Promise<string>;
}

/** Part of every key, so that a later format does not meet this one. */
const FORMAT = "zcrm-limits-1";

const SYSTEM: ExchangeTools = {
  now: () => performance.now(),
  after(milliseconds, fire) {
    const timer = setTimeout(fire, milliseconds);
    // Other runtimes return a number.
    if (typeof timer === "object") timer.unref?.();
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/**
 * Limits that processes share in some place.
 * @throws ConfigError if the name of the organization is empty
 */
export function sharedLimits(
  state: SharedState,
  { organization }: LimitsOptions = {},
  tools: ExchangeTools = SYSTEM,
): ConnectableLimits {
  if (organization === "")
    throw new ConfigError(`${state.name} limits: option "organization" is empty; pass a name, or leave it out`, {
      code: "INVALID_CONFIGURATION",
      details: { setting: "organization" },
    });
  const keyOf = (origin: readonly string[]) =>
    hashOf(organization === undefined ? ["client", ...origin] : ["organization", organization]);
  return {
    name: state.name,
    keyOf,
    connect(client, origin) {
      let key: Promise<string> | undefined;
      const ownKey = () => {
        key ??= keyOf(origin);
        return key;
      };
      return new SharedSlots(state, ownKey, client, tools);
    },
  };
}

/** A name that shows nothing of the words, and is of the same length for all. */
async function hashOf(words: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify([FORMAT, ...words]));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
