import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CrmClient, createClient } from "../../../../src/client.js";
import { outcomesOfJob } from "../../../../src/data/bulk/write/outcomes.js";
import type { WriteState } from "../../../../src/data/bulk/write/state.js";
import { type BulkWriteState, bulkWrite, type Outcome, resumeJob } from "../../../../src/data/index.js";
import { type Emulator, type Snapshot, startEmulator } from "../../../../src/emulator/index.js";
import { type Changes, changing, csv } from "./other-results.js";

const modules = {
  Projects: {
    Code: { type: "text", unique: true },
    Text: { type: "textarea" },
    Whole: { type: "integer" },
    Part: { type: "double" },
    Yes: { type: "boolean" },
    Day: { type: "date" },
    Time: { type: "datetime" },
    Many: { type: "multiselectpicklist", pickList: ["A", "B"] },
    Client: { type: "lookup", lookup: "Accounts" },
    Rows: { type: "jsonarray" },
  },
} as const;
const acme = "4100000000000670001";

let emulator: Emulator;
let start: Snapshot;
beforeAll(async () => {
  emulator = await startEmulator({ modules, seed: { Accounts: [{ id: acme, Account_Name: "Acme" }] } });
  start = emulator.snapshot();
});
beforeEach(() => {
  emulator.restore(start);
  emulator.requests.length = 0;
});
afterAll(() => emulator.close());

const client = (): CrmClient => createClient(emulator.clientOptions());
/** A client that sees other results than the emulator's. */
const clientWith = (changes: Changes, urls?: URL[]): CrmClient =>
  createClient({ ...emulator.clientOptions(), fetch: changing(changes, urls) });

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const calls = (operation: string): number =>
  emulator.requests.filter((request) => request.operation === operation).length;

/** The stored records by code. */
async function stored(crm: CrmClient): Promise<Map<unknown, Record<string, unknown>>> {
  const { data } = await crm.records.list({ module: "Projects" });
  return new Map(data.map((record) => [record.Code, record as Record<string, unknown>]));
}

const codes = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ Name: `Project ${at}`, Code: `C${at}`, Whole: at }));
const create = { module: "Projects", mode: "create" } as const;
const upsert = { module: "Projects", mode: "upsert", key: "Code" } as const;
const update = { module: "Projects", mode: "update", key: "Code" } as const;

