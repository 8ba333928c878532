/** Begins the comment above a statement to review. */
export const MARK = "// zcrm: ";

/** The text of a file before and after. */
export interface Change {
  readonly before: string;
  readonly after: string;
}

/** The lines that `--write` changes in a file, each with what it becomes. */
export function* diffOf(name: string, change: Change): Generator<string> {
  const before = change.before.split(/\r?\n/);
  yield `\n--- ${name}`;
  let at = 0;
  for (const line of change.after.split(/\r?\n/)) {
    const isAdded = line.trimStart().startsWith(MARK) && line !== before[at];
    if (!isAdded && line !== before[at]) yield `${at + 1} - ${before[at]}`;
    if (line !== before[at]) yield `${at + 1} + ${line}`;
    if (!isAdded) at += 1;
  }
}
