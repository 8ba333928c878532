import { printable } from "../../core/errors/printable.js";
import type { PullProgress } from "../../schema/pull.js";
import { columnsOf } from "../output.js";

/** Shows how far a pull is, on one line of a terminal. Elsewhere, it shows nothing. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  show({ done, total, module }: PullProgress): void {
    const columns = columnsOf(this.#stream);
    if (columns === undefined || process.env.TERM === "dumb") return;
    const text = `${done} of ${total} modules${module === undefined ? "" : `: ${printable(module)}`}`;
    // A line that is full would break, and then only its end would be replaced.
    this.#stream.write(`\r${text.slice(0, Math.max(0, columns - 1))}\u001b[K`);
    this.#isShown = true;
  }

  /** Removes the line, so that something else can be printed. */
  clear(): void {
    if (this.#isShown) this.#stream.write("\r\u001b[K");
    this.#isShown = false;
  }
}
