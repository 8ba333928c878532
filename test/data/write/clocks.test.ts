/** The clock of a machine may be minutes off: Zoho's time says what was there before. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { clientOf, HASTY, lead, outcomesOf, startWorld } from "./world.js";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startWorld();
});
afterEach(() => emulator.close());

const MINUTES = 60_000;

test.each([-30, -1, 0, 1, 30])("a clock that is %i minutes ahead", async (minutes) => {
  const clock = { ...HASTY, now: () => Date.now() + minutes * MINUTES };
  const crm = clientOf(emulator, { clock });
  const [old, more] = [lead(1), lead(2)].map((row, at) => ({ ...row, Code: `c${at}` }));
  // A minute before.
  emulator.seed({
    Leads: [{ ...old, Created_Time: new Date(Date.now() - MINUTES).toISOString().replace(/\.\d+Z/, "+00:00") }],
  });
  const rows = [old, more] as ReturnType<typeof lead>[];

  emulator.faults.add({ operation: "createRecords", reset: "after headers" });
  const created = await outcomesOf(
    writeRecords(crm, rows, { module: "Leads", mode: "create", key: "Code" as "Email" }),
  );
  expect(created.outcomes.map(({ status }) => status)).toEqual(["skipped", "created"]);

  emulator.faults.add({ operation: "deleteRecords", reset: "after headers", times: 3 });
  const ids = created.outcomes.flatMap((outcome) => ("id" in outcome ? (outcome.id ?? []) : []));
  const deleted = await outcomesOf(writeRecords(crm, ids, { module: "Leads", mode: "delete" }));
  expect(deleted.outcomes.map(({ status }) => status)).toEqual(["deleted", "deleted"]);

  emulator.seed({
    Leads: [{ ...old, Created_Time: new Date(Date.now() - MINUTES).toISOString().replace(/\.\d+Z/, "+00:00") }],
  });
  emulator.faults.add({ operation: "upsertRecords", reset: "after headers" });
  const upserted = await outcomesOf(
    writeRecords(crm, rows, { module: "Leads", mode: "upsert", key: "Code" as "Email" }),
  );
  expect(upserted.outcomes.map(({ status }) => status)).toEqual(["updated", "created"]);
});
