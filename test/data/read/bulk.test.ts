/** Bulk reads of several jobs, and readings that go over to one. */
import { describe, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { FakeExports } from "../bulk/fake-exports.js";
import { dealOf } from "./changing-crm.js";
import { reading, rowsOf } from "./support.js";

/** Deals, exported in small files. */
function exporting(rows: number, pageSize: number) {
  const exports = new FakeExports(pageSize);
  const { createBulkReadJob } = exports.handlers;
  let jobs = 0;
  const between = { jobs: async (_: number): Promise<void> => undefined };
  const emulator = createEmulator({
    defaultData: false,
    handlers: {
      ...exports.handlers,
      createBulkReadJob: async (...call) => {
        const answer = await createBulkReadJob?.(...call);
        if (!(answer instanceof Response) || answer.status < 300) {
          jobs += 1;
          await between.jobs(jobs);
        }
        return answer;
      },
    },
  });
  const { Deals: ids = [] } = emulator.seed({ Deals: Array.from({ length: rows }, (_, index) => dealOf(index)) });
  exports.rows = ids.map((Id, index) => ({ Id, Deal_Name: `Deal ${index}` }));
  const crm = createClient(emulator.clientOptions());
  const remove = async (gone: readonly string[]) => {
    await crm.records.deleteMany({ module: "Deals", ids: gone });
    exports.rows = exports.rows.filter(({ Id }) => !gone.includes(Id));
  };
  return { exports, emulator, ids, crm, remove, between };
}

const idsIn = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
const deals = { module: "Deals", fields: ["Deal_Name"], via: "bulk" };

describe("records are deleted between two jobs", () => {
  test.each([false, true])("and none is hidden (ids refused: %s)", async (refusesIds) => {
    const { exports, crm, ids, remove, between } = exporting(450, 100);
    exports.refusesIds = refusesIds;
    const gone: string[] = [];
    between.jobs = async (jobs) => {
      const early = ids.slice((jobs - 1) * 30, jobs * 30 - 5);
      gone.push(...early);
      await remove(early);
    };
    const seen = idsIn(await rowsOf(reading(crm, deals)));
    expect(new Set(seen).size).toBe(seen.length);
    expect(ids.filter((id) => !gone.includes(id) && !seen.includes(id))).toEqual([]);
    expect(seen).toEqual(seen.toSorted());
    await crm.close();
  });
});

test("a reading whose number of rows is not known goes over to a bulk read", async () => {
  const { exports, crm, ids, emulator } = exporting(12_100, 200_000);
  const read = async () => {
    emulator.requests.length = 0;
    const rows = reading(crm, { module: "Deals", fields: ["Deal_Name"] });
    expect(rows.plan()).toMatchObject({ via: "coql", rows: undefined });
    expect(idsIn(await rowsOf(rows))).toEqual(ids);
    expect(emulator.requests.filter(({ operation }) => operation === "executeCoqlQuery")).toHaveLength(59);
  };
  await read();
  exports.refusesIds = true;
  await read();
  expect(exports.queries).toHaveLength(2);
  expect(exports.queries[0]?.criteria).toMatchObject({ comparator: "greater_than", value: ids[11_799] });
  expect(exports.queries[1]).not.toHaveProperty("criteria");
  await crm.close();
});

test("a checkpoint resumes the same job, or starts another one if Zoho has it no more", async () => {
  const { exports, crm, ids } = exporting(300, 200_000);
  const rows = reading(crm, deals);
  const before: string[] = [];
  for await (const { id } of rows) {
    before.push(id);
    if (before.length === 250) break;
  }
  const from = rows.checkpoint();
  const same = idsIn(await rowsOf(reading(crm, { ...deals, from })));
  expect([...before, ...same]).toEqual(ids);
  expect(exports.queries).toHaveLength(1);
  const lost = JSON.parse(JSON.stringify(from).replace(/"id":"41\d"/, '"id":"999"'));
  const other = idsIn(await rowsOf(reading(crm, { ...deals, from: lost })));
  expect([...before, ...other]).toEqual(ids);
  expect(exports.queries).toHaveLength(2);
  await crm.close();
});
