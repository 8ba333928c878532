/** Something in a description that was skipped, renamed or read otherwise than it stands. */
export interface Warning {
  /** What it is about, e.g. `operation-id`. */
  readonly rule: string;
  /** File relative to the working directory; empty where no file holds it. */
  readonly file: string;
  /** Where in the file, as a JSON pointer: `#/paths/~1orders/get`. */
  readonly pointer: string;
  /** What was found, and what became of it. */
  readonly message: string;
}

/** One line for a warning. */
export const formatWarning = ({ rule, file, pointer, message }: Warning): string =>
  `warning: ${file}${pointer} ${rule}: ${message}`;

/** Reports something at a place of the joined document. */
export type Report = (pointer: string, rule: string, message: string) => void;

/** What is wrong with a document, by how much it matters. */
export interface Reports {
  /** It can be generated from all the same. */
  readonly warn: Report;
  /** Nothing right can be generated from it. */
  readonly fail: Report;
}
