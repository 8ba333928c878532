import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** No row is as long as this many signs. */
const MAX_ROW_LENGTH = 1_000_000;
/** So many bytes are read at a time. */
const PIECE = 64 * 1024;

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x0a, 0x0d];

/**
 * The rows of a CSV as texts, the header first, some at a time; empty lines are none. The sign that separates is the first
 * of the header that can. A piece ends with a row, so that it can be read by itself.
 *
 * @param encoding - one that `TextDecoder` knows
 * @throws Error where what comes next is no CSV
 */
export function* csvRows(bytes: Uint8Array, encoding = "utf-8"): Generator<readonly string[][], void> {
  const decoder = new TextDecoder(encoding);
  let [text, at, end, isQuoted] = ["", 0, 0, false];
  let delimiter: string | undefined;
  for (let start = 0; start < bytes.byteLength; start += PIECE) {
    const isLast = start + PIECE >= bytes.byteLength;
    text += decoder.decode(bytes.subarray(start, start + PIECE), { stream: !isLast });
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) isQuoted = !isQuoted;
      if (isQuoted || (code !== LINE_FEED && code !== CARRIAGE_RETURN)) continue;
      end = at + 1;
      delimiter ??= delimiterOf(text.slice(0, at));
    }
    if (text.length - end > MAX_ROW_LENGTH) throw new Error("a row has no end");
    if (isLast) end = text.length;
    const rows = readPiece(text.slice(0, end), delimiter ?? delimiterOf(text));
    if (rows.length > 0) yield rows;
    [text, at, end] = [text.slice(end), at - end, 0];
  }
}

const readPiece = (text: string, delimiter = ","): string[][] =>
  parse(text, {
    delimiter,
    recordDelimiter: ["\r\n", "\n", "\r"],
    relaxColumnCount: true,
    skipEmptyLines: true,
    maxRecordSize: MAX_ROW_LENGTH,
  });

/** `undefined` while there is no header. */
function delimiterOf(header: string): string | undefined {
  if (header.trim() === "") return undefined;
  return header.replace(/"[^"]*"/g, "").match(/[,;:|]/)?.[0] ?? ",";
}

export const writeCsv = (rows: readonly (readonly string[])[]): string => stringify([...rows]);