describe("rows are written", () => {
  test("with values of all types, and read back equal", async () => {
    await using crm = client();
    const row = {
      Name: "=1+1",
      Code: 'a"b,c;d',
      Text: "line\r\nend\n and ü😀",
      Whole: -7,
      Part: 0.0000001,
      Yes: false,
      Day: new Date("2026-05-01T00:00:00Z"),
      Time: "2026-05-01T10:00:00+05:30",
      Many: ["A", "B"],
      Client: { id: acme, name: "Acme" },
      $approved: true,
      Created_Time: "2020-01-01T00:00:00Z",
    };
    const [outcome] = await all(bulkWrite(crm, [row], create));
    expect(outcome).toEqual({ index: 0, status: "created", id: expect.stringMatching(/^\d+$/) });
    const { Created_Time, $approved, ...own } = row;
    expect((await stored(crm)).get(row.Code)).toMatchObject({
      ...own,
      Day: "2026-05-01",
      Time: "2026-05-01T07:30:00+03:00",
      Client: { id: acme },
    });
    expect(calls("createBulkWriteJob")).toBe(1);
  });

  test("by all modes, with rows that have different fields", async () => {
    await using crm = client();
    const created = await all(bulkWrite(crm, codes(3), create));
    expect(created.map(({ status }) => status)).toEqual(["created", "created", "created"]);
    const rows = [
      { Code: "C0", Name: "New" },
      { Code: "C9", Name: "Other", Yes: true },
      { Code: "C1", Part: 2.5 },
    ];
    expect((await all(bulkWrite(crm, rows, upsert))).map(({ status }) => status)).toEqual([
      "updated",
      "created",
      "updated",
    ]);
    expect((await all(bulkWrite(crm, rows, update))).map(({ status }) => status)).toEqual([
      "updated",
      "updated",
      "updated",
    ]);
    const records = await stored(crm);
    expect(records.get("C0")).toMatchObject({ Name: "New", Whole: 0 });
    expect(records.get("C1")).toMatchObject({ Name: "Project 1", Whole: 1, Part: 2.5 });
    const [first] = created;
    const byId = { module: "Projects", mode: "update" } as const;
    const id = first?.status === "created" ? first.id : "";
    expect(
      await all(
        bulkWrite(
          crm,
          [
            { id, Whole: 5 },
            { id: "41999", Whole: 5 },
          ],
          byId,
        ),
      ),
    ).toMatchObject([
      { status: "updated", id },
      { status: "refused", code: "RESOURCE_NOT_FOUND" },
    ]);
  });

  test("in as many files as they need, from a source of any length", async () => {
    const fields = Object.fromEntries(Array.from({ length: 205 }, (_, at) => [`F${at}`, { type: "text" } as const]));
    await using other = await startEmulator({ modules: { Wide: fields } });
    await using crm = createClient(other.clientOptions());
    let read = 0;
    async function* rows() {
      // A file has 200 columns, so the last row needs another one.
      for (; read < 10; read += 1) yield { Name: `N${read}`, [`F${read < 9 ? read : 204}`]: "x" };
    }
    const jobs = new Set<string>();
    let count = 0;
    const writing = bulkWrite(crm, rows(), {
      module: "Wide",
      mode: "create",
      onStep: () => {
        jobs.add(JSON.stringify(writing.job));
      },
    });
    for await (const outcome of writing) {
      expect(outcome).toMatchObject({ index: count, status: "created" });
      if (count === 0) expect(read).toBe(9);
      count += 1;
    }
    expect(count).toBe(10);
    expect([...jobs].map((job) => job.length < 1_500)).toEqual([true, true]);
  });

  test("a job that reports to an address is looked at as well, because the report may never come", async () => {
    await using crm = client();
    const callback = "http://127.0.0.1:9/never";
    expect(await all(bulkWrite(crm, codes(2), { ...create, callback }))).toMatchObject([
      { status: "created" },
      { status: "created" },
    ]);
  });

  test("an insert with a key skips records that are there", async () => {
    await using crm = client();
    await all(bulkWrite(crm, codes(1), create));
    expect(await all(bulkWrite(crm, codes(2), { ...create, key: "Code" }))).toMatchObject([
      { index: 0, status: "skipped", message: "a record with the same Code exists" },
      { index: 1, status: "created" },
    ]);
  });
});

