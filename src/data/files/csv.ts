/** CSV, read as it arrives and written row by row. */
import { parse } from "csv-parse/sync";

/** No row is this long, in characters. */
const MAX_ROW_LENGTH = 1_000_000;
/** The number of bytes read at a time. */
const PIECE = 64 * 1024;

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x0a, 0x0d];

/** What is known of a CSV. */
export interface CsvOptions {
  /** @default the first possible one in the header: `,`, `;`, `:` or `|` */
  readonly delimiter?: string;
  /** Whether bytes that are not text of the encoding are an error, instead of a replacement character. */
  readonly isStrict?: boolean;
  /** Whether an empty line is a row of one empty cell, as a spreadsheet counts rows. @default it is skipped */
  readonly hasEmptyRows?: boolean;
}

/**
 * Reads the rows of a CSV as strings, the header first, in batches. A batch ends with a complete row, so that it can be parsed on its own.
 */
export class CsvReader {
  readonly #decoder;
  #text = "";
  /** What was scanned for ends of rows. */
  #at = 0;
  #isQuoted = false;
  #delimiter: string | undefined;
  readonly #hasEmptyRows: boolean;

  /** @param encoding An encoding that `TextDecoder` supports. A byte order mark is left out. */
  constructor(encoding = "utf-8", { delimiter, isStrict = false, hasEmptyRows = false }: CsvOptions = {}) {
    this.#decoder = new TextDecoder(encoding, { fatal: isStrict });
    this.#delimiter = delimiter;
    this.#hasEmptyRows = hasEmptyRows;
  }

  /** The separator of the columns, once the header was read. */
  get delimiter(): string | undefined {
    return this.#delimiter;
  }

  /**
   * @returns the rows that these bytes complete
   * @throws Error if they are not CSV
   */
  push(bytes: Uint8Array): string[][] {
    this.#text += this.#decoder.decode(bytes, { stream: true });
    const end = this.#scan(false);
    if (this.#text.length - end > MAX_ROW_LENGTH) throw new Error("a row has no end");
    return this.#take(end);
  }

  /**
   * @returns the last row, if no line end follows it
   * @throws Error if it is not CSV
   */
  end(): string[][] {
    this.#text += this.#decoder.decode();
    this.#scan(true);
    return this.#take(this.#text.length);
  }

  /** Where the last complete row ends. A CR at the end may be half of a CR LF. */
  #scan(isWhole: boolean): number {
    let end = 0;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) this.#isQuoted = !this.#isQuoted;
      if (this.#isQuoted || (code !== LINE_FEED && code !== CARRIAGE_RETURN)) continue;
      if (code === CARRIAGE_RETURN) {
        if (this.#at + 1 === this.#text.length && !isWhole) break;
        if (this.#text.charCodeAt(this.#at + 1) === LINE_FEED) this.#at += 1;
      }
      end = this.#at + 1;
      this.#delimiter ??= delimiterOf(this.#text.slice(0, this.#at));
    }
    return end;
  }

  #take(end: number): string[][] {
    const text = this.#text.slice(0, end);
    this.#text = this.#text.slice(end);
    this.#at -= end;
    this.#delimiter ??= delimiterOf(text);
    return parse(text, {
      delimiter: this.#delimiter ?? ",",
      recordDelimiter: ["\r\n", "\n", "\r"],
      relaxColumnCount: true,
      skipEmptyLines: !this.#hasEmptyRows,
      maxRecordSize: MAX_ROW_LENGTH,
    });
  }
}

/** The rows of a CSV in memory, in batches. @throws Error if the rest is not CSV */
export function* csvRows(bytes: Uint8Array, encoding?: string): Generator<readonly string[][], void> {
  const reader = new CsvReader(encoding);
  for (let start = 0; start < bytes.byteLength; start += PIECE) {
    const rows = reader.push(bytes.subarray(start, start + PIECE));
    if (rows.length > 0) yield rows;
  }
  const rows = reader.end();
  if (rows.length > 0) yield rows;
}

/** `undefined` until there is a header. */
function delimiterOf(header: string): string | undefined {
  if (header.trim() === "") return undefined;
  return header.replace(/"[^"]*"/g, "").match(/[,;:|]/)?.[0] ?? ",";
}

/** Rows of a CSV as text, each with a line end. Whatever its cells contain, it is read back equal. */
export const writeCsv = (rows: readonly (readonly string[])[], delimiter = ","): string =>
  rows.map((cells) => lineOf(cells, delimiter)).join("");

// A line with nothing in it would not be a row.
const lineOf = (cells: readonly string[], delimiter: string): string =>
  `${cells.length === 1 && cells[0] === "" ? '""' : cells.map(quoted).join(delimiter)}\n`;

/** Quotes what ends a cell or a row, what readers may take for a separator, and what some of them trim. */
const quoted = (cell: string): string =>
  /["\r\n,;:|\t]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
