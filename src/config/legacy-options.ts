import type { Settings } from "./options.js";

/**
 * The object that the old client's `initialize` takes. What is left out is looked up in
 * `resources/oauth_configuration.properties` and `resources/configuration.properties` under the working directory,
 * then in the environment (`ZCRM__client_id` and so on), then in the defaults.
 */
export interface LegacyConfig {
  /** Client id of the application, from Zoho's API console. */
  client_id?: string | null | undefined;
  /** Client secret of the application. */
  client_secret?: string | null | undefined;
  /** Redirect URL, exactly as it is registered. */
  redirect_url?: string | null | undefined;
  /** Refresh token to start from where the store holds none. */
  refresh_token?: string | null | undefined;
  /** Accounts host. @default "accounts.zoho.com", or that of the data centre of `base_url` */
  iamurl?: string | null | undefined;
  /** API host. @default "www.zohoapis.com", or that of the data centre of `iamurl` */
  base_url?: string | null | undefined;
  /** The name that the releases 0.0.x have for `base_url`. */
  baseurl?: string | null | undefined;
  /** Whose tokens are used until another user is switched to. @default "zcrm_default_user" */
  user_identifier?: string | number | null | undefined;
  /** Where tokens are kept; `local` is the memory of this process. @default "./mysql/mysql_util" */
  mysql_module?: string | null | undefined;
  /** The name that the releases 0.0.x have for `mysql_module`. */
  tokenmanagement?: string | null | undefined;
  /** @default "root" */
  mysql_username?: string | null | undefined;
  /** @default "" */
  mysql_password?: string | number | null | undefined;
  /** Version of the API, in the address. @default "v2" */
  version?: string | null | undefined;
  /** @default false */
  verbose?: string | number | boolean | null | undefined;
  /** Hosts outside Zoho's that the client may send tokens to, e.g. a proxy of one's own. Loopback is always allowed. */
  allowHosts?: readonly string[];
}

/** {@link LegacyConfig}, complete. The token store follows from `mysqlModule`, so it is not among them. */
export interface LegacySettings extends Omit<Settings, "store"> {
  readonly mysqlModule: string;
  readonly mysqlUsername: string;
  readonly mysqlPassword: string;
  readonly version: string;
  readonly verbose: boolean;
}
