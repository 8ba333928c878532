import { printable } from "../../core/errors/printable.js";
import type { PullProgress } from "../../schema/pull.js";
import { TerminalLine } from "../progress/line.js";

/** Shows how far a pull is, on one line of a terminal. Elsewhere, it shows nothing. */
export class ProgressLine extends TerminalLine {
  /** Shows how many modules were read. */
  showPull({ done, total, module }: PullProgress): void {
    this.show(() => `${done} of ${total} modules${module === undefined ? "" : `: ${printable(module)}`}`);
  }
}
