import type { ClientOptions } from "./options.js";

/** The two property files; a value may stand in either, and the first wins where both have it. */
export const PROPERTY_FILES = [
  "resources/oauth_configuration.properties",
  "resources/configuration.properties",
] as const;

/** Where one setting may be set, beside its own name in the old client's object. */
export interface Setting {
  /** Its name in the typed client's options; only the old client has it where left out. */
  readonly option?: keyof ClientOptions;
  /** A second name in the old client's object, by the releases 0.0.x. */
  readonly formerly?: string;
  /** Its name in the property files; it can be set in the object only where left out. */
  readonly property?: string;
  /** A second name in the property files; counts where `property` is in neither of them. */
  readonly alias?: string;
  readonly default?: string;
  /** Set to nothing differs from not set. */
  readonly mayBeEmpty?: true;
  /** Never shown in clear. */
  readonly secret?: true;
}

/** Every setting by the old client's name, which is also the environment's: `ZCRM__client_id`. */
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

/** Name of a setting in the old client's object. */
export type SettingName = keyof typeof SETTINGS;

/** The row of a setting; its members are those of {@link Setting}, whichever of them it has. */
export const settingOf = (name: SettingName): Setting => SETTINGS[name];

export const environmentName = (name: SettingName): string => `ZCRM__${name}`;
