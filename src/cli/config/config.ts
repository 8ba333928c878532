import { cacheFolder } from "../../auth/stores/user-folders.js";
import { type EffectiveSetting, effectiveSettings } from "../../config/effective.js";
import { meansOff, type SettingName } from "../../config/settings-table.js";
import { command } from "../command.js";

/** No command or client works without these. */
const REQUIRED: readonly SettingName[] = ["client_id", "client_secret"];

/** The same for every secret, so that it does not reveal the length. */
const MASK = "********";

/** `zcrm config` */
export const config = command({
  about: [
    "Shows the effective settings in this folder and the source of each: resources/oauth_configuration.properties, resources/configuration.properties, the environment, or a default. Secrets are masked.",
    "An access token that Zoho issues for the configured refresh token is kept in the folder token_cache, for the next program that starts. ZCRM_TOKEN_CACHE=off keeps it in memory.",
    "The commands export, import and call share the organization's limits with each other and with programs that use fileLimits(), in the same folder. ZCRM_SHARED_LIMITS=off turns that off.",
  ],
  options: {},
  json: "{ settings: [{ name, value, source }], missing: [name] }; a value that is not set is null",
  exitCodes: { 0: "success", 1: "a required setting is missing or a setting is invalid" },
  async run(_, { warn }) {
    const settings = effectiveSettings();
    const missing = settings.filter(({ name, value }) => REQUIRED.includes(name) && value === undefined);
    for (const { name, places } of missing)
      warn(`zcrm config: ${name} is missing; set it in one of these places: ${places}`);
    const rows = settings.map((setting) => ({
      name: setting.name,
      value: displayed(setting) ?? null,
      source: setting.source ?? null,
    }));
    return {
      text: tableOf(settings),
      data: { settings: rows, missing: missing.map(({ name }) => name) },
      exitCode: missing.length === 0 ? 0 : 1,
    };
  },
});

function tableOf(settings: readonly EffectiveSetting[]): string {
  const rows = settings.map(
    (setting) => [setting.name, (displayed(setting) ?? "(not set)") || "(empty)", setting.source ?? ""] as const,
  );
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return rows
    .map(([name, value, source]) => `${name.padEnd(width(0))}  ${value.padEnd(width(1))}  ${source}`.trimEnd())
    .join("\n");
}

/** An empty secret is not masked: it reveals nothing, and may be the mistake. */
function displayed({ name, value, secret }: EffectiveSetting): string | undefined {
  if (value === undefined || value === "") return value;
  if (name === "token_cache") return meansOff(value) ? "off" : (cacheFolder() ?? "off");
  if (secret) return MASK;
  return name === "client_id" && value.length > 12 ? `${value.slice(0, 9)}…` : value;
}
