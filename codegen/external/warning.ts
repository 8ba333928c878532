import { visibleText } from "../code/text.js";

/** Something in a description that was skipped, renamed or read differently than it is written. */
export interface Warning {
  /** The subject, e.g. `operation-id`. */
  readonly rule: string;
  /** The file, relative to the working directory; empty if no file contains it. */
  readonly file: string;
  /** The place in the file, as a JSON pointer: `#/paths/~1orders/get`. */
  readonly pointer: string;
  /** What was found, and how it was handled. */
  readonly message: string;
}

/** A warning in one line. */
export const formatWarning = ({ rule, file, pointer, message }: Warning): string =>
  visibleText(`warning: ${file}${pointer} ${rule}: ${message}`);

/** Warnings in the order of their weight: where calls go, then what else is different, then what is not OpenAPI. */
export function byWeight(warnings: readonly Warning[]): readonly Warning[] {
  const weightOf = ({ rule }: Warning): number => (rule === "server" ? 0 : rule === "struct" ? 2 : 1);
  return warnings.toSorted((a, b) => weightOf(a) - weightOf(b));
}

/** Reports a message about a place in the joined document. */
export type Report = (pointer: string, rule: string, message: string) => void;

/** How problems of a document are reported, by severity. */
export interface Reports {
  /** Code can still be generated. */
  readonly warn: Report;
  /** No correct code can be generated. */
  readonly fail: Report;
}
