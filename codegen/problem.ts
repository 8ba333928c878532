import { visibleText } from "./code/text.js";

/** A mistake in a description. */
export interface Problem {
  /** File relative to the working directory. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly message: string;
}

/** A problem in one line, in the form that editors turn into a link. */
export const formatProblem = ({ file, line, column, rule, message }: Problem): string =>
  visibleText(`${file}:${line}:${column} ${rule}: ${message}`);

/** No correct code can be generated from the description, or it cannot be written. */
export class DescriptionError extends Error {
  override name = "DescriptionError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${problems.map(formatProblem).join("\n")}\n${count}; nothing was written`);
    this.problems = problems;
  }
}

/** Whether an error reports mistakes in a description. Works across the ES and CommonJS copies of the package. */
export const isDescriptionError = (error: unknown): error is DescriptionError =>
  error instanceof Error && error.name === "DescriptionError";
