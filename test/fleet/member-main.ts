/** A process of a fleet: makes calls, and reports how they ended. */
import { once } from "node:events";
import { createClient } from "../../src/client.js";
import { isCrmError } from "../../src/core/errors/errors.js";
import { SYSTEM_CLOCK } from "../../src/core/lifetime/clock.js";
import { openEngine } from "./engine.js";
import type { MemberReport, MemberTask } from "./member.js";

const { place, client, calls, clockAhead, limit } = JSON.parse(process.argv[2] ?? "") as MemberTask;
const { store, limits, close } = await openEngine(place);

const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const crm = createClient({
  ...client,
  limits,
  maxConcurrency: limit,
  timeout: 120_000,
  clock: { ...SYSTEM_CLOCK, now: () => Date.now() + clockAhead },
  store: {
    ...store,
    // The one that renews the token may be stopped.
    withLock: (user, work) =>
      store.withLock?.(user, (held) => {
        say({ holds: true });
        return work(held);
      }) ?? work(),
  },
});
say({ ready: true });
await once(process.stdin, "data");
process.stdin.destroy();

/** The calls that wait or run at the same moment. */
const AT_ONCE = 20;

const ends: Record<string, number> = {};
let left = calls;
const call = async (): Promise<void> => {
  while (left > 0) {
    left -= 1;
    const end = await crm.records.list({ module: "Leads", per_page: 1 }).then(
      () => "ok",
      (error: unknown) => (isCrmError(error) ? error.code : String(error)),
    );
    ends[end] = (ends[end] ?? 0) + 1;
  }
};
await Promise.all(Array.from({ length: AT_ONCE }, call));
await crm.close();
await close();
say({ ends } satisfies MemberReport);
