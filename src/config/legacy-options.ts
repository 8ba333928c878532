import type { Settings } from "./settings.js";

/**
 * The object that the old client's `initialize` takes. A setting that is left out is looked up in
 * `resources/oauth_configuration.properties` and `resources/configuration.properties` below the working directory,
 * then in the environment (`ZCRM_CLIENT_ID` or `ZCRM__client_id`, and so on), then in the defaults.
 */
export interface LegacyConfig {
  /** Client ID of the application, from Zoho's API console. */
  client_id?: string | null | undefined;
  /** Client secret of the application. */
  client_secret?: string | null | undefined;
  /** Redirect URL, exactly as registered. */
  redirect_url?: string | null | undefined;
  /** Refresh token that is used if the store has none. */
  refresh_token?: string | null | undefined;
  /** Accounts host. @default "accounts.zoho.com", or that of the data center of `base_url` */
  iamurl?: string | null | undefined;
  /** API host. @default "www.zohoapis.com", or that of the data center of `iamurl` */
  base_url?: string | null | undefined;
  /** `base_url` in releases 0.0.x. */
  baseurl?: string | null | undefined;
  /** The user whose tokens are used until the program switches to another. @default "zcrm_default_user" */
  user_identifier?: string | number | null | undefined;
  /** Where tokens are stored; `local` is the memory of this process. @default "./mysql/mysql_util" */
  mysql_module?: string | null | undefined;
  /** `mysql_module` in releases 0.0.x. */
  tokenmanagement?: string | null | undefined;
  /** @default "root" */
  mysql_username?: string | null | undefined;
  /** @default "" */
  mysql_password?: string | number | null | undefined;
  /** API version in the URL. @default "v2" */
  version?: string | null | undefined;
  /** @default false */
  verbose?: string | number | boolean | null | undefined;
  /** Hosts outside Zoho that tokens may be sent to, e.g. your own proxy. Environment: `ZCRM_ALLOW_HOSTS`. */
  allowHosts?: readonly string[];
}

/** {@link LegacyConfig} with every default applied. The token store follows from `mysqlModule`. */
export interface LegacySettings extends Omit<Settings, "store"> {
  /** The hosts as they are set, which the old client's getters return. */
  readonly iamUrl: string | undefined;
  readonly baseUrl: string | undefined;
  readonly mysqlModule: string;
  readonly mysqlUsername: string;
  readonly mysqlPassword: string;
  readonly version: string;
  /** The text of the environment, if that turns it on. */
  readonly verbose: boolean | string;
}
