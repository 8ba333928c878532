/** The timers of an emulator and of the clients in its time: they fire when their time comes, or when it is skipped. */
import type { MovableClock } from "./clock.js";

interface Timer {
  /** Milliseconds since 1970, by the clock of the emulator. */
  readonly due: number;
  readonly fire: () => void;
  readonly isPause: boolean;
  /** Fires if nobody moves the clock. */
  readonly system: NodeJS.Timeout;
}

/** The longest delay of a timer of the system. */
const LONGEST = 2 ** 31 - 1;
/** Milliseconds between two looks at whether anything happened. */
const TICK = 10;
/**
 * The number of looks without a change after which time is skipped: about a tenth of a second, so that a test which polls can still
 * see a client that waits, and a request on its way arrives.
 */
const QUIET_TICKS = 10;

/**
 * Nobody waits long in the time of an emulator: when its clients do nothing but wait, the clock jumps to the next
 * timer. Time limits are timers as well, so a response that is late is late here too. If no client in this time has a call
 * under way, time passes as it does elsewhere.
 */
export class Timers {
  readonly #clock: MovableClock;
  readonly #pending = new Set<Timer>();
  /** How many of them are pauses. The others are the time limits of calls. */
  #pauses = 0;
  /** Requests that are being handled. */
  #handled = 0;
  #check: NodeJS.Timeout | undefined;
  #quiet = 0;

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  now(): number {
    return this.#clock.now();
  }

  /** Calls `fire` after some milliseconds. @param isPause Whether its caller does nothing but wait */
  after(milliseconds: number, fire: () => void, isPause: boolean): () => void {
    const timer = this.#start(milliseconds, fire, isPause);
    return () => this.#remove(timer);
  }

  /** Fires what is due. To be called when the clock was moved. */
  moved(): void {
    const due = [...this.#pending].filter((timer) => timer.due <= this.now());
    for (const timer of due.sort((a, b) => a.due - b.due)) if (this.#pending.has(timer)) this.#fire(timer);
  }

  /** A request arrived. @returns a function to call when it has its response */
  begin(): () => void {
    this.#handled += 1;
    this.#happened();
    return () => {
      this.#handled -= 1;
      this.#happened();
    };
  }

  /** Delays a request that is being handled. */
  async delay(milliseconds: number): Promise<void> {
    this.#handled -= 1;
    await new Promise<void>((wake) => {
      // Its client may have left, and must not be kept from ending.
      this.#start(milliseconds, wake, true).system.unref();
    });
    this.#handled += 1;
  }

  #start(milliseconds: number, fire: () => void, isPause: boolean): Timer {
    const system = setTimeout(() => this.#fire(timer), Math.min(milliseconds, LONGEST));
    const timer: Timer = { due: Math.ceil(this.now() + milliseconds), fire, isPause, system };
    this.#pending.add(timer);
    if (isPause) this.#pauses += 1;
    this.#happened();
    return timer;
  }

  #fire(timer: Timer): void {
    this.#remove(timer);
    timer.fire();
  }

  #remove(timer: Timer): void {
    clearTimeout(timer.system);
    if (!this.#pending.delete(timer)) return;
    if (timer.isPause) this.#pauses -= 1;
    this.#happened();
  }

  #happened(): void {
    this.#quiet = 0;
    if (this.#check === undefined && this.#isWaiting()) this.#check = setTimeout(() => this.#look(), TICK).unref();
  }

  /** Whether a client in this time has a call under way, and somebody waits. */
  #isWaiting(): boolean {
    return this.#pauses > 0 && this.#pauses < this.#pending.size;
  }

  #look(): void {
    this.#check = undefined;
    if (!this.#isWaiting()) return;
    this.#quiet = this.#handled > 0 ? 0 : this.#quiet + 1;
    if (this.#quiet >= QUIET_TICKS) {
      const next = Math.min(...Array.from(this.#pending, ({ due }) => due));
      if (next > this.now()) this.#clock.setTo(next);
      this.moved();
    }
    if (this.#check === undefined && this.#isWaiting()) this.#check = setTimeout(() => this.#look(), TICK).unref();
  }
}
