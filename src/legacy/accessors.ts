import type { LegacyConfig } from "../config/legacy-options.js";
import type { Session } from "./session.js";

/** One function for each setting, as the old client has them. What is set counts from the next call on. */
export interface LegacyAccessors {
  getClientId(): string | null;
  getClientSecret(): string | null;
  getRedirectURL(): string | null;
  getRefreshToken(): string | null;
  /** Whose tokens the next call uses. */
  getUserIdentifier(): string | null;
  /** Accounts host. */
  getIAMUrl(): string | null;
  /** API host. */
  getAPIURL(): string | null;
  getVersion(): string;
  /** Where tokens are kept; `./local/local_util` for `local`. */
  getMySQLModule(): string | null;
  getPersistenceModule(): string | null;
  getMySQLUserName(): string | null;
  getMYSQLPassword(): string | null;
  getVerbose(): boolean;
  setClientId(value: string | null): void;
  setClientSecret(value: string | null): void;
  setRedirectURL(value: string | null): void;
  setRefreshToken(value: string | null): void;
  /** The calls that follow use this user's tokens. */
  setUserIdentifier(value: string | null): void;
  /** Accounts host. */
  setIAMUrl(value: string | null): void;
  /** API host. */
  setBaseURL(value: string | null): void;
  setVerbose(value: boolean): void;
}

/** What was set since the last call, and the session that it will change. */
export interface Settable {
  readonly session: Session | undefined;
  readonly changes: LegacyConfig;
  set(change: LegacyConfig): void;
}

/** Makes the functions of a client. Before `initialize` a setting that nobody has set is null. */
export function createAccessors(state: Settable): LegacyAccessors {
  const get = (name: keyof LegacyConfig, read: (session: Session) => string | undefined): string | null => {
    const { session, changes } = state;
    const changed = changes[name];
    if (changed !== undefined) return changed === null ? null : String(changed);
    return (session && read(session)) ?? null;
  };
  const getModule = (): string | null => {
    const module = get("mysql_module", ({ settings }) => settings.mysqlModule);
    return module === "local" ? "./local/local_util" : module;
  };
  return {
    getClientId: () => get("client_id", ({ settings }) => settings.clientId),
    getClientSecret: () => get("client_secret", ({ settings }) => settings.clientSecret),
    getRedirectURL: () => get("redirect_url", ({ settings }) => settings.redirectUrl),
    getRefreshToken: () => get("refresh_token", ({ settings }) => settings.refreshToken),
    getUserIdentifier: () => get("user_identifier", ({ user }) => user),
    getIAMUrl: () => get("iamurl", ({ settings }) => hostOf(settings.accountsUrl)),
    getAPIURL: () => get("base_url", ({ settings }) => hostOf(settings.apiUrl)),
    getVersion: () => get("version", ({ settings }) => settings.version) ?? "v2",
    getMySQLModule: getModule,
    getPersistenceModule: getModule,
    getMySQLUserName: () => get("mysql_username", ({ settings }) => settings.mysqlUsername),
    getMYSQLPassword: () => get("mysql_password", ({ settings }) => settings.mysqlPassword),
    getVerbose: () => Boolean(state.changes.verbose ?? state.session?.settings.verbose),
    setClientId: (client_id) => state.set({ client_id }),
    setClientSecret: (client_secret) => state.set({ client_secret }),
    setRedirectURL: (redirect_url) => state.set({ redirect_url }),
    setRefreshToken: (refresh_token) => state.set({ refresh_token }),
    setUserIdentifier: (user_identifier) => state.set({ user_identifier }),
    setIAMUrl: (iamurl) => state.set({ iamurl }),
    setBaseURL: (base_url) => state.set({ base_url }),
    setVerbose: (verbose) => state.set({ verbose }),
  };
}

/** As programs give it: a host, or the whole address where that is not on https. */
const hostOf = (address: string): string => address.replace(/^https:\/\//, "");
