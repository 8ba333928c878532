import { nameHash } from "../auth/stores/name-hash.js";
import { wait } from "../core/lifetime/wait.js";
import type { Change, SharedState } from "../core/limits/shared-state.js";
import type { RedisClient } from "./redis-client.js";
import { OPERATION_LIMIT, scriptsOf } from "./redis-scripts.js";

const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

/** Returns the id of the write that left the text, the text, and the server's time. */
const READ = `${NOW}
local state = redis.call('HMGET', KEYS[1], 'id', 'text')
return {state[1], state[2], now}`;

/**
 * Arguments: the id that was read, the id of this write, text, life. Returns nothing if it has written, otherwise what `READ`
 * does. With an id, a write whose reply was lost is recognized.
 */
const REPLACE = `${NOW}
local state = redis.call('HMGET', KEYS[1], 'id', 'text')
if state[1] == ARGV[2] then return false end
if (state[1] or '') ~= ARGV[1] then return {state[1], state[2], now} end
redis.call('HSET', KEYS[1], 'id', ARGV[2], 'text', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return false`;

/** Milliseconds after a conflict before the next attempt, at first and at most. */
const SHORTEST_PAUSE = 4;
const LONGEST_PAUSE = 100;

/** A change that waits for its turn. */
interface Waiting {
  /** @returns what to do once the text is written, and the next text with its life; no text if the change has failed */
  apply(text: string | undefined, now: number): { readonly settle: () => void; readonly next?: Change<unknown> };
  reject(error: unknown): void;
}

/**
 * A state in Redis, which many processes change at once. Changes of one process do not compete with each other: those that come
 * while a write is under way take effect together with the next one.
 */
export function redisState(client: RedisClient, { prefix = "zcrm:" }: { prefix?: string } = {}): SharedState {
  const run = scriptsOf(client, "redisLimits");
  const queues = new Map<string, Waiting[]>();

  /** Writes what all of these changes make of the text, then settles them. */
  async function write(name: string, changes: readonly Waiting[]): Promise<void> {
    const end = performance.now() + OPERATION_LIMIT;
    const key = `${prefix}state:${await nameHash(name)}`;
    let found: unknown = await run(READ, key, [], end);
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const [id, present, now] = found as readonly [id: unknown, text: unknown, now: unknown];
      const settle: (() => void)[] = [];
      let text = present === null || present === undefined ? undefined : String(present);
      let life: number | undefined;
      for (const { apply } of changes) {
        const applied = apply(text, Number(now));
        settle.push(applied.settle);
        if (applied.next) ({ text, life } = applied.next);
      }
      const conflict =
        text === undefined || life === undefined
          ? null
          : await run(REPLACE, key, [String(id ?? ""), crypto.randomUUID(), text, Math.ceil(life)], end);
      if (conflict === null || conflict === undefined) {
        for (const each of settle) each();
        return;
      }
      found = conflict;
      if (performance.now() > end) throw new Error("Redis: too many processes change the same state at once");
      await wait(pause * Math.random(), undefined);
    }
  }

  async function writeAll(name: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const changes = queue.splice(0);
      try {
        await write(name, changes);
      } catch (error) {
        // Those that came since would only wait for the same failure.
        for (const { reject } of [...changes, ...queue.splice(0)]) reject(error);
      }
    }
    queues.delete(name);
  }

  return {
    name: "redis",
    update: (name, change) =>
      new Promise((resolve, reject) => {
        const apply: Waiting["apply"] = (text, now) => {
          try {
            const next = change(text, now);
            return { settle: () => resolve(next.result), next };
          } catch (error) {
            return { settle: () => reject(error) };
          }
        };
        const queue = queues.get(name);
        if (queue) {
          queue.push({ apply, reject });
        } else {
          const first = [{ apply, reject }];
          queues.set(name, first);
          void writeAll(name, first);
        }
      }),
  };
}
