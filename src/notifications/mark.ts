/** What is on record of the handled events of one operation on one record. */
import { isPlainObject } from "../core/kind.js";
import type { EventKind } from "./event.js";

export interface Mark {
  /** Everything before the second of this time was handled. Milliseconds since 1970; 0 if nothing is known. */
  readonly until: number;
  /** The times of the last notifications that were handled. */
  readonly sent: readonly number[];
}

/**
 * Milliseconds for which marks are kept: for as long as a token may be used, so that nothing is replayed, and for several
 * checks.
 */
export const MARK_LIFE = 26 * 3_600_000;

/** A record that is changed more often within minutes may be reported twice. */
const MOST_SENT = 20;

/** Something that happened, as the marks know it. */
export interface Happening {
  readonly operation: EventKind;
  readonly source: "notification" | "check";
  /** When the notification was sent; in a check, when the record was changed. */
  readonly time: number | undefined;
  /** By Zoho's clock, when it was seen; `undefined` if that is not known. */
  readonly seen: number | undefined;
}

/**
 * Whether it was certainly handled before. If that is not certain, it is better handled twice.
 *
 * A notification was, if one of the same time was; without a time, only what happens to a record once is certain. A
 * change that a check finds was, if it is of an earlier second than a notification or a check that was handled: times of
 * records have whole seconds. A record is created once, and being deleted twice within a second comes to the same.
 */
export function isHandled(mark: Mark | undefined, { operation, source, time }: Happening): boolean {
  if (mark === undefined) return false;
  if (source === "notification") {
    if (time === undefined) return operation !== "update";
    return mark.sent.includes(time) || (operation !== "update" && secondOf(time) <= secondOf(mark.until));
  }
  if (operation === "insert") return true;
  if (time === undefined) return false;
  return operation === "delete" ? secondOf(time) <= secondOf(mark.until) : secondOf(time) < secondOf(mark.until);
}

const secondOf = (time: number): number => Math.floor(time / 1_000);

/** The mark after it was handled. */
export function marked(mark: Mark | undefined, { source, time, seen }: Happening): Mark {
  const { until = 0, sent = [] } = mark ?? {};
  const isSent = source === "notification" && time !== undefined;
  return { until: Math.max(until, seen ?? 0), sent: isSent ? [...sent, time].slice(-MOST_SENT) : sent };
}

export const markText = ({ until, sent }: Mark): string => JSON.stringify({ until, sent });

/** `undefined` also for what is not a mark: the event comes once more then. */
export function readMark(text: string | undefined): Mark | undefined {
  if (text === undefined) return undefined;
  try {
    const mark: unknown = JSON.parse(text);
    if (!isPlainObject(mark)) return undefined;
    const { until, sent } = mark;
    return isTime(until) && Array.isArray(sent) && sent.every(isTime) ? { until, sent } : undefined;
  } catch {
    return undefined;
  }
}

const isTime = (value: unknown): value is number => Number.isSafeInteger(value);
