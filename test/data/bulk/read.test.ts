import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from "vitest";
import { createClient } from "../../../src/client.js";
import { type BulkReadState, bulkRead, resumeJob } from "../../../src/data/index.js";
import { type Emulator, type OperationHandler, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { and } from "../../../src/query/condition.js";
import { FakeExports } from "./fake-exports.js";

const acme = "4100000000000670001";
const modules = {
  Projects: {
    Text: { type: "text" },
    Whole: { type: "integer" },
    Part: { type: "double" },
    Big: { type: "bigint" },
    Yes: { type: "boolean" },
    Day: { type: "date" },
    Time: { type: "datetime" },
    Many: { type: "multiselectpicklist", pickList: ["A", "B, C"] },
    Client: { type: "lookup", lookup: "Accounts" },
  },
} as const;
const full = {
  Name: "One",
  Text: 'a "b",\r\nc',
  Whole: 7,
  Part: 2.5,
  Big: "123456789012345678",
  Yes: true,
  Day: "2026-05-01",
  Time: "2026-05-01T10:00:00+05:30",
  Many: ["A", "B, C"],
  Client: { id: acme },
};

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

describe("against the emulator", () => {
  let emulator: Emulator;
  let ids: string[];
  beforeAll(async () => {
    emulator = await startEmulator({ modules, seed: { Accounts: [{ id: acme, Account_Name: "Acme" }] } });
    ids = emulator.seed({ Projects: [full, { Name: "Two" }, { Name: "Three", Whole: 9, Yes: false }] }).Projects ?? [];
  });
  afterAll(() => emulator.close());

  test("rows have the form that queries give them, and cost a job", async () => {
    await using crm = createClient(emulator.clientOptions());
    const { used } = emulator.credits();
    const fields = [...Object.keys(modules.Projects), "Owner", "Client.Account_Name"];
    const job = await bulkRead(crm, { module: "Projects", fields });
    const rows = await all(job.rows());
    expect(rows).toMatchObject([
      {
        id: ids[0],
        Text: full.Text,
        Whole: 7,
        Part: 2.5,
        Big: full.Big,
        Yes: true,
        Day: full.Day,
        Many: full.Many,
        Client: { id: acme },
        "Client.Account_Name": "Acme",
        Owner: { id: expect.stringMatching(/^\d+$/) },
      },
      { id: ids[1], Text: null, Whole: null, Many: null, Client: null, "Client.Account_Name": null },
      { id: ids[2], Whole: 9, Yes: false },
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual(["id", ...fields]);
    // A job, two looks at fields, and a few at the job.
    expect(emulator.credits().used - used).toBeLessThan(60);
    expect(emulator.credits().used - used).toBeGreaterThan(50);
  });

  test("a condition is sent as criteria, and Zoho's own criteria narrow it", async () => {
    await using crm = createClient(emulator.clientOptions());
    const job = await bulkRead(crm, {
      module: "Projects",
      fields: ["Name"],
      where: (project) => and(project("Name").in("One", "Three"), project("Name").notEquals("Two")),
      criteria: { api_name: "Whole", comparator: "greater_than", value: 8 },
    });
    expect(await all(job.rows())).toEqual([{ id: ids[2], Name: "Three" }]);
    for (const where of [(one: { Text: { isNull(): never } }) => one.Text.isNull()]) {
      await expect(
        bulkRead(crm, { module: "Projects", fields: ["Name"], where: where as never }),
      ).rejects.toMatchObject({
        code: "INVALID_QUERY",
        message: expect.stringContaining("a bulk read has no isNull()"),
      });
    }
  });

  test("the compiler knows columns and rows of a module", async () => {
    await using crm = createClient(emulator.clientOptions());
    const job = await bulkRead(crm, {
      module: "Deals",
      fields: ["Deal_Name", "Amount", "Account_Name.Account_Name"],
      where: (deal) => deal.Amount.atLeast(1),
    });
    for await (const row of job.rows()) {
      expectTypeOf(row.id).toEqualTypeOf<string>();
      expectTypeOf(row.Amount).toEqualTypeOf<number | null>();
      expectTypeOf(row["Account_Name.Account_Name"]).toEqualTypeOf<string | null>();
    }
    // @ts-expect-error: Deals have no such field
    await expect(bulkRead(crm, { module: "Deals", fields: ["Deal_Nam"] })).rejects.toMatchObject({
      code: "INVALID_QUERY",
      message: "Deals has no field Deal_Nam; did you mean Deal_Name?",
    });
  });

  test("a field that a file does not show as records do is refused before a job is started", async () => {
    await using crm = createClient(emulator.clientOptions());
    await expect(bulkRead(crm, { module: "Deals", fields: ["Tag"] })).rejects.toMatchObject({
      code: "INVALID_QUERY",
      message: expect.stringContaining("read it with readRecords"),
    });
  });

  test("what Zoho refuses is thrown", async () => {
    await using crm = createClient(emulator.clientOptions());
    await expect(bulkRead(crm, { module: "Deals", fields: ["Deal_Name"], cvid: "1" })).rejects.toMatchObject({
      code: "QUERY_NOT_SUPPORTED",
    });
  });

  test("a lost start is reported, and not repeated", async () => {
    await using crm = createClient(emulator.clientOptions());
    emulator.requests.length = 0;
    emulator.faults.add({ operation: "createBulkReadJob", reset: "after headers" });
    await expect(bulkRead(crm, { module: "Deals", fields: ["Deal_Name"] })).rejects.toMatchObject({
      code: "OUTCOME_UNKNOWN",
      message: expect.stringContaining("a job may be running"),
    });
    expect(emulator.requests.filter(({ operation }) => operation === "createBulkReadJob")).toHaveLength(1);
  });

  test("an expired result is reported", async () => {
    await using crm = createClient(emulator.clientOptions());
    const job = await bulkRead(crm, { module: "Projects", fields: ["Name"] });
    await all(job.progress());
    emulator.advance("25h");
    await expect(all(job.rows())).rejects.toMatchObject({
      code: "RESULT_EXPIRED",
      message: expect.stringContaining(job.id ?? "?"),
    });
  });

  test("a calendar has no rows, but a file", async () => {
    await using crm = createClient(emulator.clientOptions());
    const job = await bulkRead(crm, { module: "Events", fields: ["Event_Title"], fileType: "ics" });
    expect((await job.download()).filename).toBe(`${job.id}.zip`);
  });
});

describe("against small pages", () => {
  const exports = (pageSize: number, count: number) => {
    const fake = new FakeExports(pageSize);
    fake.rows = Array.from({ length: count }, (_, at) => ({
      Id: `41000${100 + at}`,
      Deal_Name: `Deal ${at}`,
      Amount: `${at}`,
    }));
    return fake;
  };
  // One emulator for all tests, with the exports of the present one.
  let present = new FakeExports(1);
  let emulator: Emulator;
  let start: Snapshot;
  beforeAll(async () => {
    const handlers = Object.keys(present.handlers).map((name): [string, OperationHandler] => [
      name,
      (request, path) => present.handlers[name]?.(request, path),
    ]);
    emulator = await startEmulator({ handlers: Object.fromEntries(handlers) });
    start = emulator.snapshot();
  });
  afterAll(() => emulator.close());
  const started = async (fake: FakeExports) => {
    present = fake;
    emulator.restore(start);
    const crm = createClient(emulator.clientOptions());
    return {
      crm,
      job: await bulkRead(crm, { module: "Deals", fields: ["Deal_Name", "Amount"] }),
      [Symbol.asyncDispose]: () => crm.close(),
    };
  };
  const callsOf = (operation: string) => emulator.requests.filter((request) => request.operation === operation).length;
  const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

  test("every page is read, each by the last id, so that records that go hide no others", async () => {
    const fake = exports(3, 8);
    await using zoho = await started(fake);
    const seen: string[] = [];
    for await (const { id } of zoho.job.rows()) {
      seen.push(id);
      if (seen.length === 2) fake.rows.splice(0, 2);
    }
    expect(seen).toEqual(Array.from({ length: 8 }, (_, at) => `41000${100 + at}`));
    expect(fake.queries).toHaveLength(3);
    expect(fake.queries[1]).toMatchObject({ page: 1, criteria: { comparator: "greater_than", value: "41000102" } });
    expect(await all(zoho.job.rows())).toEqual([]);
  });

  test("pages are counted if ids do not ascend, or cannot be criteria", async () => {
    const shuffled = exports(3, 7);
    shuffled.rows.reverse();
    await using one = await started(shuffled);
    expect(idsOf(await all(one.job.rows()))).toEqual(shuffled.rows.map(({ Id }) => Id));
    expect(shuffled.queries.map(({ page }) => page)).toEqual([1, 2, 3]);

    const refusing = exports(3, 7);
    refusing.refusesIds = true;
    await using other = await started(refusing);
    expect(await all(other.job.rows())).toHaveLength(7);
    expect(refusing.queries.map(({ page }) => page)).toEqual([1, 2, 3]);
    expect(callsOf("createBulkReadJob")).toBe(4);
  });

  test("progress is reported with growing pauses, by the client's clock", async () => {
    const fake = exports(10, 4);
    fake.states = ["ADDED", ...Array.from({ length: 10 }, () => "IN PROGRESS"), "COMPLETED"];
    await using zoho = await started(fake);
    const { clock } = emulator.clientOptions();
    const times: number[] = [];
    const states: string[] = [];
    for await (const step of zoho.job.progress()) {
      times.push(clock.now());
      states.push(step.state);
      expect(step).toMatchObject({ id: zoho.job.id, page: 1 });
    }
    expect(states).toEqual(fake.states);
    const pauses = times.slice(1).map((time, at) => Math.round((time - (times[at] ?? 0)) / 1000));
    expect(pauses).toEqual([2, 3, 5, 7, 10, 15, 23, 34, 51, 60, 60]);
    expect(await all(zoho.job.rows())).toHaveLength(4);
  });

  test("a time limit ends the waiting, not the job", async () => {
    const fake = exports(10, 4);
    fake.states = ["ADDED", "ADDED", "ADDED", "COMPLETED"];
    await using zoho = await started(fake);
    const { clock } = emulator.clientOptions();
    const begin = clock.now();
    await expect(all(zoho.job.rows({ timeout: 4_000 }))).rejects.toMatchObject({
      code: "WAIT_TIMEOUT",
      retryable: true,
      message: expect.stringContaining(`the bulk read job ${zoho.job.id} has not ended within 4000 ms`),
    });
    expect(clock.now() - begin).toBeLessThan(6_000);
    expect(await all(zoho.job.rows())).toHaveLength(4);
    expect(fake.queries).toHaveLength(1);
  });

  test("a signal ends the waiting", async () => {
    const fake = exports(10, 4);
    fake.states = ["ADDED"];
    await using zoho = await started(fake);
    const controller = new AbortController();
    const reason = new Error("enough");
    await expect(
      (async () => {
        for await (const _ of zoho.job.progress({ signal: controller.signal })) controller.abort(reason);
      })(),
    ).rejects.toBe(reason);
  });

  for (const [state, code] of [
    ["FAILED", "JOB_FAILED"],
    ["FAILURE", "JOB_FAILED"],
    ["SKIPPED", "JOB_SKIPPED"],
  ] as const) {
    test(`${state} ends the job`, async () => {
      const fake = exports(10, 4);
      fake.states = ["ADDED", state];
      await using zoho = await started(fake);
      const told = { code, message: expect.stringContaining(`the bulk read job ${zoho.job.id} ended as ${state}`) };
      await expect(all(zoho.job.progress())).rejects.toMatchObject(told);
      await expect(all(zoho.job.rows())).rejects.toMatchObject(told);
    });
  }

  test("looks that fail now and then do not end the waiting", async () => {
    const fake = exports(10, 4);
    fake.states = ["ADDED", "ADDED", "COMPLETED"];
    await using zoho = await started(fake);
    emulator.faults.add({ operation: "getBulkReadJob", status: 503, times: 6 });
    expect(await all(zoho.job.rows())).toHaveLength(4);
    emulator.faults.add({ operation: "getBulkReadJob", status: 503, times: 100 });
    const other = await bulkRead(zoho.crm, { module: "Deals", fields: ["Deal_Name"] });
    await expect(all(other.rows())).rejects.toMatchObject({ status: 503 });
  });

  test("a lost connection in the middle of the file costs another download, and no row", async () => {
    const fake = exports(10_000, 5_000);
    await using zoho = await started(fake);
    emulator.faults.add({ operation: "downloadBulkReadResult", truncate: true, times: 2 });
    const rows = await all(zoho.job.rows());
    expect(idsOf(rows)).toEqual(fake.rows.map(({ Id }) => Id));
    expect(callsOf("downloadBulkReadResult")).toBe(3);
  });

  const spoiled = [
    { what: "0 bytes", change: () => new Uint8Array(), message: "cannot be read: the archive is empty (0 bytes)" },
    { what: "text", change: () => new Uint8Array([72, 105, 32, 33]), message: "the archive is not a zip archive" },
    { what: "a half", change: (zip: Uint8Array) => zip.slice(0, zip.length / 2), message: "ends in the middle" },
  ];
  for (const { what, change, message } of spoiled) {
    test(`a result of ${what} is reported`, async () => {
      const fake = exports(10, 4);
      fake.change = change;
      await using zoho = await started(fake);
      await expect(all(zoho.job.rows())).rejects.toMatchObject({
        code: "INVALID_RESULT",
        message: expect.stringContaining(message),
      });
    });
  }

  test("a result that lacks rows or columns is reported", async () => {
    const fake = exports(10, 4);
    fake.count = () => 5;
    await using zoho = await started(fake);
    await expect(all(zoho.job.rows())).rejects.toMatchObject({
      code: "INVALID_RESULT",
      message: expect.stringContaining("has 4 rows, and the job says 5"),
    });
    fake.count = (rows) => rows;
    const other = await bulkRead(zoho.crm, { module: "Deals", fields: ["Deal_Name", "Stage"] });
    await expect(all(other.rows())).rejects.toMatchObject({
      message: expect.stringContaining("lacks the columns Stage"),
    });
  });

  test("another process goes on where the first one ended", async () => {
    const fake = exports(4, 10);
    await using zoho = await started(fake);
    let kept = "";
    const seen: string[] = [];
    for await (const { id } of zoho.job.rows()) {
      if (seen.length === 6) {
        kept = JSON.stringify(zoho.job);
        break;
      }
      seen.push(id);
    }
    await using crm = createClient(emulator.clientOptions());
    const job = resumeJob(crm, JSON.parse(kept) as BulkReadState);
    for await (const { id } of job.rows()) seen.push(id);
    expect(seen).toEqual(fake.rows.map(({ Id }) => Id));
    expect(fake.queries).toHaveLength(3);
    expect(kept.length).toBeLessThan(600);
  });

  test("an unknown job is reported", async () => {
    await using zoho = await started(exports(4, 1));
    const job = resumeJob(zoho.crm, { ...zoho.job.toJSON(), id: "99" });
    await expect(all(job.progress())).rejects.toMatchObject({
      code: "JOB_NOT_FOUND",
      message: expect.stringContaining("Zoho does not know the bulk read job 99"),
    });
  });
});
