import { wait as systemWait } from "../core/lifetime/wait.js";

/** Where leases are kept. A lease ends by the time of that place, unless its owner renews it. */
export interface LeaseEngine {
  /** @returns the fence, which grows with each acquisition; `undefined` while another owner holds the lease */
  acquire(user: string, owner: string, ttl: number): Promise<number | undefined>;
  /** @returns whether the lease is still the owner's */
  renew(user: string, owner: string, ttl: number): Promise<boolean>;
  /** Ends the lease if it is the owner's. */
  release(user: string, owner: string): Promise<void>;
}

/** A lease that is held. */
export interface Lease {
  readonly owner: string;
  readonly fence: number;
}

/** How long leases last, and what a test replaces. */
export interface LeaseTiming {
  /** Milliseconds until the lease of a silent owner ends. */
  readonly ttl: number;
  readonly wait: typeof systemWait;
  readonly random: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export const LEASE_TIMING: LeaseTiming = {
  // Others wait for a dead owner for at most 10 seconds.
  ttl: 9_000,
  wait: systemWait,
  random: Math.random,
  now: () => performance.now(),
};

/** Milliseconds that others wait for a lease, as the client does. */
const PATIENCE = 30_000;
/** Milliseconds between two looks at a lease that another owner holds: the first, and the longest. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 250;

/**
 * Runs `work` while no one else has the user's lease. It is renewed for as long as the process lives and is not stopped.
 * @throws Error if others hold the lease for 30 seconds
 */
export async function withLease<T>(
  engine: LeaseEngine,
  user: string,
  work: (lease: Lease) => Promise<T>,
  timing: LeaseTiming = LEASE_TIMING,
): Promise<T> {
  const owner = crypto.randomUUID();
  // A failed release does no harm: the lease ends by itself.
  const release = () => engine.release(user, owner).catch(() => undefined);
  const fence = await acquired(engine, user, owner, timing).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const stop = renewing(engine, user, owner, timing.ttl);
  try {
    return await work({ owner, fence });
  } finally {
    stop();
    await release();
  }
}

async function acquired(
  engine: LeaseEngine,
  user: string,
  owner: string,
  { ttl, wait, random, now }: LeaseTiming,
): Promise<number> {
  const end = now() + PATIENCE;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const fence = await engine.acquire(user, owner, ttl);
    if (fence !== undefined) return fence;
    if (now() >= end) throw new Error(`another process held the lock for ${PATIENCE / 1_000} seconds`);
    await wait(pause * (0.5 + random() / 2), undefined);
  }
}

/** Renews the lease until it is stopped, or until the lease is lost. The timer does not keep the program running. */
function renewing(engine: LeaseEngine, user: string, owner: string, ttl: number): () => void {
  const timer: { unref?(): void } | number = setInterval(() => {
    engine.renew(user, owner, ttl).then(
      (isHeld) => isHeld || stop(),
      () => undefined,
    );
  }, ttl / 3);
  if (typeof timer === "object") timer.unref?.();
  const stop = () => clearInterval(timer as ReturnType<typeof setInterval>);
  return stop;
}
