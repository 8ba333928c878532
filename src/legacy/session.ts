import { legacyModuleStore } from "../auth/stores/legacy-module.js";
import { memoryStore } from "../auth/stores/memory.js";
import { mysqlStore } from "../auth/stores/mysql.js";
import type { TokenStore } from "../auth/token-store.js";
import type { LegacyConfig, LegacySettings } from "../config/legacy-options.js";
import { resolveLegacySettings } from "../config/resolve.js";
import { createEngine, type Engine } from "../engine.js";

/** What one call of `initialize` brings about. */
export interface Session {
  /** All that programs have given so far; the members given last count. */
  readonly config: LegacyConfig;
  readonly settings: LegacySettings;
  readonly store: SessionStore;
  readonly engine: Engine;
  /** Whose tokens the next call uses. */
  readonly user: string;
}

/** A store that may hold connections. */
interface SessionStore extends TokenStore {
  close?(): Promise<void>;
}

/** The old client's own stores, by the names that it had for them. */
const OWN_STORES: Readonly<Record<string, (settings: LegacySettings) => SessionStore>> = {
  local: memoryStore,
  "./local/local_util": memoryStore,
  "./mysql/mysql_util": ({ mysqlUsername, mysqlPassword }) =>
    mysqlStore({ user: mysqlUsername, password: mysqlPassword }),
};

/**
 * Begins a session, or goes on with the one before. Programs initialize before every call: as long as the settings are
 * the same, connections and tokens are kept.
 * @throws ConfigError
 */
export function openSession(given: LegacyConfig, before: Session | undefined): Session {
  const config = { ...before?.config, ...given };
  const settings = resolveLegacySettings(config);
  // Who was switched to stays, unless the program names a user again.
  const user = before && !given.user_identifier ? before.user : settings.user;
  if (before && isSame(before.settings, settings)) return { ...before, config, user };
  const kept = before && hasSameStore(before.settings, settings) ? before.store : undefined;
  // Calls that are under way with the store before go on: it connects again where they need it.
  if (!kept) void before?.store.close?.().catch(() => undefined);
  const store = kept ?? storeOf(settings);
  return { config, settings, store, engine: createEngine({ ...settings, store }, `/crm/${settings.version}`), user };
}

const isSame = (one: LegacySettings, other: LegacySettings): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Tokens belong to an application at an accounts server. */
const hasSameStore = (one: LegacySettings, other: LegacySettings): boolean =>
  one.clientId === other.clientId &&
  one.accountsUrl === other.accountsUrl &&
  one.mysqlModule === other.mysqlModule &&
  one.mysqlUsername === other.mysqlUsername &&
  one.mysqlPassword === other.mysqlPassword;

function storeOf(settings: LegacySettings): SessionStore {
  const { mysqlModule } = settings;
  const own = Object.hasOwn(OWN_STORES, mysqlModule) ? OWN_STORES[mysqlModule] : undefined;
  return own ? own(settings) : legacyModuleStore(mysqlModule);
}
