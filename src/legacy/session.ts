import { legacyModuleStore } from "../auth/stores/legacy/legacy-module.js";
import { memoryStore } from "../auth/stores/memory.js";
import { mysqlStore } from "../auth/stores/mysql/store.js";
import type { TokenStore } from "../auth/token-store.js";
import type { LegacyConfig, LegacySettings } from "../config/legacy-options.js";
import { resolveLegacySettings } from "../config/resolve.js";
import { createEngine, type Engine } from "../engine.js";

/** The state that a call of `initialize` sets up. */
export interface Session {
  /** Everything that the program has passed so far. Later values override earlier ones. */
  readonly config: LegacyConfig;
  readonly settings: LegacySettings;
  readonly store: SessionStore;
  readonly engine: Engine;
  /** Refresh tokens from the configuration, by the user that was named with them. */
  readonly starts: Map<string, string | undefined>;
  /** Whose tokens the next call uses. */
  readonly user: string;
}

/** A store that may hold connections. */
interface SessionStore extends TokenStore {
  close?(): Promise<void>;
}

/** Whether tokens are kept in memory. */
const isLocal = ({ mysqlModule }: LegacySettings): boolean => /^(local|\.\/local\/local_util)$/.test(mysqlModule);

/** The old client's own stores, by the old client's names. */
const OWN_STORES: Readonly<Record<string, (settings: LegacySettings) => SessionStore>> = {
  local: memoryStore,
  "./local/local_util": memoryStore,
  "./mysql/mysql_util": ({ mysqlUsername, mysqlPassword }) =>
    mysqlStore({ user: mysqlUsername, password: mysqlPassword }),
};

/**
 * Begins a session, or continues the one before. Many programs initialize before every call, so connections and tokens
 * are kept as long as only the user changes.
 * @throws ConfigError
 */
export function openSession(given: LegacyConfig, before: Session | undefined): Session {
  const config = { ...before?.config, ...given };
  const settings = resolveLegacySettings(config);
  // The user that the program switched to stays, unless it names one again.
  const user = before && !given.user_identifier ? before.user : settings.user;
  const kept = before && shareStore(before.settings, settings) ? before.store : undefined;
  // A configured refresh token is for its own user. Only with the memory store, it is for any user, as it always was.
  const start =
    !kept || given.refresh_token || isLocal(settings) ? settings.refreshToken : before?.starts.get(settings.user);
  // An engine remembers the refresh token that a user started from.
  const startsAlike = !before?.starts.has(settings.user) || before.starts.get(settings.user) === start;
  if (before && kept && startsAlike && shareEngine(before.settings, settings)) {
    before.starts.set(settings.user, start);
    return { ...before, config, settings, user };
  }
  // Calls under way with the store before continue: it reconnects if they need it.
  if (!kept) closeStore(before);
  const store = kept ?? storeOf(settings);
  const starts = new Map(kept && before?.starts).set(settings.user, start);
  return { config, settings, store, engine: engineOf({ settings, store, starts }), starts, user };
}

/** The session with an engine that remembers no tokens. Calls under way continue with the one before. */
export const withNewEngine = (session: Session): Session => ({ ...session, engine: engineOf(session) });

const engineOf = ({ settings, store, starts }: Pick<Session, "settings" | "store" | "starts">): Engine =>
  createEngine(
    { ...settings, store },
    {
      version: `/crm/${settings.version}`,
      refreshTokenOf: (user) => starts.get(user),
      // The old client sent all calls at once, each with all the time that it needed.
      isPatient: true,
    },
  );

/** Closes the connections of a session's store. */
export function closeStore(session: Session | undefined): void {
  void session?.store.close?.().catch(() => undefined);
}

/** What a changed setting replaces: the token store and with it the engine, the engine alone, or neither. */
const REPLACES: Readonly<Record<keyof LegacySettings, "store" | "engine" | "nothing">> = {
  // Tokens belong to an application at an accounts server.
  clientId: "store",
  accountsUrl: "store",
  mysqlModule: "store",
  mysqlUsername: "store",
  mysqlPassword: "store",
  clientSecret: "engine",
  redirectUrl: "engine",
  apiUrl: "engine",
  contentUrl: "engine",
  downloadUrl: "engine",
  followsAnswers: "engine",
  allowHosts: "engine",
  refused: "engine",
  foreignPlace: "engine",
  proxy: "engine",
  debug: "engine",
  version: "engine",
  // Each call names its user, whose refresh token is in `starts`.
  user: "nothing",
  refreshToken: "nothing",
  verbose: "nothing",
  // As `accountsUrl` and `apiUrl`.
  iamUrl: "nothing",
  baseUrl: "nothing",
  // The old client has no option for these.
  fetch: "nothing",
  timeout: "nothing",
  connectTimeout: "nothing",
  idleTimeout: "nothing",
  maxAnswerSize: "nothing",
  ca: "nothing",
  retry: "nothing",
  maxConcurrency: "nothing",
  limits: "nothing",
  hooks: "nothing",
  clock: "nothing",
};

const SETTINGS = Object.keys(REPLACES) as (keyof LegacySettings)[];
const STORE_KEY = SETTINGS.filter((name) => REPLACES[name] === "store");
const ENGINE_KEY = SETTINGS.filter((name) => REPLACES[name] === "engine");

/** Whether sessions with these settings can use the same token store. */
export const shareStore = (one: LegacySettings, other: LegacySettings): boolean => agree(STORE_KEY, one, other);

/** Whether sessions with these settings and the same store can use the same engine. */
export const shareEngine = (one: LegacySettings, other: LegacySettings): boolean => agree(ENGINE_KEY, one, other);

/** Compares value by value, so that no key with secrets in it has to be kept. */
const agree = (key: readonly (keyof LegacySettings)[], one: LegacySettings, other: LegacySettings): boolean =>
  key.every((name) => one[name] === other[name] || JSON.stringify(one[name]) === JSON.stringify(other[name]));

function storeOf(settings: LegacySettings): SessionStore {
  const { mysqlModule } = settings;
  const own = Object.hasOwn(OWN_STORES, mysqlModule) ? OWN_STORES[mysqlModule] : undefined;
  return own ? own(settings) : legacyModuleStore(mysqlModule);
}
