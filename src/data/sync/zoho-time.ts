/**
 * What is known of the time at Zoho. Nothing here goes by the clock of this machine alone: it may be minutes off, and the
 * times of records are given by Zoho.
 */
import { sentTime } from "../../core/response/sent-time.js";

/** How far the times can be from the moment in which a change shows, in milliseconds. */
export interface TimeMargins {
  /** From the time that a record is given until queries find it, and between Zoho's servers (unverified). */
  readonly delay: number;
  /** Between the clock that dates responses and the one that dates records (unverified). */
  readonly skew: number;
}

const MARGINS: TimeMargins = { delay: 60_000, skew: 300_000 };
/** What the clock of this machine may be off, where Zoho does not tell the time at all. */
const LOCAL_SKEW = 3_600_000;

/** Collects the times that arrive from Zoho. */
export class ZohoTime {
  readonly #localTime: () => number;
  readonly #margins: TimeMargins;
  #sent: number | undefined;
  #stamped: number | undefined;

  constructor(localTime: () => number, margins = MARGINS) {
    this.#localTime = localTime;
    this.#margins = margins;
  }

  /** The time at Zoho, as exactly as it is known. */
  get now(): number {
    return this.#sent ?? Math.max(this.#stamped ?? 0, this.#localTime());
  }

  /** Whether Zoho told the time. */
  get isTold(): boolean {
    return this.#sent !== undefined;
  }

  /** Whether a time is so far ahead of Zoho that no change can have it. */
  isFuture(time: number): boolean {
    return time > (this.#sent ?? this.#localTime() + LOCAL_SKEW) + this.#margins.skew;
  }

  /** A list arrived. */
  noteResponse(list: object): void {
    this.#sent = later(this.#sent, sentTime(list));
  }

  /** A record, or a deletion, has this time. Migrated records may have times that no clock has shown yet. */
  noteChange(time: number): void {
    if (!Number.isNaN(time) && !this.isFuture(time)) this.#stamped = later(this.#stamped, time);
  }

  /**
   * The time before which everything shows: no change that appears from now on is given an earlier one. `undefined` if
   * Zoho told no time yet.
   */
  get settled(): number | undefined {
    const { delay, skew } = this.#margins;
    return later(before(this.#stamped, delay), before(this.#sent, skew));
  }
}

const before = (time: number | undefined, by: number): number | undefined =>
  time === undefined ? undefined : wholeSecond(time - by);

export const later = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);

/** Zoho's times have whole seconds. */
const wholeSecond = (time: number): number => Math.floor(time / 1_000) * 1_000;
