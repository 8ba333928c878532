import { memoryStore } from "../auth/stores/memory.js";
import type { TokenStore } from "../auth/token-store.js";
import type { LegacyConfig, LegacySettings } from "../config/legacy-options.js";
import { resolveLegacySettings } from "../config/resolve.js";
import { ConfigError } from "../core/errors.js";
import { createEngine, type Engine } from "../engine.js";

/** What one call of `initialize` brings about. */
export interface Session {
  /** All that programs have given so far; the members given last count. */
  readonly config: LegacyConfig;
  readonly settings: LegacySettings;
  readonly store: TokenStore;
  readonly engine: Engine;
  /** Whose tokens the next call uses. */
  readonly user: string;
}

/** The old client's names for the store in memory. */
const MEMORY: ReadonlySet<string> = new Set(["local", "./local/local_util"]);

/**
 * Begins a session, or goes on with the one before. Programs initialize before every call: as long as the settings are
 * the same, connections and tokens are kept.
 * @throws ConfigError
 */
export function openSession(given: LegacyConfig, before: Session | undefined): Session {
  const config = { ...before?.config, ...given };
  const settings = resolveLegacySettings(config);
  if (!MEMORY.has(settings.mysqlModule)) throw unknownStore();
  // Who was switched to stays, unless the program names a user again.
  const user = before && !given.user_identifier ? before.user : settings.user;
  if (before && isSame(before.settings, settings)) return { ...before, config, user };
  const store = before && isSameApplication(before.settings, settings) ? before.store : memoryStore();
  return { config, settings, store, engine: createEngine({ ...settings, store }, `/crm/${settings.version}`), user };
}

const isSame = (one: LegacySettings, other: LegacySettings): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Tokens belong to an application at an accounts server. */
const isSameApplication = (one: LegacySettings, other: LegacySettings): boolean =>
  one.clientId === other.clientId && one.accountsUrl === other.accountsUrl;

const unknownStore = (): ConfigError =>
  new ConfigError(
    "mysql_module: this version keeps tokens in memory only; set mysql_module to local, and refresh_token to start from",
    { code: "INVALID_CONFIGURATION", details: { setting: "mysql_module" } },
  );
