import { printable } from "../errors/printable.js";
import { retryAfter } from "../errors/retry-after.js";
import { withoutSecrets } from "../errors/secrets.js";
import { messageOf } from "../kind.js";
import type { Slots } from "../layers/concurrency-limit.js";
import { WaitingCalls } from "../layers/waiting-calls.js";
import type { CancelSignal } from "../lifetime/cancellation.js";
import { type Clock, SYSTEM_CLOCK } from "../lifetime/clock.js";
import { isRateLimit, mayBeRateLimit } from "../response/api-error.js";
import { creditsIn } from "../response/credits.js";
import { contentOf, type HttpResponse } from "../response/response.js";
import { atExit } from "./at-exit.js";
import type { CreditsLeft } from "./credits.js";
import { type Allowance, exchange, LONGEST_PAUSE, type Report, VALID } from "./fleet.js";
import type { SharedState } from "./shared-state.js";

/** The client that uses the slots. */
export interface LimitedClient {
  readonly maxConcurrency: number;
  readonly credits: CreditsLeft;
  /** The time of pauses. */
  readonly clock: Clock;
}

/** The time and the chance that exchanges go by. */
export interface ExchangeTools {
  /** Milliseconds, which nobody can set. */
  readonly now: () => number;
  /** Calls back once, without keeping the program running. @returns a function that stops the timer */
  readonly after: (milliseconds: number, fire: () => void) => () => void;
  /** Returns a number in [0, 1). */
  readonly random: () => number;
}

/** Milliseconds between reports while slots are held or waited for. */
const BEAT = 500;
/** Milliseconds that a slot is kept after its use if another process waits for it. */
const GRACE = 20;
/** The shortest time until a process that waits for its share asks again, in milliseconds, and how much is left to chance. */
const POLL = 25;
const POLL_CHANCE = 75;
/** The number of processes that may ask so often at the same time. */
const POLLERS = 8;
/** Milliseconds that an exchange may take. */
const LONGEST_EXCHANGE = 2_000;
/** Milliseconds by which a timer may be late in a process that runs. */
const LATE_TIMER = 200;
/** Milliseconds between attempts to reach a place that is out of reach. */
const OUTAGE_PAUSE = 1_000;
/** The number of failed exchanges in a row after which the place is out of reach. */
const MOST_FAILURES = 2;
/** Milliseconds for which nobody starts a request after a 429 that does not say how long. */
const PAUSE = 1_000;

/** The part of the slots of an organization that this client may use. See `fleet.ts` for what it agrees on with others. */
export class SharedSlots implements Slots {
  readonly #state: SharedState;
  readonly #key: () => Promise<string>;
  readonly #client: LimitedClient;
  readonly #tools: ExchangeTools;
  readonly #id: string = crypto.randomUUID();
  readonly #waiting = new WaitingCalls();
  #active = 0;
  /** The most slots that could have been used at a time since the last report. */
  #peak = 0;

  #number = 0;
  /** The slots that this client may use until {@link #validUntil}. */
  #allowed = 0;
  #validUntil = Number.NEGATIVE_INFINITY;
  #last: Pick<Allowance, "share" | "isWanted" | "processes" | "limit"> | undefined;
  #reportedAt = Number.NEGATIVE_INFINITY;
  #reportedNeeds = 0;
  /** Whether the text showed this client after the last exchange. */
  #isMember = false;
  #pollAt = 0;
  /** When slots became free that another process waits for. */
  #surplusAt: number | undefined;

  #exchange: Promise<void> | undefined;
  #isDue = false;
  #timer: { readonly at: number; readonly stop: () => void } | undefined;
  /** Failed exchanges in a row. */
  #failures = 0;
  #retryAt = 0;
  /** Whether the place is out of reach, of which the program was warned. */
  #isAlone = false;

  #pausedUntil = Number.NEGATIVE_INFINITY;
  #stopPause: (() => void) | undefined;
  /** The end of a pause that was not reported yet. */
  #unreportedPause = Number.NEGATIVE_INFINITY;

  #isClosed = false;
  #forgetExit: (() => void) | undefined;

  constructor(state: SharedState, key: () => Promise<string>, client: LimitedClient, tools: ExchangeTools) {
    this.#state = state;
    this.#key = key;
    this.#client = client;
    this.#tools = tools;
  }

