import { type EffectiveSetting, effectiveSettings } from "../../config/effective.js";
import type { SettingName } from "../../config/settings-table.js";
import { type Command, readOptions } from "../command.js";

const OPTIONS = { json: { type: "boolean" } } as const;

const help = `Usage: zcrm config [--json]

Shows the settings in effect in this folder and where each comes from: resources/oauth_configuration.properties,
resources/configuration.properties, the environment, or a default. Secrets are masked.

  --json  print { settings: [{ name, value, source }], missing: [name] }; null where a value is not set

Exit codes: 0 all is well, 1 a required setting is missing or one is malformed, 2 wrong usage.`;

/** Nothing works without these. */
const REQUIRED: readonly SettingName[] = ["client_id", "client_secret"];

/** The same for every secret, so that not even its length is told. */
const MASK = "********";

/** `zcrm config` */
export const config: Command = {
  summary: "show the settings and where they come from",
  help,
  async run(args) {
    const { json } = readOptions(args, OPTIONS);
    const settings = effectiveSettings();
    const missing = settings.filter(({ name, value }) => REQUIRED.includes(name) && value === undefined);
    if (json) {
      const rows = settings.map((setting) => ({
        name: setting.name,
        value: shown(setting) ?? null,
        source: setting.source ?? null,
      }));
      console.log(JSON.stringify({ settings: rows, missing: missing.map(({ name }) => name) }, undefined, 2));
    } else {
      console.log(tableOf(settings));
    }
    for (const { name, places } of missing)
      console.error(`zcrm config: ${name} is missing; set it in one of its places: ${places}`);
    return missing.length === 0 ? 0 : 1;
  },
};

function tableOf(settings: readonly EffectiveSetting[]): string {
  const rows = settings.map(
    (setting) => [setting.name, (shown(setting) ?? "(not set)") || "(empty)", setting.source ?? ""] as const,
  );
  const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return rows
    .map(([name, value, source]) => `${name.padEnd(width(0))}  ${value.padEnd(width(1))}  ${source}`.trimEnd())
    .join("\n");
}

/** An empty secret is shown: it hides nothing, and may be what is wrong. */
function shown({ name, value, secret }: EffectiveSetting): string | undefined {
  if (value === undefined || value === "") return value;
  if (secret) return MASK;
  return name === "client_id" && value.length > 12 ? `${value.slice(0, 9)}…` : value;
}
