/**
 * The processes that share limits, as one string that each of them replaces in turn. This is the step that all of them
 * take; it is pure, and time is that of the place that keeps the text.
 *
 * No process uses more slots than it reported, until it learns of an allowance. So nobody has to take slots from a process:
 * it learns its fair share, uses no more of them than that, and reports fewer. Because the text
 * counts the greater of what was reported and what was allowed, the sum is right even if the process never learns of the
 * allowance. A process that is silent for longer than {@link LEASE} is forgotten. It stopped using its slots before that,
 * since it counts from the moment before its report.
 */

import type { Change } from "./shared-state.js";
import { fairShares } from "./shares.js";

/** What a process reports. */
export interface Report {
  /** The client's own, and random. */
  readonly id: string;
  /** Greater than that of the report before. One that arrives late changes nothing. */
  readonly number: number;
  /** Whether the text knew the process a moment ago. */
  readonly isKnown: boolean;
  /** The slots that the process keeps to until it learns of its allowance, at least its requests under way. */
  readonly slots: number;
  /** The slots that it could use. */
  readonly needs: number;
  /** The most slots that all processes may use, as far as this one knows. */
  readonly limit: number;
  /** Milliseconds for which nobody shall start a request; 0 if Zoho did not ask for a pause. */
  readonly pause: number;
  readonly credits?: AgedCredits | undefined;
}

/** Credits that Zoho stated some time ago. */
export interface AgedCredits {
  readonly left: number;
  /** Milliseconds. */
  readonly age: number;
}

/** What a process may do from now on. */
export interface Allowance {
  /** The slots that it may use, for {@link VALID} milliseconds from before it reported. */
  readonly slots: number;
  /** Its fair share. */
  readonly share: number;
  /** Whether another process is waiting for slots of its own fair share. */
  readonly isWanted: boolean;
  /** The number of processes that hold or need slots, with this one. */
  readonly processes: number;
  /** Whether all of them are known. They are not for a while after the place lost the text. */
  readonly isComplete: boolean;
  /** The slots of all processes together. */
  readonly limit: number;
  /** Milliseconds for which nobody may start a request. */
  readonly pause: number;
  /** What Zoho stated last to any process. */
  readonly credits: AgedCredits | undefined;
}

/** Milliseconds after which a silent process is forgotten. */
export const LEASE = 6_000;
/** Milliseconds for which an allowance is valid: less, because clocks run at slightly different rates. */
export const VALID = 5_000;
/** The longest pause, in milliseconds: as long as a call may take, unless it says otherwise. */
export const LONGEST_PAUSE = 60_000;

/** Milliseconds for which a process keeps a slot that others would like as much. */
const TURN = 1_000;
/** Milliseconds without a report after which a process that wants more slots probably does not. */
const QUIET = 2_000;
/** Milliseconds in which every process that holds slots has reported. */
const SETTLING = 3_000;
/** Milliseconds after which the text is of no use: credits come back after a day. */
const LIFE = 24 * 60 * 60_000;

interface Member {
  number: number;
  /** When it reported. */
  seen: number;
  slots: number;
  needs: number;
  limit: number;
  /** When it last got a slot that others would have liked as much. */
  turn: number;
}

/** All times are epoch milliseconds of the place. */
interface Fleet {
  /** When the text was written. */
  at: number;
  /** When the pause ends. */
  paused: number;
  /** When all who hold slots are known again. */
  settled: number;
  /** Credits left, and when Zoho said so. */
  credits: readonly [left: number, at: number] | undefined;
  readonly members: Map<string, Member>;
}

/**
 * Notes a report, and says what its process may do.
 *
 * @param text What {@link exchange} returned last; anything else counts as nothing
 * @param now Epoch milliseconds of the place
 */
export function exchange(text: string | undefined, report: Report, now: number): Change<Allowance> {
  const fleet = readFleet(text, now);
  for (const [id, { seen }] of fleet.members) if (id !== report.id && now - seen >= LEASE) fleet.members.delete(id);
  const before = fleet.members.get(report.id);
  const isLate = before !== undefined && before.number > report.number;
  const member = isLate ? before : noted(fleet, report, before, now);
  const allowance = allowanceOf(fleet, report.id, member, now);
  // What it reported counts until it reports less.
  if (!isLate) member.slots = Math.max(member.slots, allowance.slots);
  if (member.slots === 0 && member.needs === 0) fleet.members.delete(report.id);
  return { text: writeFleet(fleet, now), life: LIFE, result: allowance };
}

/** The credits that are left, as {@link exchange} noted them. */
export function creditsOf(text: string | undefined, now: number): AgedCredits | undefined {
  return agedCredits(readFleet(text, now), now);
}

