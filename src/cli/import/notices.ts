/** What an import does with a file that people would not expect. */
import { count } from "../count.js";
import { type Columns, quoted } from "./columns.js";

/** Says which columns are not sent. */
export function ignoredNotice({ ignored }: Columns): string[] {
  const reasons = new Map<string, string[]>();
  for (const [column, reason] of ignored) reasons.set(reason, [...(reasons.get(reason) ?? []), quoted(column)]);
  if (reasons.size === 0) return [];
  return [`Not sent: ${[...reasons].map(([reason, columns]) => `${columns.join(", ")} (${reason})`).join("; ")}.`];
}

/** Says where the text that people see was replaced by the value that Zoho stores. */
export function replacedNotice(replaced: ReadonlyMap<string, number>): string[] {
  if (replaced.size === 0) return [];
  const fields = Array.from(replaced, ([field, cells]) => `${field} (${count(cells, "value")})`);
  return [
    `Entries of picklists that were renamed keep their first value in Zoho; it was sent instead of the name in: ${fields.join(", ")}.`,
  ];
}
