import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { messageOf } from "../../core/kind.js";
import type { EmulatorOptions, SeedData } from "../../emulator/index.js";
import { isOption, isSeedData, problemOf, SHAPES, wrongRow } from "../../emulator/setup/checks.js";
import { isObject } from "../../emulator/values/values.js";
import type { Schema } from "../../schema/schema.js";
import { readSchemaFile } from "../../schema/schema-file.js";
import { CommandError, didYouMean, reasonOf } from "../command.js";

/** Reads the options of an emulator from JSON, or from the default export of a module. @throws CommandError */
export async function readSetup(path: string): Promise<EmulatorOptions> {
  const place = `--setup ${path}`;
  const given = /\.json$/i.test(path) ? await readJson(place, path) : await importDefault(place, path);
  const options = await withSchema(place, given);
  if (isOptions(place, options)) return options;
  throw new CommandError(`${place}: the default export must be an object, the options of startEmulator`);
}

/** The options with their schema, which a setup file may name by its path. */
async function withSchema(place: string, options: unknown): Promise<unknown> {
  if (!isObject(options) || typeof options.schema !== "string") return options;
  return { ...options, schema: await readSchema(`${place}: schema: `, options.schema) };
}

/** Reads a schema. @param place What comes before the name of the file in errors @throws CommandError */
export async function readSchema(place: string, path: string): Promise<Schema> {
  try {
    return await readSchemaFile(path);
  } catch (error) {
    throw new CommandError(`${place}${messageOf(error)}`);
  }
}

/** Reads the records to start with. @throws CommandError naming the first row that is not a record */
export async function readSeed(path: string): Promise<SeedData> {
  const place = `--seed ${path}`;
  const data = await readJson(place, path);
  if (isSeedData(data)) return data;
  throw new CommandError(`${place}: ${wrongRow(data)}expected ${SHAPES.seed.want}`);
}

/** @throws CommandError naming the option that is unknown or invalid */
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

/** @param place The option and its file, for errors */
export const readText = (place: string, path: string): Promise<string> =>
  readFile(path, "utf8").catch((error: unknown) => {
    throw new CommandError(`${place} cannot be read: ${reasonOf(error)}`);
  });

async function readJson(place: string, path: string): Promise<unknown> {
  const text = await readText(place, path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${place} is not valid JSON: ${reasonOf(error)}`);
  }
}

async function importDefault(place: string, path: string): Promise<unknown> {
  const file = resolve(path);
  await readText(place, file);
  try {
    const module: { readonly default?: unknown } = await import(pathToFileURL(file).href);
    return module.default;
  } catch (error) {
    throw new CommandError(`${place} failed to load: ${reasonOf(error)}`);
  }
}
