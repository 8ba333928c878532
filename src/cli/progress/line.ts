import { columnsOf } from "../output.js";

/** One line at the end of a terminal, which is replaced and removed. Elsewhere, it shows nothing. */
export class TerminalLine {
  readonly #stream: NodeJS.WriteStream;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  /** @param text What to show in this number of columns. It must not contain what steers a terminal */
  show(text: (columns: number) => string): void {
    const columns = columnsOf(this.#stream);
    if (columns === undefined || process.env.TERM === "dumb") return;
    // A line that is full would break, and then only its end would be replaced.
    const room = Math.max(0, columns - 1);
    this.#stream.write(`\r${text(room).slice(0, room)}\u001b[K`);
    this.#isShown = true;
  }

  /** Removes the line, so that something else can be printed. */
  clear(): void {
    if (this.#isShown) this.#stream.write("\r\u001b[K");
    this.#isShown = false;
  }
}
