import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { EmulatorOptions, SeedData } from "../../emulator/index.js";
import { isOption, isSeedData, problemOf, SHAPES, wrongRow } from "../../emulator/setup/checks.js";
import { isObject } from "../../emulator/values/values.js";
import { CommandError, didYouMean } from "../command.js";

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

/** @throws CommandError naming the option that is unknown or wrong */
function isOptions(place: string, options: unknown): options is EmulatorOptions {
  if (!isObject(options)) return false;
  for (const [name, value] of Object.entries(options)) {
    if (!isOption(name))
      throw new CommandError(`${place}: unknown option ${name}${didYouMean(name, Object.keys(SHAPES))}`);
    const problem = problemOf(name, value);
    if (problem !== undefined) throw new CommandError(`${place}: ${problem}`);
  }
  return true;
}

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
