/** The file that says which field each column is. */
import { readFile } from "node:fs/promises";
import { isPlainObject, messageOf } from "../../core/kind.js";
import { CommandError } from "../command.js";
import type { ColumnMap } from "./columns.js";

/** @throws CommandError if it is not an object of field names and nulls */
export async function readMap(file: string | undefined): Promise<ColumnMap> {
  if (file === undefined) return new Map();
  const wanted = 'expected { "Column in the file": "API_Name_of_the_field" }, with null for a column to leave out';
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `this is not JSON; ${wanted}` : messageOf(error);
    throw new CommandError(`--map ${file}: ${reason}`);
  }
  const entries = isPlainObject(content) ? Object.entries(content) : undefined;
  if (entries === undefined) throw new CommandError(`--map ${file}: ${wanted}`);
  return new Map(
    entries.map(([column, field]) => {
      if (field !== null && typeof field !== "string") throw new CommandError(`--map ${file}: ${wanted}`);
      return [column, field];
    }),
  );
}
