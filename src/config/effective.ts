import { checkHosts } from "./hosts.js";
import { checkOptions } from "./option-check.js";
import type { ClientOptions } from "./options.js";
import { findHosts } from "./resolve.js";
import { SettingReader } from "./setting-reader.js";
import { SETTINGS, type SettingName, settingOf } from "./settings-table.js";
import { processSources, type Sources } from "./sources.js";

/** A setting, its value in effect, and where that comes from. */
export interface EffectiveSetting {
  /** The name in the old client's configuration object. */
  readonly name: SettingName;
  /** In plain text, even if it is secret; `undefined` if it is not set and has no default. */
  readonly value: string | undefined;
  /** Where the value comes from: an option, a property with its file and line, an environment variable, or `default`. */
  readonly source: string | undefined;
  /** Whether the value must be masked when it is shown. */
  readonly secret: boolean;
  /** Every place where it can be set. */
  readonly places: string;
}

/**
 * Lists every setting, even if required ones are missing.
 * @throws ConfigError `INVALID_CONFIGURATION` if an option or an address is malformed.
 */
export function effectiveSettings(
  options: ClientOptions = {},
  sources: Sources = processSources(),
): EffectiveSetting[] {
  checkOptions(options);
  const reader = new SettingReader(options, "typed", sources);
  const { apiUrl, accountsUrl } = checkHosts(findHosts(reader, options));
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

/** An address that is not set follows from the data center, or from the other address. */
function addressSource(reader: SettingReader, { dataCenter }: ClientOptions): string {
  if (dataCenter) return 'option "dataCenter"';
  const other = reader.find("base_url") ?? reader.find("iamurl");
  return other ? `the data center of ${other.place}` : "default, until Zoho's responses name the data center";
}
