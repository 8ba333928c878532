import { SingleBar } from "cli-progress";
import { columnsOf } from "../output.js";

/** What a line shows in this number of columns. It must not contain what steers a terminal. */
export type LineText = (columns: number) => string;

/** One line at the end of a terminal, which is replaced and removed. Elsewhere, it shows nothing. */
export class TerminalLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #bar: SingleBar;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
    this.#bar = new SingleBar({
      stream,
      format: (_options, _params, { text }: { text?: LineText }) => this.#cut(text),
      clearOnComplete: true,
      // Commands react to signals themselves.
      gracefulExit: false,
      linewrap: true,
    });
  }

  show(text: LineText): void {
    if (columnsOf(this.#stream) === undefined || process.env.TERM === "dumb") return;
    if (this.#isShown) this.#bar.update({ text });
    else this.#bar.start(1, 0, { text });
    this.#isShown = true;
  }

  /** Removes the line, so that something else can be printed. */
  clear(): void {
    if (this.#isShown) this.#bar.stop();
    this.#isShown = false;
  }

  /** A line that is full would break, and then only its end would be replaced. */
  #cut(text: LineText | undefined): string {
    const room = Math.max(0, (columnsOf(this.#stream) ?? 0) - 1);
    return (text?.(room) ?? "").slice(0, room);
  }
}
