/** Checks a CSV before any of its rows is used: whether all of it can be read, and how many rows there are. */

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [0x22, 0x0a, 0x0d];

/** The separators that people's files have. */
const SEPARATORS = [",", ";", "\t", "|"];

/** The separator that the header has most often outside of quotes; a comma if it has none. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, "");
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** What is wrong with a CSV, with the number of the row. */
export interface CsvProblem {
  readonly row: number;
  readonly message: string;
}

const WITHIN = "a quote is within a cell. Put the cell in quotes, and write each quote in it twice";
const OPEN = "a quote is not closed: write each quote within a cell in quotes twice";

/** Reads a CSV as text, piece by piece. */
export class CsvSurvey {
  /** Rows that have ended, the header among them. Rows without a character are not counted. */
  rows = 0;
  problem: CsvProblem | undefined;
  /** The text of the header, once it has ended. */
  header: string | undefined;

  #state: "start" | "bare" | "quoted" | "quote" = "start";
  /** Lines so far, as a spreadsheet numbers rows. */
  #row = 1;
  #opened = 1;
  #isEmpty = true;
  #head = "";
  #separator: number | undefined;
  #afterReturn = false;

  push(text: string): void {
    let start = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const isEnd = (code === LINE_FEED || code === CARRIAGE_RETURN) && this.#state !== "quoted";
      if (isEnd) {
        const isPair = code === LINE_FEED && this.#afterReturn;
        if (this.header === undefined && !isPair) {
          this.#head += text.slice(start, at);
          this.#endHeader();
        }
        if (!isPair) this.#endRow();
        start = at + 1;
      } else this.#step(code);
      this.#afterReturn = isEnd && code === CARRIAGE_RETURN;
    }
    if (this.header === undefined) this.#head += text.slice(start);
  }

  /** The rest, whose last line need not have an end. */
  end(): void {
    if (this.#state === "quoted") this.problem ??= { row: this.#opened, message: OPEN };
    if (this.header === undefined) this.#endHeader();
    if (!this.#isEmpty) this.#endRow();
  }

  #endHeader(): void {
    if (this.#head.trim() !== "") this.header = this.#head;
    this.#head = "";
    // The header itself was read without knowing its separator.
    if (this.header !== undefined) this.#separator = separatorOf(this.header).charCodeAt(0);
  }

  #endRow(): void {
    if (!this.#isEmpty) this.rows += 1;
    this.#row += 1;
    this.#state = "start";
    this.#isEmpty = true;
  }

  #step(code: number): void {
    this.#isEmpty = false;
    const isSeparator =
      this.#separator === undefined ? SEPARATORS.includes(String.fromCharCode(code)) : code === this.#separator;
    switch (this.#state) {
      case "quoted":
        if (code === QUOTE) this.#state = "quote";
        return;
      case "quote":
        if (code === QUOTE) this.#state = "quoted";
        else if (isSeparator) this.#state = "start";
        else this.problem ??= { row: this.#row, message: WITHIN };
        return;
      case "start":
        if (code === QUOTE) {
          this.#state = "quoted";
          this.#opened = this.#row;
        } else if (!isSeparator) this.#state = "bare";
        return;
      default:
        if (isSeparator) this.#state = "start";
        else if (code === QUOTE) this.problem ??= { row: this.#row, message: WITHIN };
    }
  }
}
