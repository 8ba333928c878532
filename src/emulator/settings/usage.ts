/** The limits of an organization: credits in 24 hours, and concurrent calls. */
import { tooManyRequests } from "../http/errors.js";
import type { Edition } from "../setup/setup.js";
import type { Clock } from "../values/clock.js";

/** Credits: the base of every organization, the share of each user, and the maximum. */
const BASE = 50_000;
const LIMITS: Readonly<Record<Edition, { readonly base: number; user: number; most: number; atOnce: number }>> = {
  free: { base: 5000, user: 0, most: 5000, atOnce: 5 },
  standard: { base: BASE, user: 250, most: 100_000, atOnce: 10 },
  professional: { base: BASE, user: 500, most: 3_000_000, atOnce: 15 },
  enterprise: { base: BASE, user: 1000, most: 5_000_000, atOnce: 20 },
  ultimate: { base: BASE, user: 2000, most: Number.POSITIVE_INFINITY, atOnce: 25 },
};

/** Expensive calls share a separate pool. */
const HEAVY_AT_ONCE = 10;

/** The share of the limits that a call uses. */
export interface CallCost {
  readonly credits: number;
  /** Whether it counts against the pool for expensive calls. */
  readonly isHeavy: boolean;
}

const MINUTE = 60_000;
const WINDOW_MINUTES = 24 * 60;

export class Usage {
  readonly #now: Clock;
  readonly #limits: (typeof LIMITS)[Edition];
  readonly #users: () => number;
  /** Credits spent by minute, oldest first. They are restored as the minutes leave the window. */
  #spent = new Map<number, number>();
  #used = 0;
  #active = 0;
  #mostActive = 0;
  #heavy = 0;

  /** @param users Counts the active users */
  constructor(now: Clock, edition: Edition, users: () => number) {
    this.#now = now;
    this.#users = users;
    this.#limits = LIMITS[edition];
  }

  /** Counts a call as running, and its credits. @returns a function that ends it @throws HttpError 429 */
  begin({ credits: cost, isHeavy }: CallCost): () => void {
    this.#expire();
    const heavy = isHeavy ? 1 : 0;
    if (this.#active >= this.#limits.atOnce || (heavy > 0 && this.#heavy >= HEAVY_AT_ONCE)) throw tooManyRequests();
    if (this.#used + cost > this.#credits()) throw tooManyRequests();
    const minute = Math.floor(this.#now() / MINUTE);
    this.#spent.set(minute, (this.#spent.get(minute) ?? 0) + cost);
    this.#used += cost;
    this.#active += 1;
    this.#mostActive = Math.max(this.#mostActive, this.#active);
    this.#heavy += heavy;
    return () => {
      this.#active -= 1;
      this.#heavy -= heavy;
    };
  }

  /** Credits used in the last 24 hours, and the number of credits available. */
  get credits(): { readonly used: number; readonly limit: number } {
    this.#expire();
    return { used: this.#used, limit: this.#credits() };
  }

  /** The most calls that ran at the same moment so far, and how many may. */
  get concurrency(): { readonly most: number; readonly limit: number } {
    return { most: this.#mostActive, limit: this.#limits.atOnce };
  }

  /** Zoho reports the remaining credits once half of them are used. */
  headers(): Readonly<Record<string, string>> {
    const left = this.#credits() - this.#used;
    return left > this.#used ? {} : { "X-API-CREDITS-REMAINING": String(left) };
  }

  snapshot(): ReadonlyMap<number, number> {
    return new Map(this.#spent);
  }

  restore(spent: ReadonlyMap<number, number>): void {
    this.#spent = new Map(spent);
    this.#used = [...spent.values()].reduce((sum, cost) => sum + cost, 0);
  }

  #credits(): number {
    const { base, user, most } = this.#limits;
    return Math.min(most, base + user * this.#users());
  }

  #expire(): void {
    const oldest = Math.floor(this.#now() / MINUTE) - WINDOW_MINUTES;
    for (const [minute, cost] of this.#spent) {
      if (minute > oldest) return;
      this.#spent.delete(minute);
      this.#used -= cost;
    }
  }
}
