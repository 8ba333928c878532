import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

/** No row is this long, in characters. */
const MAX_ROW_LENGTH = 1_000_000;
/** The number of bytes read at a time. */
const PIECE = 64 * 1024;

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x0a, 0x0d];

/**
 * Parses the rows of a CSV as strings, the header first, in batches; empty lines are skipped. The separator is the
 * first possible one in the header. A batch ends with a complete row, so that it can be parsed on its own.
 *
 * @param encoding An encoding that `TextDecoder` supports
 * @throws Error if the rest is not CSV
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

/** `undefined` until there is a header. */
function delimiterOf(header: string): string | undefined {
  if (header.trim() === "") return undefined;
  return header.replace(/"[^"]*"/g, "").match(/[,;:|]/)?.[0] ?? ",";
}

export const writeCsv = (rows: readonly (readonly string[])[]): string => stringify([...rows]);
