/** Random sequences of calls, compared with what plain lists in memory make of them. */
import { join } from "node:path";
import fc from "fast-check";
import { test } from "vitest";
import { createEmulator, startEmulator } from "../../../src/emulator/index.js";
import { withFiles } from "../../support/scratch.js";
import { callerOf } from "../support/caller.js";
import {
  advance,
  type Command,
  commandsOn,
  DAY,
  deleted,
  questions,
  type Real,
  restart,
  restore,
  save,
} from "./crm-commands.js";
import { EMPTY, type Model } from "./crm-model.js";

/** A whole second, as Zoho's times are. */
const NOW = Date.parse("2026-05-14T12:00:00+03:00");

/** Carries out a sequence, and looks at what it left. */
async function carryOut(sequence: Iterable<Command>, real: Real, companies: number): Promise<void> {
  const model: Model = { companies: Array.from({ length: companies }, () => EMPTY), now: NOW, saved: undefined };
  await fc.asyncModelRun(() => ({ model, real }), sequence);
  for (const [at, company] of model.companies.entries()) {
    for (const question of questions(at, company)) await question.run(model, real);
  }
  // What is deleted is gone for good after sixty days, and not a second before.
  for (const time of [59 * DAY, DAY - 5_000, ...Array.from({ length: 8 }, () => 0)]) {
    await advance(time).run(model, real);
    for (const at of model.companies.keys()) await deleted(at).run(model, real);
  }
}

test("any sequence of calls leaves what lists in memory have, in two organizations that know nothing of each other", async () => {
  const emulator = createEmulator({ defaultData: false, now: () => NOW });
  const other = { ...emulator, ...emulator.addOrganization({ defaultData: false }) };
  const renew = () => Promise.all([callerOf(emulator), callerOf(other)]);
  const restartless = () => Promise.reject(new Error("only what has a folder is restarted"));
  const callers = await renew();
  const empty = emulator.snapshot();
  const commands = fc.commands([...commandsOn(fc.nat(1)), fc.constant(save), fc.constant(restore)], {
    maxCommands: 60,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      emulator.restore(empty);
      const real = { emulator, callers, renew, saved: undefined, restart: restartless };
      await carryOut(sequence, real, 2);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 40) },
  );
});

test("any sequence with restarts matches a model in memory", () =>
  withFiles({}, async (folder) => {
    let run = 0;
    const commands = fc.commands([...commandsOn(fc.constant(0)), fc.constant(restart), fc.constant(restart)], {
      maxCommands: 40,
      size: "max",
    });
    await fc.assert(
      fc.asyncProperty(commands, async (sequence) => {
        run += 1;
        const options = { data: join(folder, `data${run}`), now: () => NOW, defaultData: false };
        const start = async (): Promise<void> => {
          real.emulator = await startEmulator(options);
          real.callers = await real.renew();
        };
        const real: Real = {
          emulator: await startEmulator(options),
          callers: [],
          saved: undefined,
          renew: async () => [await callerOf(real.emulator)],
          restart: async () => {
            await real.emulator.close();
            await start();
          },
        };
        real.callers = await real.renew();
        try {
          await carryOut(sequence, real, 1);
        } finally {
          await real.emulator.close();
        }
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 6) },
    );
  }));
