/** Counts the rows of a file, at flat memory for CSV and NDJSON. */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { CsvReader } from "../../data/files/csv.js";
import { CommandError, reasonOf } from "../command.js";
import { formatOf } from "../transfer/format.js";

/** @throws CommandError if the file cannot be read, or is not of the format that its name says */
export async function countRows(file: string): Promise<number> {
  const format = formatOf(undefined, file, "csv");
  try {
    if (format === "json") return rowsOfJson(await readFile(file, "utf8"));
    if (format === "ndjson") return await filledLines(file);
    return await rowsOfCsv(file);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    // A parser's message may quote the row.
    const isOfSystem = typeof Reflect.get(Object(error), "code") === "string" && "syscall" in Object(error);
    throw new CommandError(`${file}: ${isOfSystem ? reasonOf(error) : `it cannot be read as ${format}`}`);
  }
}

/** Without the header. */
async function rowsOfCsv(file: string): Promise<number> {
  const reader = new CsvReader();
  let rows = 0;
  for await (const bytes of createReadStream(file)) rows += reader.push(bytes).length;
  return Math.max(0, rows + reader.end().length - 1);
}

async function filledLines(file: string): Promise<number> {
  let rows = 0;
  let isFilled = false;
  for await (const chunk of createReadStream(file, "utf8")) {
    for (const character of chunk as string) {
      if (character === "\n") {
        rows += Number(isFilled);
        isFilled = false;
      } else isFilled ||= !/\s|\ufeff/.test(character);
    }
  }
  return rows + Number(isFilled);
}

function rowsOfJson(text: string): number {
  const content: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
  const rows: unknown = Array.isArray(content) ? content : Reflect.get(Object(content), "data");
  if (!Array.isArray(rows)) throw new Error("neither an array nor an object with data");
  return rows.length;
}
