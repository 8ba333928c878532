import { beforeEach, expect, test } from "vitest";
import { type LeasePlace, type LeaseTiming, withLease } from "../../../src/auth/stores/lease.js";
import type { Token } from "../../../src/auth/token.js";
import type { LockedStore } from "../../../src/auth/token-store.js";
import { FakeClock, idle } from "../../support/fake-clock.js";
import { failureOf } from "../../support/requests.js";

const TOKEN = { accessToken: "a", expiresAt: 1 };
const LIFE = 10_000;

let clock: FakeClock;
let place: Place;
beforeEach(() => {
  clock = new FakeClock();
  place = new Place(clock);
});

/** A place in memory, as a database would be, whose operations can fail. */
class Place implements LeasePlace {
  readonly tokens = new Map<string, Token>();
  readonly attempts: number[] = [];
  failing: keyof LeasePlace | undefined;
  renewals = 0;
  #fence = 0;
  readonly #clock: FakeClock;
  #lease: { owner: string; until: number } | undefined;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  async acquire(_: string, owner: string, life: number): Promise<number | undefined> {
    this.attempts.push(this.#clock.now);
    if (this.#lease && this.#lease.owner !== owner && this.#lease.until > this.#clock.now) return undefined;
    if (this.#lease?.owner !== owner) this.#fence += 1;
    this.#lease = { owner, until: this.#clock.now + life };
    this.#failIf("acquire");
    return this.#fence;
  }

  async renew(_: string, owner: string, life: number): Promise<boolean> {
    this.renewals += 1;
    this.#failIf("renew");
    if (this.#lease?.owner !== owner) return false;
    this.#lease.until = this.#clock.now + life;
    return true;
  }

  async release(_: string, owner: string): Promise<void> {
    this.#failIf("release");
    if (this.#lease?.owner === owner) this.#lease = undefined;
  }

  async set(user: string, token: Token, { owner, fence }: { owner: string; fence: number }): Promise<boolean> {
    if (this.#lease?.owner !== owner || this.#fence !== fence) return false;
    this.tokens.set(user, token);
    return true;
  }

  async delete(user: string, { owner }: { owner: string }): Promise<boolean> {
    return this.#lease?.owner === owner && (this.tokens.delete(user) || true);
  }

  get isFree(): boolean {
    return this.#lease === undefined || this.#lease.until <= this.#clock.now;
  }

  #failIf(operation: keyof LeasePlace): void {
    if (this.failing === operation) throw new Error(`${operation} failed`);
  }
}

const timing = (change: Partial<LeaseTiming> = {}): LeaseTiming => ({
  life: LIFE,
  patience: 29_000,
  now: () => clock.now,
  wait: (delay) => clock.wait(delay, undefined),
  every(delay, work) {
    let timer = new AbortController();
    const next = (): void => {
      timer = new AbortController();
      clock.wait(delay, timer.signal).then(
        () => {
          next();
          work();
        },
        () => undefined,
      );
    };
    next();
    return () => timer.abort();
  },
  random: () => 0,
  ...change,
});

const lock = <T>(work: (held: LockedStore) => Promise<T>, change?: Partial<LeaseTiming>): Promise<T> =>
  withLease(place, "ada", work, timing(change));

/** Work that goes on until `end`. */
function work() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, run: () => ended };
}

test("a holder renews its lease for as long as it works, and no longer", async () => {
  const { end, run } = work();
  const holding = lock(run);
  await clock.advance(6 * LIFE);
  expect(place.isFree).toBe(false);
  expect(place.renewals).toBe(18);

  end();
  await holding;
  expect(place.isFree).toBe(true);
  await clock.advance(LIFE);
  expect(place.renewals).toBe(18);
  expect(clock.pending).toBe(0);
});

test("a renewal that fails is tried again before the lease expires", async () => {
  const { end, run } = work();
  const holding = lock(run);
  await idle();
  place.failing = "renew";
  await clock.advance(LIFE * 0.6);
  place.failing = undefined;
  await clock.advance(LIFE);
  expect(place.isFree).toBe(false);
  end();
  await holding;
});

test("a holder that has lost its lock stops renewing it, and does not release the next holder's", async () => {
  const { end, run } = work();
  const holding = lock(run);
  await idle();
  clock.jump(2 * LIFE);
  const next = work();
  const other = lock(next.run);
  await clock.advance(LIFE);
  const before = place.renewals;

  end();
  await holding;

  expect(place.isFree).toBe(false);
  await clock.advance(LIFE);
  // Only those of the next holder.
  expect(place.renewals - before).toBe(3);
  next.end();
  await other;
});

test("those that wait ask ever less often, at random times, and get the lock once it is released", async () => {
  const { end, run } = work();
  const holding = lock(run);
  await idle();
  place.attempts.length = 0;
  const begin = clock.now;
  const order: string[] = [];
  const slow = lock(async () => void order.push("slow"), { random: () => 1 });
  const quick = lock(async () => void order.push("quick"), { random: () => 0 });

  await clock.advance(1_000);
  const times = [...new Set(place.attempts.map((at) => at - begin))];
  expect(times.slice(0, 7)).toEqual([0, 10, 20, 30, 60, 70, 140]);
  expect(place.attempts.length).toBeLessThan(30);

  end();
  await holding;
  await clock.advance(200);
  await Promise.all([slow, quick]);
  expect(order).toHaveLength(2);
});

test("waiting ends with an error when the patience ends", async () => {
  const { end, run } = work();
  const holding = lock(run);
  await idle();
  const failure = failureOf(lock(run));
  await clock.advance(29_500);
  expect(String(await failure)).toContain("another process held the lock for 29 seconds");
  end();
  await holding;
});

test("a lock that may have been acquired although that failed is released", async () => {
  place.failing = "acquire";
  await expect(lock(async () => "inside")).rejects.toThrow("acquire failed");
  place.failing = undefined;
  await idle();
  expect(place.isFree).toBe(true);
});

test("the result of the work counts, even if the lock cannot be released", async () => {
  place.failing = "release";
  expect(await lock(async () => "done")).toBe("done");
  const failure = new Error("the work failed");
  await clock.advance(LIFE);
  await expect(lock(() => Promise.reject(failure))).rejects.toBe(failure);
});

test("after the work, nothing is written, even if the lock could not be released", async () => {
  place.failing = "release";
  const held = await lock(async (view) => {
    expect(await view.set("ada", TOKEN)).toBe(true);
    expect(await view.set("bob", TOKEN)).toBe(false);
    return view;
  });
  expect(await held.set("ada", { ...TOKEN, accessToken: "late" })).toBe(false);
  expect(await held.delete("ada")).toBe(false);
  expect(place.tokens).toEqual(new Map([["ada", TOKEN]]));
});