  take(): boolean {
    if (this.#waiting.size > 0 || !this.#hasFree()) return false;
    this.#active += 1;
    if (this.#active > this.#peak) this.#peak = this.#active;
    if (this.#isAlone) this.#plan();
    return true;
  }

  wait(signal: CancelSignal | undefined): Promise<void> {
    const turn = this.#waiting.wait(signal);
    this.#peak = Math.max(this.#peak, this.#active + this.#waiting.size);
    this.#plan();
    return turn;
  }

  release(response?: HttpResponse): void {
    this.#active -= 1;
    if (response) this.#pauseAfter(response);
    this.#startWaiting();
    this.#plan();
  }

  /** Returns all slots, as far as the place is within reach. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#timer?.stop();
    this.#stopPause?.();
    this.#forgetExit?.();
    await this.#exchange;
    await this.#leave();
  }

  #hasFree(): boolean {
    if (this.#pausedUntil > Number.NEGATIVE_INFINITY) return false;
    return this.#active < this.#usable(this.#tools.now());
  }

  #usable(now: number): number {
    const isValid = now < this.#validUntil;
    if (!isValid && !this.#isKnownToBeAlone(now)) return 0;
    const usable = isValid ? this.#allowed : this.#ownShare;
    const fair = isValid && this.#last?.isWanted ? this.#last.share : usable;
    // Until there is a response to a report, no more than it states.
    return Math.min(usable, fair, this.#exchange ? this.#allowed : usable);
  }

  /** Whether the place was out of reach just now. A process that was stopped, or idle, has to try again first. */
  #isKnownToBeAlone(now: number): boolean {
    const end = this.#exchange ? this.#reportedAt + LONGEST_EXCHANGE : this.#retryAt;
    return this.#isAlone && now <= end + LATE_TIMER;
  }

  /** The slots of a process that cannot ask the others. */
  get #ownShare(): number {
    if (!this.#last) return 1;
    return Math.max(1, Math.floor(this.#last.limit / this.#last.processes));
  }

  #startWaiting(): void {
    while (this.#waiting.size > 0 && this.#hasFree()) {
      this.#active += 1;
      this.#waiting.startNext();
    }
  }

  /** Makes sure that the next report is sent when it should be. */
  #plan(): void {
    if (this.#isClosed || this.#exchange || this.#isDue) return;
    const now = this.#tools.now();
    const due = this.#due(now);
    if (due <= now) {
      this.#isDue = true;
      // Calls that begin together are reported together.
      queueMicrotask(() => {
        this.#isDue = false;
        this.#report();
      });
    } else if (due < (this.#timer?.at ?? Number.POSITIVE_INFINITY)) {
      this.#timer?.stop();
      const fire = () => {
        this.#timer = undefined;
        this.#plan();
      };
      if (due < Number.POSITIVE_INFINITY) this.#timer = { at: due, stop: this.#tools.after(due - now, fire) };
    }
  }

  /** When the next report should be sent. Without slots and calls, there is nothing to report. */
  #due(now: number): number {
    const waiting = this.#waiting.size;
    const needs = this.#active + waiting;
    if (this.#failures > 0) return needs > 0 ? this.#retryAt : Number.POSITIVE_INFINITY;
    if (this.#unreportedPause > now) return now;
    const share = this.#last?.share ?? 0;
    if (waiting > 0) {
      if (now >= this.#validUntil) return now;
      if (needs > this.#reportedNeeds && share >= this.#reportedNeeds) return now;
      if (this.#allowed < share && this.#pausedUntil < now) return this.#pollAt;
    }
    const beat = this.#allowed > 0 || needs > 0 ? this.#reportedAt + BEAT : Number.POSITIVE_INFINITY;
    if (!this.#last?.isWanted || this.#allowed <= Math.max(this.#active, Math.min(needs, share))) {
      this.#surplusAt = undefined;
      return beat;
    }
    this.#surplusAt ??= now;
    return Math.min(beat, this.#surplusAt + GRACE);
  }

  #report(): void {
    const now = this.#tools.now();
    if (this.#isClosed || this.#exchange) return;
    if (this.#due(now) > now) {
      this.#plan();
      return;
    }
    const needs = this.#active + this.#waiting.size;
    const { isWanted = false, share = 0 } = this.#last ?? {};
    if (now < this.#validUntil) {
      const kept = isWanted ? Math.min(needs, share) : Math.max(needs, this.#peak);
      this.#allowed = Math.min(this.#allowed, kept);
    } else this.#allowed = this.#isKnownToBeAlone(now) ? this.#ownShare : 0;
    const recent = isWanted ? needs : Math.max(needs, Math.min(this.#allowed, this.#peak));
    this.#peak = needs;
    this.#forgetExit ??= atExit(() => void this.#leave());
    // Requests that are one too many end, and are not replaced.
    const slots = Math.max(this.#active, this.#allowed);
    this.#exchange = this.#send({ slots, needs: recent }, now).then(
      (allowance) => this.#learn(allowance, now),
      (cause) => this.#fail(cause),
    );
  }

  /** @param now When the report is made */
  async #send({ slots, needs }: Pick<Report, "slots" | "needs">, now: number): Promise<Allowance> {
    const isKnown = now < this.#validUntil && this.#isMember;
    this.#number += 1;
    this.#reportedAt = now;
    this.#reportedNeeds = needs;
    this.#surplusAt = undefined;
    const { maxConcurrency: limit, credits } = this.#client;
    const pause = Math.max(0, this.#unreportedPause - now);
    const pauseEnd = this.#unreportedPause;
    const facts = { id: this.#id, number: this.#number, isKnown };
    const report: Report = { ...facts, slots, needs, limit, pause, credits: credits.aged };
    let stop = () => {};
    const tooLate = new Promise<never>((_, reject) => {
      const end = () => {
        // One more would keep calls waiting for as long again. If this process was stopped meanwhile, the place may be well.
        const wasStopped = this.#tools.now() - now > LONGEST_EXCHANGE + LATE_TIMER;
        if (!wasStopped) this.#failures = MOST_FAILURES - 1;
        reject(new Error(`no response within ${LONGEST_EXCHANGE} ms`));
      };
      // After a stop, timers fire before the responses that arrived meanwhile are seen.
      stop = this.#tools.after(LONGEST_EXCHANGE - LATE_TIMER, () => {
        stop = this.#tools.after(LATE_TIMER, end);
      });
    });
    const update = async () => this.#state.update(await this.#key(), (text, at) => exchange(text, report, at));
    try {
      const allowance = await Promise.race([update(), tooLate]);
      if (this.#unreportedPause === pauseEnd) this.#unreportedPause = Number.NEGATIVE_INFINITY;
      return allowance;
    } finally {
      stop();
    }
  }

  /** @param sentAt When the report was made: the place counts from a later moment */
  #learn(allowance: Allowance, sentAt: number): void {
    this.#exchange = undefined;
    this.#failures = 0;
    this.#isAlone = false;
    const { processes: before = 1 } = this.#last ?? {};
    const processes = allowance.isComplete ? allowance.processes : Math.max(before, allowance.processes);
    this.#last = { ...allowance, processes };
    this.#allowed = allowance.slots;
    this.#validUntil = sentAt + VALID;
    this.#isMember = allowance.slots > 0 || this.#reportedNeeds > 0;
    const crowd = Math.max(1, allowance.processes / POLLERS);
    this.#pollAt = this.#tools.now() + (POLL + POLL_CHANCE * this.#tools.random()) * crowd;
    if (allowance.credits) this.#client.credits.learn(allowance.credits);
    if (allowance.pause > 0) this.#pause(allowance.pause);
    this.#startWaiting();
    this.#plan();
  }

  #fail(cause: unknown): void {
    this.#exchange = undefined;
    this.#failures += 1;
    const chance = this.#tools.random();
    const isOutage = this.#failures >= MOST_FAILURES;
    this.#retryAt = this.#tools.now() + (isOutage ? OUTAGE_PAUSE * (0.5 + chance) : POLL + POLL_CHANCE * chance);
    if (isOutage && !this.#isAlone) this.#continueAlone(cause);
    // The place forgets an idle client by itself.
    if (this.#active + this.#waiting.size === 0) this.#forget();
    this.#startWaiting();
    this.#plan();
  }

  #continueAlone(cause: unknown): void {
    this.#isAlone = true;
    if (this.#isClosed) return;
    const { name } = this.#state;
    globalThis.process?.emitWarning?.(
      `the limits that a zcrm client shares (${name}) are out of reach: ${printable(withoutSecrets(messageOf(cause)))}. ` +
        `This process continues with ${this.#ownShare} of ${this.#last?.limit ?? this.#client.maxConcurrency} slots until they are back. ` +
        `Check that ${name === "file" ? "the file can be read and replaced" : `${name} is running, and that the client passed for it is connected`}`,
    );
  }

  /** Holds no slots from now on. */
  #forget(): void {
    this.#allowed = 0;
    this.#validUntil = Number.NEGATIVE_INFINITY;
  }

  /** Returns all slots but those of requests under way. Nothing depends on it: the place forgets a silent process. */
  async #leave(): Promise<void> {
    this.#forgetExit?.();
    this.#forgetExit = undefined;
    if ((this.#allowed === 0 && this.#reportedNeeds === 0) || this.#isAlone || this.#exchange) return;
    this.#forget();
    const slots = this.#isClosed ? 0 : this.#active;
    const leaving = this.#send({ slots, needs: slots }, this.#tools.now());
    this.#exchange = leaving.then(
      () => undefined,
      () => undefined,
    );
    await this.#exchange;
    this.#exchange = undefined;
    this.#plan();
  }

  /** Starts nothing for a while if Zoho says that there were too many requests. */
  #pauseAfter(response: HttpResponse): void {
    if (response.ok && !mayBeRateLimit(response)) return;
    if (!isRateLimit(response, contentOf(response))) return;
    // No pause brings back credits, and Zoho's own response says best what the matter is.
    if (creditsIn(response) === 0) return;
    const { clock } = this.#client;
    const asked = retryAfter(response.headers.get("retry-after"), clock.now()) ?? PAUSE;
    const pause = Math.min(asked, LONGEST_PAUSE);
    this.#unreportedPause = Math.max(this.#unreportedPause, this.#tools.now() + pause);
    this.#pause(pause);
  }

  #pause(milliseconds: number): void {
    const end = this.#tools.now() + milliseconds;
    if (end <= this.#pausedUntil || this.#isClosed) return;
    this.#pausedUntil = end;
    this.#stopPause?.();
    const resume = () => {
      this.#pausedUntil = Number.NEGATIVE_INFINITY;
      this.#stopPause = undefined;
      this.#startWaiting();
      this.#plan();
    };
    const { clock } = this.#client;
    // In the time of an emulator, nobody waits long.
    this.#stopPause =
      clock === SYSTEM_CLOCK ? this.#tools.after(milliseconds, resume) : clock.after(milliseconds, resume, true);
  }
}
