import { ConfigError } from "../core/errors/errors.js";
import { rememberSecrets } from "../core/errors/secrets.js";
import { readIni } from "./ini-file.js";
import { environmentNames, meansOff, PROPERTY_FILES, type SettingName, settingOf } from "./settings-table.js";
import type { Sources } from "./sources.js";

/** The option names that an object uses: the typed client's, or the old client's. */
export type Dialect = "typed" | "legacy";

/** A value, and where it was found. */
export interface Found {
  readonly value: string;
  /** As an error names it: `option "apiUrl"`, a property with its file and line, or an environment variable. */
  readonly place: string;
  /** Whether a property file holds it. Those are in the working directory, which may be another person's. */
  readonly inFile?: true;
}

/** Looks up settings in the program's options, then in the property files, then in the environment. */
export class SettingReader {
  readonly #options: Readonly<Record<string, unknown>>;
  readonly #dialect: Dialect;
  readonly #properties: ReadonlyMap<string, Found>;
  readonly #sources: Sources;

  constructor(options: object, dialect: Dialect, sources: Sources) {
    this.#options = { ...options };
    this.#dialect = dialect;
    this.#properties = readProperties(sources);
    this.#sources = sources;
  }

  /** The value in the program's options. */
  given(name: SettingName): Found | undefined {
    const { option, formerly } = settingOf(name);
    const keys = this.#dialect === "typed" ? [option] : [name, formerly];
    return first(keys, (key) => this.#filled(name, { value: textOf(this.#options[key]), place: `option "${key}"` }));
  }

  /** The value in the first place that has one, without the default. */
  find(name: SettingName): Found | undefined {
    return this.given(name) ?? this.#inFiles(name) ?? this.#inEnvironment(name);
  }

  /** The values in all places. */
  findAll(name: SettingName): Found[] {
    return [this.given(name), this.#inFiles(name), this.#inEnvironment(name)].filter((found) => found !== undefined);
  }

  /** The value, or the setting's default. */
  text(name: SettingName): string | undefined {
    return this.find(name)?.value ?? settingOf(name).default;
  }

  /** Whether a setting that can be on or off is on. */
  isOn(name: SettingName): boolean {
    return !meansOff(this.text(name) ?? "off");
  }

  /**
   * The values of settings that must be set.
   * @throws ConfigError `MISSING_CONFIGURATION`, which lists all that are missing.
   */
  required<Name extends SettingName>(...names: Name[]): Record<Name, string> {
    const values = names.map((name) => [name, this.text(name)] as const);
    const missing = values.filter(([, value]) => value === undefined).map(([name]) => name);
    if (missing.length > 0) throw this.#missing(missing);
    return Object.fromEntries(values) as Record<Name, string>;
  }

  /** Every place where a setting can be set, as errors list them. */
  places(name: SettingName): string {
    const { property, alias } = settingOf(name);
    const places = [`option "${this.label(name)}"`];
    if (property !== undefined) {
      places.push(`${alias ? `${property} (or ${alias})` : property} in ${PROPERTY_FILES.join(" or ")}`);
      places.push(`environment variable ${environmentNames(name).join(" or ")}`);
    }
    return places.join("; ");
  }

  /** The name of a setting in the program's options. */
  label(name: SettingName): string {
    return this.#dialect === "typed" ? (settingOf(name).option ?? name) : name;
  }

  /** A template whose line was left empty is the usual reason for a missing setting. */
  #leftEmpty(name: SettingName): string {
    const { property, alias } = settingOf(name);
    const empty = first([property, alias], (key) => this.#properties.get(key));
    return empty ? ` (empty: ${empty.place})` : "";
  }

  #inFiles(name: SettingName): Found | undefined {
    const { property, alias } = settingOf(name);
    return first([property, alias], (key) => this.#filled(name, this.#properties.get(key)));
  }

  #inEnvironment(name: SettingName): Found | undefined {
    if (settingOf(name).property === undefined) return undefined;
    return first(environmentNames(name), (variable) =>
      this.#filled(name, { value: this.#sources.variable(variable), place: `environment variable ${variable}` }),
    );
  }

  #filled(name: SettingName, found: (Omit<Found, "value"> & { value: string | undefined }) | undefined) {
    if (found?.value === undefined) return undefined;
    if (found.value === "" && !settingOf(name).mayBeEmpty) return undefined;
    if (settingOf(name).secret) rememberSecrets(found.value);
    return { ...found, value: found.value };
  }

  #missing(names: readonly SettingName[]): ConfigError {
    const lines = names.map((name) => `- ${this.label(name)}: ${this.places(name)}${this.#leftEmpty(name)}`);
    const unable = Object.entries(this.#sources.can).filter(([, isAble]) => !isAble);
    const inability = unable.map(
      ([deed]) => `\nThis program cannot ${deed}: the runtime has none, or does not permit it.`,
    );
    return new ConfigError(
      `required settings are missing; set each of them in one of the places listed:\n${lines.join("\n")}${inability.join("")}`,
      {
        code: "MISSING_CONFIGURATION",
        details: { missing: names.map((name) => this.label(name)) },
      },
    );
  }
}

function readProperties(sources: Sources): Map<string, Found> {
  const properties = new Map<string, Found>();
  // The first file takes precedence, so it is read last.
  for (const file of [...PROPERTY_FILES].reverse()) {
    for (const [key, { value, line }] of readIni(sources.readFile(file) ?? "")) {
      // An empty line does not override the value in the other file.
      if (value !== "" || !properties.has(key))
        properties.set(key, { value, place: `${key} in ${file}, line ${line}`, inFile: true });
    }
  }
  return properties;
}

function first(keys: readonly (string | undefined)[], look: (key: string) => Found | undefined): Found | undefined {
  for (const key of keys) {
    const found = key === undefined ? undefined : look(key);
    if (found) return found;
  }
  return undefined;
}

/** Programs of the old client also pass numbers and booleans. Types were checked before. */
const textOf = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);
