import type { ClientOptions } from "./options.js";

/** The two property files. Either can hold any property; the first takes precedence. */
export const PROPERTY_FILES = [
  "resources/oauth_configuration.properties",
  "resources/configuration.properties",
] as const;

/** Where a setting can be set, besides its own name in the old client's configuration object. */
export interface Setting {
  /** The name in the typed client's options; left out if only the old client has it. */
  readonly option?: keyof ClientOptions;
  /** A second name in the old client's configuration object: that of its releases 0.0.x, mostly. */
  readonly formerly?: string;
  /** The name in the property files; left out if only the configuration object can set it. */
  readonly property?: string;
  /** A second name in the property files, used if neither file has `property`. */
  readonly alias?: string;
  readonly default?: string;
  /** Whether an empty value counts as set. */
  readonly mayBeEmpty?: true;
  /** Whether the value must never be shown. */
  readonly secret?: true;
}

/** Every setting by its name in the old client. */
export const SETTINGS = {
  client_id: { option: "clientId", property: "zoho.crm.client_id", alias: "zoho.crm.clientid" },
  client_secret: {
    option: "clientSecret",
    property: "zoho.crm.client_secret",
    alias: "zoho.crm.clientsecret",
    secret: true,
  },
  redirect_url: { option: "redirectUrl", property: "zoho.crm.redirect_url", alias: "zoho.crm.redirecturl" },
  refresh_token: {
    option: "refreshToken",
    property: "zoho.crm.refresh_token",
    alias: "zoho.crm.refreshtoken",
    secret: true,
  },
  iamurl: { option: "accountsUrl", property: "zoho.crm.iamurl" },
  base_url: { option: "apiUrl", formerly: "baseurl", property: "crm.api.base_url", alias: "crm.api.url" },
  allow_hosts: { option: "allowHosts", formerly: "allowHosts", property: "crm.api.allow_hosts" },
  token_cache: { option: "tokenCache", property: "crm.api.token_cache", default: "true" },
  user_identifier: { option: "user", property: "crm.api.user_identifier", default: "zcrm_default_user" },
  mysql_module: {
    formerly: "tokenmanagement",
    property: "crm.api.mysql_module",
    alias: "crm.api.tokenmanagement",
    default: "./mysql/mysql_util",
  },
  mysql_username: { property: "mysql.username", default: "root" },
  mysql_password: { property: "mysql.password", default: "", mayBeEmpty: true, secret: true },
  verbose: { property: "crm.verbose", default: "false" },
  version: { default: "v2" },
} as const satisfies Record<string, Setting>;

/** The name of a setting in the old client's configuration object. */
export type SettingName = keyof typeof SETTINGS;

/** A row of the table, typed with all members that a setting can have. */
export const settingOf = (name: SettingName): Setting => SETTINGS[name];

/** Whether the value of a setting that can be on or off means off. */
export const meansOff = (value: string): boolean => /^(false|0|no|off)$/i.test(value);

/** The names of a setting in the environment, e.g. `ZCRM_API_URL` and, as the old client has it, `ZCRM__base_url`. */
export function environmentNames(name: SettingName): readonly [name: string, old: string] {
  const words = (settingOf(name).option ?? name).replace(/[A-Z]/g, "_$&");
  return [`ZCRM_${words.toUpperCase()}`, `ZCRM__${name}`];
}
