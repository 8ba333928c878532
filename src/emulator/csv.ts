import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** No row is as long as this many signs. */
const MAX_ROW_LENGTH = 1_000_000;

/**
 * Rows of texts, the header first; empty lines are none. The sign that separates is the first of the header that can.
 *
 * @param limit - so many rows are read at most
 * @returns `undefined` for what is no CSV
 */
export function readCsv(text: string, limit: number): readonly string[][] | undefined {
  const [header = ""] = text.slice(0, MAX_ROW_LENGTH).split(/\r?\n/, 1);
  const [delimiter = ","] = header.replace(/"[^"]*"/g, "").match(/[,;:|]/) ?? [];
  try {
    const options = { bom: true, relaxColumnCount: true, skipEmptyLines: true, maxRecordSize: MAX_ROW_LENGTH };
    return parse(text, { ...options, delimiter, to: limit });
  } catch {
    return undefined;
  }
}

export const writeCsv = (rows: readonly (readonly string[])[]): string => stringify([...rows]);
