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
  /** Refresh tokens of the configuration, by the user who was named with them. */
  readonly starts: Map<string, string | undefined>;
  /** Whose tokens the next call uses. */
  readonly user: string;
}

/** A store that may hold connections. */
interface SessionStore extends TokenStore {
  close?(): Promise<void>;
}

/** The names of the store that begins anew with the process. */
const isLocal = ({ mysqlModule }: LegacySettings): boolean => /^(local|\.\/local\/local_util)$/.test(mysqlModule);

/** The old client's own stores, by the names that it had for them. */
const OWN_STORES: Readonly<Record<string, (settings: LegacySettings) => SessionStore>> = {
  local: memoryStore,
  "./local/local_util": memoryStore,
  "./mysql/mysql_util": ({ mysqlUsername, mysqlPassword }) =>
    mysqlStore({ user: mysqlUsername, password: mysqlPassword }),
};

/**
 * Begins a session, or goes on with the one before. Programs initialize before every call: as long as the settings are
 * the same, connections and tokens are kept, also where only the user is another one.
 * @throws ConfigError
 */
export function openSession(given: LegacyConfig, before: Session | undefined): Session {
  const config = { ...before?.config, ...given };
  const settings = resolveLegacySettings(config);
  // Who was switched to stays, unless the program names a user again.
  const user = before && !given.user_identifier ? before.user : settings.user;
  const kept = before && hasSameStore(before.settings, settings) ? before.store : undefined;
  // Who is only named does not act with a token that was given for somebody else, save where the old client did so.
  const start =
    !kept || given.refresh_token || isLocal(settings) ? settings.refreshToken : before?.starts.get(settings.user);
  if (before && isSame(before, settings, start)) {
    before.starts.set(settings.user, start);
    return { ...before, config, settings, user };
  }
  // Calls that are under way with the store before go on: it connects again where they need it.
  if (!kept) closeStore(before);
  const store = kept ?? storeOf(settings);
  const starts = new Map(kept && before?.starts).set(settings.user, start);
  return { config, settings, store, engine: engineOf({ settings, store, starts }), starts, user };
}

/** The session with an engine that remembers no tokens; calls under way go on with the one before. */
export const withNewEngine = (session: Session): Session => ({ ...session, engine: engineOf(session) });

const engineOf = ({ settings, store, starts }: Pick<Session, "settings" | "store" | "starts">): Engine =>
  createEngine({ ...settings, store }, `/crm/${settings.version}`, (user) => starts.get(user));

/** Ends the connections of a session's store. */
export function closeStore(session: Session | undefined): void {
  void session?.store.close?.().catch(() => undefined);
}

/** An engine remembers where a user started from, so one that starts elsewhere needs another engine. */
function isSame({ settings: before, starts }: Session, settings: LegacySettings, start: string | undefined): boolean {
  const { user, refreshToken } = settings;
  return (
    (!starts.has(user) || starts.get(user) === start) &&
    JSON.stringify({ ...before, user, refreshToken }) === JSON.stringify(settings)
  );
}

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
