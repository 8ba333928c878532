/** The folder that a pull writes to, or compares. */
import { access, constants, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { isCrmError } from "../../core/errors/errors.js";
import { codeOf, messageOf } from "../../core/kind.js";
import type { Schema } from "../../schema/schema.js";
import { readSchemaFile } from "../../schema/schema-file.js";
import { isSchemaText } from "../../schema/schema-text.js";
import { CommandError } from "../command.js";

export const schemaFileOf = (out: string): string => join(out, "schema.json");

/**
 * Makes sure that a folder can be written, before anything is spent on what it is to contain.
 * @throws CommandError if it cannot
 */
export async function checkFolder(out: string): Promise<void> {
  const place = await nearestExisting(resolve(out));
  if (!(await stat(place)).isDirectory()) throw unwritable(out, `${place} is not a folder`);
  await access(place, constants.W_OK).catch((error: unknown) => {
    throw unwritable(out, messageOf(error));
  });
}

/**
 * The schema that a folder has; `undefined` if it has none, or one that cannot be read any more.
 * @param isReplaced Whether all of it will be replaced
 * @throws CommandError if there is something that may not be lost
 */
export async function schemaBefore(out: string, isReplaced: boolean): Promise<Schema | undefined> {
  const file = schemaFileOf(out);
  if (!(await exists(file))) return undefined;
  try {
    return await readSchemaFile(file);
  } catch (error) {
    if (!isCrmError(error)) throw error;
    // After a merge, it may have conflict markers.
    const isBroken = error.code === "INVALID_SCHEMA" && isSchemaText(await readFile(file, "utf8"));
    if (isBroken && isReplaced) return undefined;
    const remedy = isBroken ? "run zcrm pull without --modules" : "move it, or pass another folder with --out";
    throw new CommandError(`${error.message}. It is not overwritten: ${remedy}`);
  }
}

const unwritable = (out: string, reason: string): CommandError =>
  new CommandError(`${out} cannot be written: ${reason}`);

/** The path, or the nearest of its parents that is there. */
const nearestExisting = async (path: string): Promise<string> =>
  (await exists(path)) || dirname(path) === path ? path : nearestExisting(dirname(path));

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== "ENOENT" && codeOf(error) !== "ENOTDIR",
  );
