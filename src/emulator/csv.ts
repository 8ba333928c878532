import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/**
 * Rows of texts, the header first; empty lines are none. The sign that separates is the first of the header that can.
 *
 * @returns `undefined` for what is no CSV
 */
export function readCsv(text: string): readonly string[][] | undefined {
  const [header = ""] = text.split(/\r?\n/, 1);
  const [delimiter = ","] = header.replace(/"[^"]*"/g, "").match(/[,;:|]/) ?? [];
  try {
    return parse(text, { delimiter, bom: true, relaxColumnCount: true, skipEmptyLines: true });
  } catch {
    return undefined;
  }
}

export const writeCsv = (rows: readonly (readonly string[])[]): string => stringify([...rows]);