function noted(fleet: Fleet, report: Report, before: Member | undefined, now: number): Member {
  const { number, isKnown, needs, limit, pause, credits } = report;
  // The text was lost, or this process was silent for too long. Others may hold slots that the text does not show either.
  if (before === undefined && (isKnown || report.slots > 0)) fleet.settled = now + SETTLING;
  // The same report once more: what it was allowed may have been learned.
  const slots = before?.number === number ? Math.max(before.slots, report.slots) : report.slots;
  const member = { number, seen: now, slots, needs, limit, turn: before?.turn ?? now - TURN };
  fleet.members.set(report.id, member);
  if (pause > 0) fleet.paused = Math.max(fleet.paused, now + Math.min(pause, LONGEST_PAUSE));
  if (credits && now - credits.age >= (fleet.credits?.[1] ?? 0)) fleet.credits = [credits.left, now - credits.age];
  return member;
}

function allowanceOf(fleet: Fleet, id: string, member: Member, now: number): Allowance {
  // Those in their turn first, then those who wait, or have had no turn, for the longest time.
  const inTurn = ({ turn }: Member) => now - turn < TURN;
  const members = [...fleet.members].sort(
    ([one, a], [other, b]) => Number(inTurn(b)) - Number(inTurn(a)) || a.turn - b.turn || (one < other ? -1 : 1),
  );
  const limit = Math.min(member.limit, ...members.map(([, other]) => other.limit));
  const { shares, level } = fairShares(
    members.map(([, { needs, slots, seen }]) => (now - seen > QUIET ? Math.min(needs, slots) : needs)),
    limit,
  );
  const own = members.findIndex(([other]) => other === id);
  const share = shares[own] ?? 0;
  const isWanted = members.some(([, { slots }], index) => index !== own && (shares[index] ?? 0) > slots);
  const free = limit - members.reduce((sum, [, { slots }]) => sum + slots, 0);
  const more = now < fleet.settled ? 0 : Math.max(0, Math.min(share - member.slots, free));
  // If a process that was stopped came back with its requests, there are too many. They end, and are not replaced.
  const slots = Math.max(0, member.slots + (free < 0 ? free : more));
  if (Math.min(slots, share) > level && !inTurn(member)) member.turn = now;
  return {
    slots,
    share,
    isWanted,
    processes: Math.max(1, members.length),
    isComplete: now >= fleet.settled,
    limit,
    pause: Math.max(0, fleet.paused - now),
    credits: agedCredits(fleet, now),
  };
}

const agedCredits = ({ credits }: Fleet, now: number): AgedCredits | undefined =>
  credits && { left: credits[0], age: Math.max(0, now - credits[1]) };

const writeFleet = ({ paused, settled, credits, members }: Fleet, now: number): string =>
  JSON.stringify({
    at: now,
    paused,
    settled,
    ...(credits && { credits }),
    members: Object.fromEntries(
      [...members].map(([id, { number, seen, slots, needs, limit, turn }]) => [
        id,
        [number, seen, slots, needs, limit, turn],
      ]),
    ),
  });

/** What the text says, with times that do not lie ahead: after somebody set the clock back, as long ago as they were. */
function readFleet(text: string | undefined, now: number): Fleet {
  const { at = now, paused = 0, settled = 0, credits, members = {} } = parsed(text) ?? {};
  const ahead = Math.max(0, at - now);
  return {
    at: now,
    paused: Math.min(paused - ahead, now + LONGEST_PAUSE),
    settled: settled - ahead,
    credits: credits && [credits[0], credits[1] - ahead],
    members: new Map(
      Object.entries(members).map(([id, [number, seen, slots, needs, limit, turn]]) => [
        id,
        { number, seen: seen - ahead, slots, needs, limit, turn: turn - ahead },
      ]),
    ),
  };
}

/** The text as {@link writeFleet} writes it. */
interface Written {
  readonly at: number;
  readonly paused: number;
  readonly settled: number;
  readonly credits?: readonly [number, number];
  readonly members: Readonly<Record<string, readonly [number, number, number, number, number, number]>>;
}

/** A file, or a row of a database, may contain anything. */
function parsed(text: string | undefined): Written | undefined {
  try {
    const fleet: unknown = JSON.parse(text ?? "");
    return isWritten(fleet) ? fleet : undefined;
  } catch {
    return undefined;
  }
}

function isWritten(value: unknown): value is Written {
  const { at, paused, settled, credits = [0, 0], members } = Object(value) as Readonly<Record<string, unknown>>;
  return (
    areNumbers([at, paused, settled], 3) &&
    areNumbers(credits, 2) &&
    typeof members === "object" &&
    members !== null &&
    Object.values(members).every((member) => areNumbers(member, 6))
  );
}

const areNumbers = (value: unknown, count: number): boolean =>
  Array.isArray(value) && value.length === count && value.every(Number.isFinite);
