import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Outcome, writeRecords } from "../../../src/data/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { callsOf, clientOf, lead, leads, outcomesOf, recordsOf, startWorld } from "./world.js";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startWorld();
});
afterEach(() => emulator.close());

const statuses = (outcomes: readonly Outcome[]) => outcomes.map(({ status }) => status);

describe("create", () => {
  test("every row gets its outcome, in the order of the input", async () => {
    const { outcomes, error } = await outcomesOf(
      writeRecords(clientOf(emulator), leads(250), { module: "Leads", mode: "create" }),
    );
    expect(error).toBeUndefined();
    expect(outcomes.map(({ index }) => index)).toEqual(Array.from({ length: 250 }, (_, at) => at));
    const records = await recordsOf(emulator);
    expect(records.size).toBe(250);
    for (const outcome of outcomes) {
      if (outcome.status !== "created") throw new Error(outcome.status);
      expect(records.get(outcome.id)?.Last_Name).toBe(`Lead ${outcome.index}`);
    }
    expect(callsOf(emulator, "createRecords")).toBe(3);
  });

  test("a row that cannot be sent, or that Zoho refuses, keeps no other from being written", async () => {
    const rows: unknown[] = [
      lead(0),
      null,
      { Company: "No name" },
      { ...lead(3), Annual_Revenue: Number.NaN },
      "text",
      { ...lead(5), Email: "not an address" },
      lead(6),
      { ...lead(7), id: "123" },
      {
        get Last_Name() {
          throw new Error("private");
        },
      },
    ];
    const writing = writeRecords(clientOf(emulator), rows as never[], { module: "Leads", mode: "create" });
    const { outcomes } = await outcomesOf(writing);
    expect(outcomes).toMatchObject([
      { status: "created" },
      { status: "refused", code: "INVALID_ROW" },
      { status: "refused", code: "MANDATORY_NOT_FOUND", field: "Last_Name" },
      { status: "refused", code: "INVALID_ROW", field: "Annual_Revenue" },
      { status: "refused", code: "INVALID_ROW" },
      { status: "refused", code: "INVALID_DATA", field: "Email" },
      { status: "created" },
      { status: "refused", code: "INVALID_ROW", field: "id" },
      { status: "refused", code: "INVALID_ROW" },
    ]);
    expect((await recordsOf(emulator)).size).toBe(2);
  });

  test.each(["Code", "Email"] as const)("with the key %s, a record that exists is not created again", async (key) => {
    emulator.seed({ Leads: [{ ...lead(1), Code: "c1", Created_Time: "2020-01-01T00:00:00+00:00" }] });
    const crm = clientOf(emulator);
    const rows = [0, 1, 2, 0].map((at) => ({ ...lead(at), Code: `c${at}` }));
    const { outcomes } = await outcomesOf(
      writeRecords(crm, rows, { module: "Leads", mode: "create", key: key as "Email" }),
    );
    expect(statuses(outcomes)).toEqual(["created", "skipped", "created", "skipped"]);
    expect(outcomes[3]).toMatchObject({ id: Reflect.get(outcomes[0] ?? {}, "id") });
    expect((await recordsOf(emulator)).size).toBe(3);
  });

  test("a row with the key of a refused one is created", async () => {
    const rows = [
      { Email: "a@example.com" },
      { ...lead(1), Email: "A@example.com" },
      { ...lead(2), Email: "a@example.com" },
    ];
    const { outcomes } = await outcomesOf(
      writeRecords(clientOf(emulator), rows as never[], { module: "Leads", mode: "create", key: "Email" }),
    );
    expect(statuses(outcomes)).toEqual(["refused", "created", "skipped"]);
  });

  test("without a key, a duplicate is refused with the id that is in the way", async () => {
    const { Leads: [id] = [] } = emulator.seed({ Leads: [{ ...lead(1), Code: "x" }] });
    const rows = [{ ...lead(2), Code: "x" }];
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), rows, { module: "Leads", mode: "create" }));
    expect(outcomes).toMatchObject([{ status: "refused", code: "DUPLICATE_DATA", field: "Code", id }]);
  });
});

