import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Edition, EmulatorOptions, SeedData } from "../emulator/index.js";
import { CommandError, didYouMean } from "./command.js";

export const EDITIONS: readonly Edition[] = ["free", "standard", "professional", "enterprise", "ultimate"];

export const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535;

/** What an option has to be. */
interface Shape {
  readonly want: string;
  is(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== "";
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isFunction = (value: unknown): boolean => typeof value === "function";
const isListOf = (test: (one: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(test);
const isMapOf = (test: (one: unknown) => boolean) => (value: unknown) =>
  isObject(value) && Object.values(value).every(test);

const TEXT: Shape = { want: "a text", is: isText };
const FLAG: Shape = { want: "true or false", is: (value) => typeof value === "boolean" };
const NAMED = (example: string): Shape => ({
  want: `a list of names, or of objects with a name, as ${example}`,
  is: isListOf((one) => isText(one) || (isObject(one) && isText(one.name))),
});

const SHAPES: Readonly<Record<keyof EmulatorOptions, Shape>> = {
  name: TEXT,
  seed: {
    want: 'lists of records by module, as { "Leads": [{ "Last_Name": "Doe" }] }',
    is: isMapOf(isListOf(isObject)),
  },
  defaultData: FLAG,
  modules: {
    want: 'fields by module, as { Projects: { Budget: { type: "double" } } }',
    is: isMapOf(isMapOf(isObject)),
  },
  edition: { want: `one of ${EDITIONS.join(", ")}`, is: (value) => EDITIONS.some((known) => known === value) },
  roles: NAMED('["CEO", { name: "Sales", reporting_to: "CEO" }]'),
  profiles: NAMED('["Administrator", { name: "Reader", lacks: ["Crm_Implied_Delete_Leads"] }]'),
  territories: NAMED('["Europe", { name: "France", parent: "Europe" }]'),
  variableGroups: { want: 'a list of names, as ["General"]', is: isListOf(isText) },
  company: { want: 'an object, as { company_name: "Acme" }', is: isObject },
  users: {
    want: 'a list of people, as [{ last_name: "Sample", email: "sam@example.com" }]',
    is: isListOf((one) => isObject(one) && isText(one.last_name) && isText(one.email)),
  },
  views: {
    want: 'lists of views by module, as { Leads: [{ name: "All of Paris" }] }',
    is: isMapOf(isListOf((one) => isObject(one) && isText(one.name))),
  },
  blueprints: {
    want: 'processes by module, as { Deals: { field: "Stage", transitions: [{ name: "Win", from: "Open", to: "Won" }] } }',
    is: isMapOf((one) => isObject(one) && isText(one.field) && isListOf(isObject)(one.transitions)),
  },
  functions: { want: "functions by name, as { double: ({ number }) => 2 * number }", is: isMapOf(isFunction) },
  strict: FLAG,
  port: { want: "a number from 0 to 65535", is: (value) => typeof value === "number" && isPort(value) },
  host: TEXT,
  tls: {
    want: "a key and its certificate as PEM texts, as { key, cert }",
    is: (value) => isObject(value) && isText(value.key) && isText(value.cert),
  },
  dataCenter: { want: 'a data centre, as "eu"', is: (value) => typeof value === "string" && /^[a-z]{2}$/.test(value) },
  now: { want: "a function that gives milliseconds since 1970", is: isFunction },
  description: { want: "an OpenAPI document", is: isObject },
  callbackHosts: { want: 'a list of hosts, as ["ci.example.com"]', is: isListOf(isText) },
  data: TEXT,
};

/** Reads the options of an emulator: JSON, or what a module exports by default. @throws CommandError where they are none */
export async function readSetup(path: string): Promise<EmulatorOptions> {
  const place = `--setup ${path}`;
  const options = /\.json$/i.test(path) ? await readJson(place, path) : await importDefault(place, path);
  if (isOptions(place, options)) return options;
  throw new CommandError(`${place}: export the options of startEmulator as default, as an object`);
}

/** @throws CommandError for what is no lists of records; it names the first row that is none */
export async function readSeed(path: string): Promise<SeedData> {
  const place = `--seed ${path}`;
  const data = await readJson(place, path);
  if (isSeedData(data)) return data;
  throw new CommandError(`${place}: ${wrongRow(data)}give ${SHAPES.seed.want}`);
}

const isSeedData = (data: unknown): data is SeedData => SHAPES.seed.is(data);

/** Names the row that is no record. */
function wrongRow(data: unknown): string {
  for (const [module, rows] of Object.entries(isObject(data) ? data : {})) {
    if (!Array.isArray(rows)) return `${module} is no list; `;
    const index = rows.findIndex((row) => !isObject(row));
    if (index >= 0) return `${module}[${index}] is no record; `;
  }
  return "";
}

/** @throws CommandError naming the option that is unknown or wrong */
function isOptions(place: string, options: unknown): options is EmulatorOptions {
  if (!isObject(options)) return false;
  for (const [name, value] of Object.entries(options)) {
    if (!isOption(name))
      throw new CommandError(`${place}: unknown option ${name}${didYouMean(name, Object.keys(SHAPES))}`);
    const { want, is } = SHAPES[name];
    if (value === undefined || is(value)) continue;
    throw new CommandError(`${place}: ${name}: ${name === "seed" ? wrongRow(value) : ""}give ${want}`);
  }
  return true;
}

const isOption = (name: string): name is keyof EmulatorOptions => Object.hasOwn(SHAPES, name);

/** @param place - of the file, as errors name it */
export const readText = (place: string, path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandError(`${place} cannot be read: ${reasonOf(error)}`);
  });

async function readJson(place: string, path: string): Promise<unknown> {
  const text = await readText(place, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${place} is no JSON: ${reasonOf(error)}`);
  }
}

async function importDefault(place: string, path: string): Promise<unknown> {
  const file = resolve(path);
  await readText(place, file);
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    return module.default;
  } catch (error) {
    throw new CommandError(`${place} failed as it was loaded: ${reasonOf(error)}`);
  }
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