describe("rows that a CSV cannot hold are refused before they are sent", () => {
  const half = "\uD83D";
  const cases: { what: string; row: object; want: object; params?: object }[] = [
    { what: "rows", row: { Name: "a", Rows: [{ x: 1 }] }, want: { code: "NOT_IN_CSV", field: "Rows" } },
    { what: "an array of objects", row: { Name: "a", Many: [{ a: 1 }] }, want: { code: "NOT_IN_CSV", field: "Many" } },
    {
      what: "a choice with a semicolon",
      row: { Name: "a", Many: ["A;B"] },
      want: { code: "NOT_IN_CSV", field: "Many" },
    },
    {
      what: "a lookup without id",
      row: { Name: "a", Client: { name: "Acme" } },
      want: { code: "NOT_IN_CSV", field: "Client" },
    },
    { what: "an object", row: { Name: "a", Text: { a: 1 } }, want: { code: "NOT_IN_CSV", field: "Text" } },
    { what: "half of a character", row: { Name: half }, want: { code: "INVALID_DATA", field: "Name" } },
    { what: "a rounded number", row: { Name: "a", Whole: 2 ** 60 }, want: { code: "INVALID_DATA", field: "Whole" } },
    { what: "no number", row: { Name: "a", Part: Number.NaN }, want: { code: "INVALID_DATA", field: "Part" } },
    { what: "an invalid date", row: { Name: "a", Day: new Date("x") }, want: { code: "INVALID_DATA", field: "Day" } },
    { what: "an unknown field", row: { Name: "a", Nmae: "b" }, want: { code: "INVALID_FIELD", field: "Nmae" } },
    { what: "no value", row: {}, want: { code: "INVALID_DATA", field: undefined } },
    { what: "no key", row: { Name: "a" }, params: upsert, want: { code: "MANDATORY_NOT_FOUND", field: "Code" } },
    {
      what: "an empty key",
      row: { Name: "a", Code: "" },
      params: upsert,
      want: { code: "MANDATORY_NOT_FOUND", field: "Code" },
    },
    {
      what: "a field to clear",
      row: { Code: "a", Whole: null },
      params: upsert,
      want: { code: "CANNOT_CLEAR", field: "Whole" },
    },
    { what: "not a row", row: "x" as unknown as object, want: { code: "INVALID_DATA", field: undefined } },
  ];
  for (const { what, row, want, params = create } of cases) {
    test(what, async () => {
      await using crm = client();
      const [outcome] = await all(bulkWrite(crm, [row], params as typeof create));
      expect(outcome).toMatchObject({ index: 0, status: "refused", id: undefined, ...want });
      expect(calls("uploadBulkWriteFile")).toBe(0);
    });
  }

  test("the others are written, and the order is that of the input", async () => {
    await using crm = client();
    const rows = [{ Name: half }, ...codes(2), { Name: half }, { Name: "z", Code: "z" }, { Rows: [1] }];
    const outcomes = await all(bulkWrite(crm, rows, create));
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, "refused"],
      [1, "created"],
      [2, "created"],
      [3, "refused"],
      [4, "created"],
      [5, "refused"],
    ]);
  });

  test("with ignoreEmpty: false, empty values clear fields", async () => {
    await using crm = client();
    await all(bulkWrite(crm, codes(1), create));
    await all(bulkWrite(crm, [{ Code: "C0", Whole: null, Name: "n" }], { ...update, ignoreEmpty: false }));
    expect((await stored(crm)).get("C0")).toMatchObject({ Name: "n", Whole: null });
  });
});

test("what cannot be written this way is thrown before a row is read", async () => {
  await using crm = client();
  const rows: AsyncIterable<object> = {
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("a row was read")) }),
  };
  for (const [params, message] of [
    [{ module: "Projects", mode: "delete" }, "a bulk write can create, update or upsert, not delete"],
    [{ module: "Projects", mode: "upsert" }, "an upsert by bulk write needs a key: a unique field"],
    [{ module: "Projects", mode: "upsert", key: "Cod" }, "the key Cod is not a field of Projects"],
    [{ module: "Projects", mode: "upsert", key: "id" }, "only an update finds records by id"],
  ] as const) {
    await expect(all(bulkWrite(crm, rows, params as object as typeof create))).rejects.toMatchObject({
      code: "INVALID_WRITE",
      message,
    });
  }
});

