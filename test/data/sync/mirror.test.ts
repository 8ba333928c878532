/** Whatever happens meanwhile, and wherever a synchronization is interrupted, the copy becomes equal to the module. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { syncRecords } from "../../../src/data/index.js";
import { syncBy } from "../../../src/data/sync/sync.js";
import { type TimeMargins, ZohoTime } from "../../../src/data/sync/zoho-time.js";
import { Mirror, type Work, World } from "./world.js";

const FIELDS = ["Last_Name", "Email", "Owner"] as const;
/** The emulator has one clock, and what is written is found at once. */
const NONE: TimeMargins = { delay: 0, skew: 0 };

interface Run extends Work {
  readonly records: number;
  /** Where each synchronization is interrupted: after a number of changes, or at a request. */
  readonly interrupts: readonly { readonly kind: "leave" | "abort"; readonly after: number }[];
  readonly margins?: TimeMargins;
  readonly where?: string;
}

async function mirrorEquals(run: Run): Promise<void> {
  const world = new World(run);
  const mirror = new Mirror();
  world.create(run.records);
  for (const interrupt of run.interrupts) await sync(world, mirror, run, interrupt);
  // Some time passes, perhaps.
  if (world.random() < 0.5) await world.wait(world.random() < 0.5 ? "1m" : "10m");
  await world.work(10);
  world.isBusy = false;
  await sync(world, mirror, run);
  const truth = await world.truth(run.where);
  await world.close();
  expect(sorted(mirror.rows)).toEqual(sorted(truth));
}

async function sync(world: World, mirror: Mirror, run: Run, interrupt?: Run["interrupts"][number]): Promise<void> {
  const aborting = new AbortController();
  const begun = world.requests;
  world.onRequest = () => {
    if (interrupt?.kind === "abort" && world.requests - begun >= interrupt.after) aborting.abort(new Error("killed"));
  };
  const time = new ZohoTime(() => 0, run.margins);
  const { where } = run;
  const asked = {
    module: "Leads",
    fields: FIELDS,
    since: mirror.since,
    signal: aborting.signal,
    ...(where && { where }),
  };
  let count = 0;
  try {
    for await (const change of run.margins ? syncBy(time, world.crm, asked) : syncRecords(world.crm, asked)) {
      mirror.apply(change);
      // Killed between the two.
      if (interrupt?.kind === "leave" && count >= interrupt.after) return;
      mirror.keep(change);
      count += 1;
    }
  } catch (error) {
    if (interrupt === undefined || !(aborting.signal.aborted || (run.faulty ?? 0) > 0)) throw error;
  }
}

const sorted = (rows: ReadonlyMap<string, unknown>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1));

const runs = fc.record({
  seed: fc.nat(),
  records: fc.nat(30),
  interrupts: fc.array(fc.record({ kind: fc.constantFrom("leave" as const, "abort" as const), after: fc.nat(40) }), {
    maxLength: 5,
  }),
  pause: fc.constantFrom(0, 1_000, 3_000, 60_000),
  localAhead: fc.constantFrom(-300_000, 0, 300_000),
});

test("with ties of one second, and nothing to spare", async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => mirrorEquals({ ...run, margins: NONE })),
    { numRuns: 15 },
  );
});

test("with the margins that Zoho needs", async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.boolean(), (run, isDated) => mirrorEquals({ ...run, isDated })),
    { numRuns: 15 },
  );
});

test("with a condition that records begin and cease to satisfy", async () => {
  await fc.assert(
    fc.asyncProperty(runs, fc.boolean(), (run, isExact) =>
      mirrorEquals({ ...run, where: "Email is not null", ...(isExact && { margins: NONE }) }),
    ),
    { numRuns: 12 },
  );
});

test("while requests fail", async () => {
  await fc.assert(
    fc.asyncProperty(runs, (run) => mirrorEquals({ ...run, margins: NONE, faulty: 0.1 })),
    { numRuns: 6 },
  );
});
