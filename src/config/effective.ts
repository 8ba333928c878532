import { checkOptions } from "./option-check.js";
import type { ClientOptions } from "./options.js";
import { hostsIn } from "./resolve.js";
import { SettingReader } from "./setting-reader.js";
import { SETTINGS, type SettingName, settingOf } from "./settings-table.js";
import { processSources, type Sources } from "./sources.js";

/** One setting as it is in effect. */
export interface EffectiveSetting {
  /** Its name in the old client's object and, after `ZCRM__`, in the environment. */
  readonly name: SettingName;
  /** In clear; `undefined` where it is not set and has no default. */
  readonly value: string | undefined;
  /** Where it comes from: `option "user"`, a property with its file and line, an environment variable, `default`. */
  readonly source: string | undefined;
  /** Whether it may be shown in masked form only. */
  readonly secret: boolean;
  /** Every place where it may be set. */
  readonly places: string;
}

/**
 * Every setting with the value in effect and where that comes from, whether or not a client could be made of them.
 * @throws ConfigError `INVALID_CONFIGURATION` where an option or an address is malformed.
 */
export function effectiveSettings(
  options: ClientOptions = {},
  sources: Sources = processSources(),
): EffectiveSetting[] {
  checkOptions(options);
  const reader = new SettingReader(options, "typed", sources);
  const { apiUrl, accountsUrl } = hostsIn(reader, options.allowHosts, options.dataCenter);
  const addresses: Partial<Record<SettingName, string>> = { base_url: apiUrl, iamurl: accountsUrl };
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const found = options.dataCenter && addresses[name] ? reader.given(name) : reader.find(name);
    const value = addresses[name] ?? found?.value ?? settingOf(name).default;
    return {
      name,
      value,
      source:
        found?.place ?? (addresses[name] ? addressSource(reader, options) : value === undefined ? value : "default"),
      secret: settingOf(name).secret === true,
      places: reader.places(name),
    };
  });
}

/** An address that is not set itself belongs to the data centre that something else names. */
function addressSource(reader: SettingReader, { dataCenter }: ClientOptions): string {
  if (dataCenter) return 'option "dataCenter"';
  const other = reader.find("base_url") ?? reader.find("iamurl");
  return other ? `the data centre of ${other.place}` : "default, until Zoho's answers name the data centre";
}