describe("the result is joined to the rows", () => {
  const statuses = (outcomes: Outcome[]) => outcomes.map(({ status }) => status);
  const shuffled = (rows: string[][]): string[][] => [rows[0] ?? [], ...rows.slice(1).reverse()];

  test("by the key, in whatever order it comes", async () => {
    await using crm = clientWith({ table: shuffled });
    const outcomes = await all(bulkWrite(crm, codes(50), upsert));
    const records = await stored(crm);
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ index: outcome.index, status: "created", id: records.get(`C${outcome.index}`)?.id });
    }
  });

  test("without a key by the three columns that it shows", async () => {
    await using crm = clientWith({ table: shuffled });
    const outcomes = await all(bulkWrite(crm, codes(50), create));
    const records = await stored(crm);
    for (const { index, ...rest } of outcomes)
      expect(rest).toEqual({ status: "created", id: records.get(`C${index}`)?.id });
  });

  test("rows that it does not tell apart are unknown, unless it has the order of the file", async () => {
    const twins = [
      { Name: "a", Whole: 1 },
      { Name: "b", Whole: 1 },
      { Name: "a", Whole: 1 },
    ];
    await using crm = client();
    expect(statuses(await all(bulkWrite(crm, twins, create)))).toEqual(["created", "created", "created"]);
    await using other = clientWith({ table: ([header = [], ...rows]) => [header, ...rows.sort()] });
    expect(await all(bulkWrite(other, twins, create))).toMatchObject([
      { status: "unknown", lookUp: undefined, message: expect.stringContaining("several rows") },
      { status: "created" },
      { status: "unknown" },
    ]);
  });

  test("rows with the same key are unknown if the result lacks one of them", async () => {
    const rows = [
      { Name: "a", Code: "x" },
      { Name: "b", Code: "x" },
      { Name: "c", Code: "y" },
    ];
    await using crm = clientWith({ table: (table) => table.filter((_, at) => at !== 2) });
    expect(statuses(await all(bulkWrite(crm, rows, upsert)))).toEqual(["unknown", "unknown", "created"]);
  });

  test("a result whose connection was lost is downloaded again", async () => {
    await using crm = client();
    emulator.faults.add({ operation: "downloadBulkWriteResult", truncate: true, times: 2 });
    expect(statuses(await all(bulkWrite(crm, codes(2), upsert)))).toEqual(["created", "created"]);
    expect(calls("downloadBulkWriteResult")).toBe(3);
  });

  test("what an insert with a key skips without an error is skipped", async () => {
    await using crm = clientWith({
      table: ([header = [], ...rows]) => [header, ...rows.map((row) => [...row.slice(0, 3), "SKIPPED", "41", ""])],
      job: (job) => Object.assign(job.resource[0]?.file ?? {}, { added_count: 0, skipped_count: 1 }),
    });
    expect(await all(bulkWrite(crm, codes(1), { ...create, key: "Code" }))).toMatchObject([
      { status: "skipped", id: "41" },
    ]);
  });

  test("with CR LF, line ends and quotes in its cells", async () => {
    await using crm = clientWith({ text: (rows) => csv(rows, "\r\n"), table: shuffled });
    const rows = ['a\n"b"', "c\r\nd", 'e,"f";g'].map((Code) => ({ Name: "n", Code }));
    expect(statuses(await all(bulkWrite(crm, rows, upsert)))).toEqual(["created", "created", "created"]);
  });

  test("a row that it lacks is unknown, and says where to look", async () => {
    await using crm = clientWith({ table: (rows) => rows.filter((_, at) => at !== 2) });
    expect(await all(bulkWrite(crm, codes(3), upsert))).toMatchObject([
      { status: "created" },
      {
        status: "unknown",
        lookUp: { module: "Projects", field: "Code", value: "C1" },
        message: "the result lacks the row",
      },
      { status: "created" },
    ]);
  });

  test("rows are unknown if the job counts others than the result shows", async () => {
    await using crm = clientWith({
      job: (job) => Object.assign(job.resource[0]?.file ?? {}, { added_count: 2, updated_count: 1 }),
    });
    await all(bulkWrite(client(), codes(1), create));
    const outcomes = await all(
      bulkWrite(crm, [...codes(3), { Code: "x", Name: "x", Many: ["A"], Whole: "x" }], upsert),
    );
    expect(statuses(outcomes)).toEqual(["updated", "created", "created", "refused"]);
    await using wrong = clientWith({ job: (job) => Object.assign(job.resource[0]?.file ?? {}, { added_count: 9 }) });
    const others = await all(
      bulkWrite(
        wrong,
        [
          { Code: "y", Name: "y" },
          { Code: "C0", Name: "z" },
        ],
        upsert,
      ),
    );
    expect(others).toMatchObject([
      { status: "unknown", message: "the job counts 9 rows as added, and its result shows another number" },
      { status: "updated" },
    ]);
  });

  const errors = [
    { text: "MANDATORY_NOT_FOUND-Name", want: { code: "MANDATORY_NOT_FOUND", field: "Name" } },
    { text: "INVALID_DATA-Client.id,Whole:DUPLICATE_DATA-Code", want: { code: "INVALID_DATA", field: "Client" } },
    { text: "NOT_APPROVED", want: { code: "NOT_APPROVED", field: undefined } },
    { text: "", want: { code: "SKIPPED", field: undefined } },
  ];
  for (const { text, want } of errors) {
    test(`errors of the form ${JSON.stringify(text)}`, async () => {
      await using crm = clientWith({
        table: ([header = [], ...rows]) => [header, ...rows.map((row) => [...row.slice(0, 3), "SKIPPED", "", text])],
        job: (job) => Object.assign(job.resource[0]?.file ?? {}, { added_count: 0, skipped_count: 1 }),
      });
      const [outcome] = await all(bulkWrite(crm, codes(1), upsert));
      expect(outcome).toMatchObject({ status: "refused", ...want });
      if (text.includes(",")) {
        expect(outcome).toMatchObject({
          message: "Zoho refused the row: INVALID_DATA in Client, Whole; DUPLICATE_DATA Code",
        });
      }
    });
  }

  test("unprocessed rows were not sent, and an unknown status is unknown", async () => {
    await using crm = clientWith({
      table: ([header = [], one = [], two = []]) => [
        header,
        [...one.slice(0, 3), "Unprocessed", "", ""],
        [...two.slice(0, 3), "MERGED", "1", ""],
      ],
      job: (job) => Object.assign(job.resource[0]?.file ?? {}, { added_count: 0 }),
    });
    expect(await all(bulkWrite(crm, codes(2), upsert))).toMatchObject([
      { status: "notSent", code: "UNPROCESSED" },
      { status: "unknown" },
    ]);
  });
});