describe("update, upsert and delete", () => {
  test("by id", async () => {
    const { Leads: ids = [] } = emulator.seed({ Leads: leads(3) });
    const crm = clientOf(emulator);
    const changes = [...ids.map((id) => ({ id, City: "Springfield" })), { id: "999", City: "Nowhere" }];
    const updated = await outcomesOf(writeRecords(crm, changes, { module: "Leads", mode: "update" }));
    expect(updated.outcomes).toMatchObject([
      ...ids.map((id) => ({ status: "updated", id })),
      { status: "refused", code: "INVALID_DATA" },
    ]);
    expect([...(await recordsOf(emulator)).values()].map(({ City }) => City)).toEqual([
      "Springfield",
      "Springfield",
      "Springfield",
    ]);
    const [first = "", second = ""] = ids;
    const deleted = await outcomesOf(
      writeRecords(crm, [first, { id: second }, first, "x"], { module: "Leads", mode: "delete" }),
    );
    expect(deleted.outcomes).toMatchObject([
      { status: "deleted", id: first },
      { status: "deleted", id: second },
      { status: "skipped", id: first },
      { status: "refused", code: "INVALID_ROW", field: "id" },
    ]);
    expect((await recordsOf(emulator)).size).toBe(1);
  });

  test("by key: the ids are looked up", async () => {
    const { Leads: ids = [] } = emulator.seed({ Leads: [...leads(2), lead(5), lead(5)] });
    const crm = clientOf(emulator);
    const rows = [0, 1, 5, 7].map((at) => ({ Email: `LEAD${at}@example.com`, City: `City ${at}` }));
    const { outcomes } = await outcomesOf(writeRecords(crm, rows, { module: "Leads", mode: "update", key: "Email" }));
    expect(outcomes).toMatchObject([
      { status: "updated", id: ids[0] },
      { status: "updated", id: ids[1] },
      { status: "refused", code: "AMBIGUOUS_KEY", field: "Email" },
      { status: "refused", code: "NOT_FOUND", field: "Email" },
    ]);
    const deleted = await outcomesOf(
      writeRecords(crm, [{ Email: "lead1@example.com" }], { module: "Leads", mode: "delete", key: "Email" }),
    );
    expect(deleted.outcomes).toEqual([{ index: 0, status: "deleted", id: ids[1] }]);
  });

  test("the order of rows of one record counts, within a chunk", async () => {
    const { Leads: [id = ""] = [] } = emulator.seed({ Leads: leads(1) });
    const rows = Array.from({ length: 4 }, (_, at) => ({ id, City: `City ${at}` }));
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), rows, { module: "Leads", mode: "update" }));
    expect(statuses(outcomes)).toEqual(rows.map(() => "updated"));
    expect((await recordsOf(emulator)).get(id)?.City).toBe("City 3");
  });

  test("the order of rows of one record counts, across chunks", async () => {
    const { Leads: ids = [] } = emulator.seed({ Leads: leads(150) });
    const [first = ""] = ids;
    // The first chunk is slower than the second.
    emulator.faults.add({ operation: "updateRecords", delay: 300 });
    const rows = [...ids, first].map((id, at) => ({ id, City: `City ${at}` }));
    const { outcomes } = await outcomesOf(writeRecords(clientOf(emulator), rows, { module: "Leads", mode: "update" }));
    expect(statuses(outcomes)).toEqual(rows.map(() => "updated"));
    expect((await recordsOf(emulator)).get(first)?.City).toBe("City 150");
  });

  test("upsert says what it did", async () => {
    const { Leads: [id] = [] } = emulator.seed({ Leads: leads(1) });
    const { outcomes } = await outcomesOf(
      writeRecords(clientOf(emulator), leads(3), { module: "Leads", mode: "upsert", key: "Email" }),
    );
    expect(outcomes).toMatchObject([{ status: "updated", id }, { status: "created" }, { status: "created" }]);
  });
});
