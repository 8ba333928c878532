import { DATA_CENTERS } from "../config/data-centers.js";
import type { LegacyConfig } from "../config/legacy-options.js";
import { SETTINGS, type SettingName, settingOf } from "../config/settings-table.js";
import type { Session } from "./session.js";

/** The getters and setters of the old client. A new value applies from the next call on. */
export interface LegacyAccessors {
  getClientId(): string | null;
  getClientSecret(): string | null;
  getRedirectURL(): string | null;
  getRefreshToken(): string | null;
  /** The user whose tokens the next call uses. */
  getUserIdentifier(): string | null;
  /** Accounts host. */
  getIAMUrl(): string | null;
  /** API host. */
  getAPIURL(): string | null;
  getVersion(): string;
  /** Name or path of the token store. For `local`, it is `./local/local_util`. */
  getMySQLModule(): string | null;
  getPersistenceModule(): string | null;
  getMySQLUserName(): string | null;
  getMYSQLPassword(): string | null;
  getVerbose(): boolean | string;
  setClientId(value: string | null): void;
  setClientSecret(value: string | null): void;
  setRedirectURL(value: string | null): void;
  setRefreshToken(value: string | null): void;
  /** From the next call on, this user's tokens are used. */
  setUserIdentifier(value: string | null): void;
  /** Accounts host. */
  setIAMUrl(value: string | null): void;
  /** API host. */
  setBaseURL(value: string | null): void;
  setVerbose(value: boolean): void;
}

/** A session, and the settings that were changed since the last call. */
export interface Settable {
  readonly session: Session | undefined;
  /** Whether `reset` has forgotten the defaults, too. */
  readonly isReset: boolean;
  readonly changes: LegacyConfig;
  set(change: LegacyConfig): void;
}

/**
 * Creates the accessors of a client. Before `initialize`, a setting that was never set has its default, as in Zoho's
 * releases, or is null; after `reset`, which only the fork had, all are null.
 */
export function createAccessors(state: Settable): LegacyAccessors {
  const get = (name: keyof LegacyConfig, read: (session: Session) => string | undefined): string | null => {
    const { session, changes, isReset } = state;
    const changed = changes[name];
    if (changed !== undefined) return changed === null ? null : String(changed);
    if (session) return read(session) ?? null;
    return isReset ? null : defaultOf(name);
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
    getIAMUrl: () => get("iamurl", ({ settings }) => settings.iamUrl ?? hostOf(settings.accountsUrl)),
    getAPIURL: () => get("base_url", ({ settings }) => settings.baseUrl ?? hostOf(settings.apiUrl)),
    getVersion: () => get("version", ({ settings }) => settings.version) ?? "v2",
    getMySQLModule: getModule,
    getPersistenceModule: getModule,
    getMySQLUserName: () => get("mysql_username", ({ settings }) => settings.mysqlUsername),
    getMYSQLPassword: () => get("mysql_password", ({ settings }) => settings.mysqlPassword),
    getVerbose() {
      const verbose = state.changes.verbose ?? state.session?.settings.verbose;
      return typeof verbose === "string" ? verbose : Boolean(verbose);
    },
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

/** The form that programs use: a host. */
const hostOf = (address: string): string => address.replace(/^https:\/\//, "");

function defaultOf(name: string): string | null {
  if (name === "iamurl") return hostOf(DATA_CENTERS.us.accounts);
  if (name === "base_url") return hostOf(DATA_CENTERS.us.api);
  return (name in SETTINGS ? settingOf(name as SettingName).default : undefined) ?? null;
}
