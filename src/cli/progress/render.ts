/** What people see of a command while it runs. */
import { count } from "../count.js";
import type { Progress, Result, Running } from "../definition.js";
import { printBytes, printProblem } from "../output.js";
import { TerminalLine } from "./line.js";

/** The width of the bar, in characters. */
const BAR = 20;

/**
 * Runs a command to its end, and shows its events on stderr: how far it is on one line of a terminal, and notices, which
 * are shown in a pipe as well.
 */
export async function rendered(running: Running, line = new TerminalLine()): Promise<Result | number> {
  try {
    for (let step = await running.next(); ; step = await running.next()) {
      if (step.done) return step.value;
      if (step.value.type === "bytes") {
        // The command knows what its failure means, and closes what the bytes come from.
        await printBytes(step.value.bytes).catch((error: unknown) => running.throw(error));
      } else if (step.value.type === "progress") {
        const { progress } = step.value;
        line.show((columns) => progressText(progress, columns));
      } else {
        line.clear();
        printProblem(step.value.text);
      }
    }
  } finally {
    line.clear();
  }
}

/** How far a command is, in at most this number of columns if the number of rows fits. */
export function progressText({ done, total, rate, remaining, credits }: Progress, columns: number): string {
  const rows = total === undefined ? count(done, "row") : `${number(done)} of ${count(total, "row")}`;
  const parts = [
    rows,
    ...(remaining === undefined ? [] : [`${duration(remaining)} left`]),
    ...(rate === undefined ? [] : [`${number(Math.round(rate))} rows/s`]),
    count(credits, "credit"),
  ];
  // What matters least goes first.
  while (parts.length > 1 && parts.join(", ").length > columns) parts.pop();
  const text = parts.join(", ");
  if (total === undefined || total <= 0 || text.length + BAR + 8 > columns) return text;
  const share = Math.min(1, done / total);
  const full = Math.floor(share * BAR);
  const percent = `${Math.floor(share * 100)}%`.padStart(5);
  return `[${"#".repeat(full)}${"-".repeat(BAR - full)}]${percent} ${text}`;
}

const number = (value: number): string => value.toLocaleString("en-US");

/** `8 s`, `2 min 5 s`, `3 h 20 min` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
