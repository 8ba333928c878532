import { wait } from "../../core/lifetime/wait.js";
import type { Token } from "../token.js";
import type { LockedStore } from "../token-store.js";

/*
 * A lock for each user that expires, in a place that processes share, such as Redis or a database.
 *
 *   acquire  The place writes the owner, a random id, and how long the lease lasts by its own clock, unless another
 *            owner's lease lasts. It raises the user's fence, a number that never falls.
 *   hold     Renew the lease three times in its life. A holder that cannot, because its process or its network stands
 *            still, may lose the lock to another one.
 *   write    The place compares owner and fence as it writes. A holder whose lease has expired can still write as long as
 *            no one has acquired the lock or written since: then nothing newer is lost.
 *   release  Remove the owner, if it is still the same one.
 *
 * No clock is compared with another machine's.
 */

/** A lock that has been acquired. */
export interface Lease {
  /** A random id, of this acquisition only. */
  readonly owner: string;
  /** Grows with each acquisition of the user's lock, and each write without it. */
  readonly fence: number;
}

/** A place for leases, and for the tokens that they protect. All of it can be repeated after a lost response. */
export interface LeasePlace {
  /**
   * Acquires the user's lock for `life` milliseconds.
   * @returns the fence, the same one if the owner has acquired the lock already; `undefined` if another holds it
   */
  acquire(user: string, owner: string, life: number): Promise<number | undefined>;
  /** Lets the lease last `life` milliseconds from now. @returns `false` if another has acquired the lock since */
  renew(user: string, owner: string, life: number): Promise<boolean>;
  /** Ends the lease, if it is still this owner's. */
  release(user: string, owner: string): Promise<void>;
  /** Saves tokens under a lease. @returns `false` if another has acquired the lock or written since; nothing changes then */
  set(user: string, token: Token, lease: Lease): Promise<boolean>;
  /** Deletes tokens in the same way. */
  delete(user: string, lease: Lease): Promise<boolean>;
}

/** Times in milliseconds, and what a test replaces. */
export interface LeaseTiming {
  /** How long a lease lasts without being renewed: others get the lock of a dead holder after this time. */
  readonly life: number;
  /** How long to wait for the lock. */
  readonly patience: number;
  /** The present time by any clock. */
  now(): number;
  wait(delay: number): Promise<void>;
  /** Calls `work` at intervals until the returned function is called. */
  every(delay: number, work: () => void): () => void;
  /** A number from 0 to 1. */
  random(): number;
}

export const LEASE_TIMING: LeaseTiming = {
  // With the time until others see that it has expired, less than 10 seconds.
  life: 9_000,
  // A little less than the client waits, whose error would only say that.
  patience: 29_000,
  now: () => performance.now(),
  wait: (delay) => wait(delay, undefined),
  every(delay, work) {
    const timer: { unref?(): void } | number = setInterval(work, delay);
    // A holder that never finishes does not keep the program running.
    if (typeof timer === "object") timer.unref?.();
    return () => clearInterval(timer as ReturnType<typeof setInterval>);
  },
  random: Math.random,
};

/** Milliseconds between two attempts to acquire a lock, at first and at most. */
const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 200;

/** Runs `work` under the user's lock. */
export async function withLease<T>(
  place: LeasePlace,
  user: string,
  work: (held: LockedStore) => Promise<T>,
  timing: LeaseTiming = LEASE_TIMING,
): Promise<T> {
  const lease = await acquire(place, user, timing);
  const { owner } = lease;
  let isOver = false;
  const stop = timing.every(timing.life / 3, () => {
    // If it fails, the next one may be in time.
    place.renew(user, owner, timing.life).then(
      (isHeld) => isHeld || stop(),
      () => undefined,
    );
  });
  try {
    return await work({
      set: async (name, token) => !isOver && name === user && place.set(user, token, lease),
      delete: async (name) => !isOver && name === user && place.delete(user, lease),
    });
  } finally {
    isOver = true;
    stop();
    // A lease that cannot be released expires. The result of the work must not be lost because of it.
    await place.release(user, owner).catch(() => undefined);
  }
}

async function acquire(place: LeasePlace, user: string, timing: LeaseTiming): Promise<Lease> {
  const { life, patience, now, wait, random } = timing;
  const owner = crypto.randomUUID();
  const end = now() + patience;
  try {
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const fence = await place.acquire(user, owner, life);
      if (fence !== undefined) return { owner, fence };
      if (now() > end) throw new Error(`another process held the lock for ${patience / 1_000} seconds`);
      // Those that wait do not all ask at once.
      await wait(pause * (0.5 + random() / 2));
    }
  } catch (error) {
    // The place may have acquired the lock, or still be about to.
    place.release(user, owner).catch(() => undefined);
    throw error;
  }
}
