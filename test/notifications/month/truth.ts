/** What must have been delivered, derived from what was done in the CRM. */

type Operation = "insert" | "update" | "delete";

/** Something that somebody did. */
export interface Change {
  readonly module: string;
  readonly operation: Operation;
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** An event that the program's handler finished. */
export interface Handed extends Change {
  readonly source: "notification" | "check";
}

/** A check of a module that came to its end. */
export interface Check {
  readonly module: string;
  readonly since: number;
  readonly until: number;
}

export interface Lived {
  /** The watched ones, oldest first. */
  readonly changes: readonly Change[];
  readonly handed: readonly Handed[];
  readonly checks: readonly Check[];
}

/**
 * What is wrong. Every change is to be delivered after it was made, except for what no client can know, as the API shows
 * records as they are, with times of whole seconds:
 *
 * - a record that was created or updated, and deleted before the next check ended, may show its deletion only;
 * - an update in the second of the creation may show the creation only.
 */
export function problemsOf({ changes, handed, checks }: Lived): readonly string[] {
  const keyOf = ({ operation, id }: Change) => `${operation} ${id}`;
  const last = new Map<string, number>();
  for (const event of handed) last.set(keyOf(event), Math.max(last.get(keyOf(event)) ?? 0, event.at));
  const deletions = new Map(changes.filter(({ operation }) => operation === "delete").map(({ id, at }) => [id, at]));
  const creations = new Map(changes.filter(({ operation }) => operation === "insert").map(({ id, at }) => [id, at]));
  const first = new Map<string, number>();
  for (const change of changes) if (!first.has(keyOf(change))) first.set(keyOf(change), change.at);

  const isHanded = (change: Change) => (last.get(keyOf(change)) ?? 0) >= change.at;
  const isHidden = ({ module, operation, id, at }: Change): boolean => {
    const end = deletions.get(id);
    if (operation === "delete") return false;
    if (end !== undefined && !checks.some((one) => one.module === module && one.since >= at && one.until <= end))
      return true;
    const created = creations.get(id);
    return operation === "update" && created !== undefined && secondOf(created) === secondOf(at);
  };
  const missing = changes.filter((change) => !isHanded(change) && !isHidden(change));
  const invented = handed.filter((event) => (first.get(keyOf(event)) ?? Number.POSITIVE_INFINITY) > event.at);
  return [...missing.map((one) => `missing: ${shown(one)}`), ...invented.map((one) => `invented: ${shown(one)}`)];
}

/** The changes that only their deletion, or creation, tells: they cannot be delivered by a check. */
export const hiddenOf = (lived: Lived): number => {
  const keys = new Set(lived.handed.map(({ operation, id }) => `${operation} ${id}`));
  return lived.changes.filter(({ operation, id }) => !keys.has(`${operation} ${id}`)).length;
};

const secondOf = (time: number): number => Math.floor(time / 1_000);

const shown = ({ module, operation, id, at }: Change): string =>
  `${operation} of ${id} in ${module} at ${new Date(at).toISOString()}`;
