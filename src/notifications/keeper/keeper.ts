/** A keeper: two loops, one that renews channels, and one that checks for what they missed. */
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { messageOf } from "../../core/kind.js";
import type { Clock } from "../../core/lifetime/clock.js";
import { LONGEST_WAIT } from "../../core/lifetime/wait.js";
import type { Handling } from "../handling.js";
import type { Secret } from "../secret.js";
import { beginModule, checkModule } from "./check.js";
import { type Entry, type Subscription, subscribe, unsubscribe } from "./subscribe.js";
import type { Watched } from "./watched.js";

/** A subscription: one module. */
export interface Channel {
  /** Its number: the same after each restart. */
  readonly id: string;
  readonly events: readonly string[];
  /** When Zoho ends it, unless it is renewed before. */
  readonly expires: Date;
}

/** Keeps channels open, and the program running, until it is closed. */
export interface ChannelKeeper {
  readonly channels: readonly Channel[];
  /**
   * Looks for missed changes now: from 2 credits for each module.
   * @throws CrmError The first of what else `onProblem` is called with
   */
  check(): Promise<void>;
  /** Ends the keeper after the event that is being handled; do not wait for it there. The channels stay open, so a restart goes on. */
  close(): Promise<void>;
  /** Ends the keeper, and closes the channels. */
  unsubscribe(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What a keeper works with. */
export interface KeeperParts extends Handling {
  readonly clock: Clock;
  readonly onProblem: ((error: CrmError) => void) | undefined;
  readonly secret: Secret;
  readonly url: string;
  readonly watched: readonly Watched[];
  readonly fields: object;
  readonly relatedActions: boolean;
  readonly checkEvery: number;
}

/** Milliseconds before the first retry of a renewal. Further ones double. */
const FIRST_PAUSE = 1_000;
/** The longest pause in milliseconds: after a failure that may pass by itself, and after any other. */
const LONGEST_PAUSE = 60_000;
const LONG_PAUSE = 600_000;

export class Keeper implements ChannelKeeper {
  readonly #parts: KeeperParts;
  readonly #ended = new AbortController();
  /** The modules whose changes cannot be found. */
  readonly #unserved = new Set<Watched>();
  #open: ReadonlyMap<string, Subscription> = new Map();
  #checks: Promise<unknown> = Promise.resolve();
  #loops: Promise<unknown> = Promise.resolve();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  get channels(): readonly Channel[] {
    return this.#parts.watched.flatMap(({ channelId: id, events }) => {
      const subscription = this.#open.get(id);
      return subscription === undefined ? [] : [{ id, events, expires: new Date(subscription.expires) }];
    });
  }

  /** @param signal Ends the keeper @throws CrmError What kept the channels from being opened */
  async start(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", () => this.#ended.abort(signal.reason), {
      once: true,
      signal: this.#ended.signal,
    });
    try {
      for (const one of this.#parts.watched) await this.#served(one, () => beginModule(this.#parts, one, this.#signal));
      const { open, problems } = await this.#subscribe("enable");
      const [problem] = problems;
      if (problem !== undefined) throw problem;
      this.#loops = Promise.all([
        this.#loop(halfLife(open), this.#renewing()),
        this.#loop(0, () => this.#checkInBackground()),
      ]);
    } catch (error) {
      this.#ended.abort();
      throw error;
    }
  }

  async check(): Promise<void> {
    this.#signal.throwIfAborted();
    const [first, ...others] = await this.#checkAll();
    for (const problem of others) this.#report(problem);
    if (first !== undefined) throw first;
  }

  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.all([this.#loops, this.#checks]);
  }

  async unsubscribe(): Promise<void> {
    await this.close();
    await unsubscribe(this.#parts.crm, this.#parts.watched, {});
    this.#open = new Map();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Does work again and again. @param work Returns the pause before the next time */
  async #loop(first: number, work: () => Promise<number>): Promise<void> {
    for (let pause = first; await this.#paused(pause); pause = await work());
  }

  /** Nobody waits for this, so it is not a pause to the clock of an emulator. @returns whether the keeper goes on */
  #paused(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#signal.aborted || milliseconds <= 0) return resolve(!this.#signal.aborted);
      const end = () => {
        stop();
        resolve(false);
      };
      const fire = () => {
        this.#signal.removeEventListener("abort", end);
        resolve(!this.#signal.aborted);
      };
      const stop = this.#parts.clock.after(Math.min(milliseconds, LONGEST_WAIT), fire, false);
      this.#signal.addEventListener("abort", end, { once: true });
    });
  }

  #renewing(): () => Promise<number> {
    let pause = FIRST_PAUSE;
    const failed = (problems: readonly CrmError[]): number => {
      for (const problem of problems) this.#report(problem);
      const longest = problems.every(({ retryable }) => retryable) ? LONGEST_PAUSE : LONG_PAUSE;
      const now = Math.min(pause, longest);
      pause = Math.min(pause * 2, LONG_PAUSE);
      return now;
    };
    return async () => {
      try {
        const { open, problems } = await this.#subscribe("replace");
        if (open.some(({ isNew }) => isNew)) void this.#checkInBackground();
        if (problems.length > 0) return failed(problems);
        pause = FIRST_PAUSE;
        return halfLife(open);
      } catch (error) {
        return failed([asCrmError(error)]);
      }
    };
  }

  async #subscribe(verb: "enable" | "replace") {
    const { crm } = this.#parts;
    const subscribed = await subscribe(crm, (now) => this.#entries(now), verb, { signal: this.#signal });
    this.#open = new Map([...this.#open, ...subscribed.open.map((one) => [one.channelId, one] as const)]);
    return subscribed;
  }

  #entries(now: number): Promise<readonly Entry[]> {
    const { secret, url, fields, relatedActions } = this.#parts;
    return Promise.all(
      this.#parts.watched.map(async ({ channelId, module, events }): Promise<Entry> => {
        const own: unknown = Reflect.get(fields, module);
        return {
          channel_id: channelId,
          events: [...events],
          notify_url: url,
          token: await secret.token(channelId, now),
          notify_on_related_action: relatedActions,
          ...(own !== undefined && { fields: { [module]: own } }),
        };
      }),
    );
  }

  async #checkInBackground(): Promise<number> {
    for (const problem of await this.#checkAll()) this.#report(problem);
    return this.#parts.checkEvery;
  }

  /** Checks all modules, after the check under way. @returns what went wrong */
  #checkAll(): Promise<readonly CrmError[]> {
    const done = this.#checks.then(async () => {
      const problems: CrmError[] = [];
      for (const one of this.#parts.watched.filter((module) => !this.#unserved.has(module))) {
        if (this.#signal.aborted) break;
        const report = (problem: CrmError) => problems.push(problem);
        await checkModule(this.#parts, one, this.#signal, report).catch((error) => problems.push(asCrmError(error)));
      }
      return problems;
    });
    this.#checks = done;
    return done;
  }

  /** Reports once that the changes of a module cannot be found. */
  async #served(watched: Watched, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      if (!isCrmError(error) || error.code !== "NO_WAY") throw error;
      this.#unserved.add(watched);
      this.#report(error);
    });
  }

  #report(problem: CrmError): void {
    if (this.#signal.aborted) return;
    try {
      this.#parts.onProblem?.(problem);
    } catch {
      // What reports a problem must not become one.
    }
    // Nothing can succeed any more.
    if (problem.code === "CLIENT_CLOSED") this.#ended.abort();
  }
}

/** The time until half of the shortest life is over, in milliseconds: what fails then can be retried for as long. */
const halfLife = (open: readonly Subscription[]): number => Math.max(0, Math.min(...open.map(({ life }) => life))) / 2;

const asCrmError = (error: unknown): CrmError =>
  isCrmError(error) ? error : new CrmError(messageOf(error), { code: "KEEPER_FAILED", cause: error });