describe("without a result that can be read, rows are unknown", () => {
  const cases: { what: string; changes: Changes; message: string }[] = [
    { what: "0 bytes", changes: { zip: () => new Uint8Array() }, message: "the archive is empty (0 bytes)" },
    { what: "no archive", changes: { zip: () => new Uint8Array([1, 2, 3, 4, 5]) }, message: "is not a zip archive" },
    { what: "an empty file", changes: { text: () => "" }, message: "is empty" },
    { what: "other columns", changes: { text: () => "A,B\n1,2\n" }, message: "lacks one of the columns STATUS" },
    {
      what: "FAILED",
      changes: {
        job: (job) => {
          job.status = "FAILED";
          job.message = "the header is wrong";
          delete job.result;
        },
      },
      message: "ended as FAILED: the header is wrong",
    },
    {
      what: "SKIPPED",
      changes: {
        job: (job) => {
          job.status = "SKIPPED";
          delete job.result;
        },
      },
      message: "ended as SKIPPED: Zoho gives no reason",
    },
    { what: "no address", changes: { job: (job) => delete job.result }, message: "has no address" },
    {
      what: "a strange address",
      changes: { job: (job) => Object.assign(job.result ?? {}, { download_url: "javascript:alert(1)" }) },
      message: "has an address that cannot be read",
    },
    {
      what: "a path that is not there",
      changes: { job: (job) => Object.assign(job.result ?? {}, { download_url: "/v2/crm/1/bulk-write/2/2.zip" }) },
      message: "is gone",
    },
  ];
  for (const { what, changes, message } of cases) {
    test(what, async () => {
      await using crm = clientWith(changes);
      expect(await all(bulkWrite(crm, codes(2), upsert))).toMatchObject([
        { index: 0, status: "unknown", message: expect.stringContaining(message), lookUp: { value: "C0" } },
        { index: 1, status: "unknown", lookUp: { value: "C1" } },
      ]);
    });
  }
});

test("a job that fails in the middle has written some rows, and nobody knows which", async () => {
  await using crm = client();
  emulator.faults.add({ operation: "createBulkWriteJob", jobFailsAfter: 1 });
  const outcomes = await all(bulkWrite(crm, codes(3), upsert));
  expect(outcomes.map(({ status }) => status)).toEqual(["unknown", "unknown", "unknown"]);
  expect((await stored(crm)).size).toBe(1);
});

describe("the address of the result", () => {
  for (const [what, host] of [
    ["relative", ""],
    ["on a foreign host", "https://foreign.example"],
  ]) {
    test(`${what}: the token goes to the client's own server`, async () => {
      const urls: URL[] = [];
      await using crm = clientWith(
        {
          job: ({ result }) => {
            if (result?.download_url) result.download_url = host + new URL(result.download_url).pathname;
          },
        },
        urls,
      );
      expect(await all(bulkWrite(crm, codes(1), upsert))).toMatchObject([{ status: "created" }]);
      expect(new Set(urls.map(({ origin }) => origin))).toEqual(new Set([emulator.apiUrl]));
    });
  }
});

describe("lost and refused calls", () => {
  test("an upload whose response was lost is sent again", async () => {
    await using crm = client();
    emulator.faults.add({ operation: "uploadBulkWriteFile", reset: "after headers" });
    emulator.faults.add({ operation: "uploadBulkWriteFile", status: 500 });
    expect(await all(bulkWrite(crm, codes(2), create))).toMatchObject([{ status: "created" }, { status: "created" }]);
    expect(calls("uploadBulkWriteFile")).toBe(3);
    expect(calls("createBulkWriteJob")).toBe(1);
  });

  test("a job whose start was lost is not started again: its rows are unknown, and later rows are written", async () => {
    await using crm = client();
    emulator.faults.add({ operation: "createBulkWriteJob", reset: "after headers" });
    const outcomes = await all(bulkWrite(crm, codes(2), upsert));
    expect(outcomes).toMatchObject([
      { status: "unknown", message: expect.stringContaining("a job may be writing the rows"), lookUp: { value: "C0" } },
      { status: "unknown", lookUp: { field: "Code", value: "C1" } },
    ]);
    expect(calls("createBulkWriteJob")).toBe(1);
  });

  test("if Zoho refuses the file or the job, its rows were not sent, and the writing ends", async () => {
    await using crm = client();
    for (const operation of ["uploadBulkWriteFile", "createBulkWriteJob"]) {
      const body = { code: "NO_PERMISSION", message: "permission denied", status: "error", details: {} };
      emulator.faults.add({ operation, status: 403, body });
      const outcomes: Outcome[] = [];
      const writing = async () => {
        for await (const outcome of bulkWrite(crm, [{ Rows: [1] }, ...codes(2)], upsert)) outcomes.push(outcome);
      };
      await expect(writing()).rejects.toMatchObject({ code: "NO_PERMISSION" });
      expect(outcomes).toMatchObject([
        { index: 0, status: "refused" },
        { index: 1, status: "notSent", code: "NO_PERMISSION" },
        { index: 2, status: "notSent" },
      ]);
    }
  });

  test("if the rows cannot be read any further, those before were not sent", async () => {
    await using crm = client();
    const failure = new Error("the file is broken");
    const outcomes: Outcome[] = [];
    const rows = (function* () {
      yield* codes(2);
      throw failure;
    })();
    const writing = async () => {
      for await (const outcome of bulkWrite(crm, rows, upsert)) outcomes.push(outcome);
    };
    await expect(writing()).rejects.toBe(failure);
    expect(outcomes.map(({ status }) => status)).toEqual(["notSent", "notSent"]);
    expect(calls("uploadBulkWriteFile")).toBe(0);
  });

  test("leaving the loop ends the reading of the rows; another loop settles what was read", async () => {
    const fields = Object.fromEntries(Array.from({ length: 205 }, (_, at) => [`F${at}`, { type: "text" } as const]));
    await using other = await startEmulator({ modules: { Wide: fields } });
    await using crm = createClient(other.clientOptions());
    let isClosed = false;
    const rows = (function* () {
      try {
        for (let at = 0; at < 3; at += 1) yield { Name: `${at}` };
        yield { F204: "needs another file" };
      } finally {
        isClosed = true;
      }
    })();
    const writing = bulkWrite(crm, rows, { module: "Wide", mode: "create" });
    const seen: number[] = [];
    for await (const { index } of writing) {
      if (seen.length === 1) break;
      seen.push(index);
    }
    expect(isClosed).toBe(true);
    for await (const { index } of writing) seen.push(index);
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});

describe("a job can be waited for again", () => {
  /** A job that does not end before the time has come. */
  const slow = () => {
    let isSlow = true;
    const crm = clientWith({
      job: (job) => {
        if (isSlow) Object.assign(job, { status: "IN PROGRESS", result: undefined });
      },
    });
    return {
      crm,
      end: () => {
        isSlow = false;
      },
      [Symbol.asyncDispose]: () => crm.close(),
    };
  };

  test("by another loop, after a time limit", async () => {
    await using zoho = slow();
    const writing = bulkWrite(zoho.crm, [{ Rows: [1] }, ...codes(2)], { ...upsert, timeout: 4_000 });
    const outcomes: Outcome[] = [];
    const loop = async () => {
      for await (const outcome of writing) outcomes.push(outcome);
    };
    await expect(loop()).rejects.toMatchObject({ code: "WAIT_TIMEOUT" });
    expect(writing.job).toMatchObject({ id: expect.stringMatching(/^\d+$/) });
    zoho.end();
    await loop();
    expect(outcomes.map(({ index, status }) => [index, status])).toEqual([
      [0, "refused"],
      [1, "created"],
      [2, "created"],
    ]);
    expect(calls("createBulkWriteJob")).toBe(1);
  });

  test("in another process, which knows only its JSON", async () => {
    await using zoho = slow();
    const rows = [{ Rows: [1] }, ...codes(2), { Rows: [1] }, { Name: "z", Code: "z" }];
    const writing = bulkWrite(zoho.crm, rows, { ...upsert, timeout: 1 });
    await expect(all(writing)).rejects.toMatchObject({ code: "WAIT_TIMEOUT" });
    const json = JSON.stringify(writing.job);

    await using crm = client();
    const job = resumeJob(crm, JSON.parse(json) as BulkWriteState);
    expect((await all(job.progress())).at(-1)).toMatchObject({ state: "COMPLETED", rows: 3, of: 3 });
    expect((await all(job.outcomes())).map(({ index, status }) => [index, status])).toEqual([
      [1, "created"],
      [2, "created"],
      [4, "created"],
    ]);
    expect(job.toJSON()).toEqual(JSON.parse(json));

    await using other = clientWith({ table: ([header = [], ...rest]) => [header, ...rest.reverse()] });
    const again = resumeJob(other, JSON.parse(json) as BulkWriteState);
    expect(await all(again.outcomes())).toMatchObject([
      { status: "unknown", message: expect.stringContaining("not have the rows in the order") },
      { status: "unknown" },
      { status: "unknown" },
    ]);
    const signatures = ["C0", "C1", "z"];
    expect(await all(outcomesOfJob(other, JSON.parse(json) as WriteState, { signatures }))).toMatchObject([
      { index: 1, status: "created" },
      { index: 2, status: "created" },
      { index: 4, status: "created" },
    ]);
  });
});
