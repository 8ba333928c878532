import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { readCsv, unzipped } from "../support/archive.js";
import { accessToken, type Caller, callerOf } from "../support/caller.js";
import { startListener } from "../support/listener.js";

const acme = "4100000000000670001";
const Deals = [
  {
    id: "4100000000000680001",
    Deal_Name: "Tea, green",
    Amount: 9,
    Closing_Date: "2026-05-01",
    Account_Name: { id: acme },
  },
  {
    id: "4100000000000680002",
    Deal_Name: 'A "100%" deal',
    Amount: 10,
    Closing_Date: "2026-06-01",
    Tag: [{ name: "A" }, { name: "B" }],
  },
  { id: "4100000000000680003", Deal_Name: "Two\nlines" },
].map((deal) => ({ Stage: "Qualification", ...deal }));

let emulator: Emulator;
let call: Caller;
let authorization: string;

beforeAll(async () => {
  emulator = await startEmulator({ seed: { Accounts: [{ id: acme, Account_Name: "Acme" }], Deals } });
  call = await callerOf(emulator, "/crm/bulk/v2");
  authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
});
afterAll(() => emulator.close());

const start = (query: object, more: object = {}) =>
  call("POST", "/read", { query: { module: "Deals", ...query }, ...more });

async function rows(query: object): Promise<string[][]> {
  // At most ten downloads a minute.
  emulator.advance("7s");
  const { status, body } = await start(query);
  expect(status).toBe(201);
  expect(body.data?.[0]).toMatchObject({ code: "ADDED_SUCCESSFULLY", details: { operation: "read", state: "ADDED" } });
  const id = String(body.data?.[0]?.details?.id);
  const { body: done } = await call("GET", `/read/${id}`);
  expect(done.data?.[0]).toMatchObject({ id, state: "COMPLETED", file_type: "csv" });
  const response = await fetch(`${emulator.apiUrl}${done.data?.[0]?.result?.download_url}`, {
    headers: { authorization },
  });
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${id}.zip"`);
  const { name, text } = await unzipped(response);
  expect(name).toBe(`${id}.csv`);
  const table = readCsv(text);
  expect(done.data?.[0]?.result).toMatchObject({ count: table.length - 1, per_page: 200_000, more_records: false });
  return table;
}

test("a job returns the requested columns and the id", async () => {
  expect(await rows({ fields: ["Deal_Name", "Amount", "Account_Name", "Account_Name.Account_Name", "Tag"] })).toEqual([
    ["Id", "Deal_Name", "Amount", "Account_Name", "Account_Name.Account_Name", "Tag"],
    ["4100000000000680001", "Tea, green", "9", acme, "Acme", ""],
    ["4100000000000680002", 'A "100%" deal', "10", "", "", "A;B"],
    ["4100000000000680003", "Two\nlines", "", "", "", ""],
  ]);
});

test("without fields it returns all fields of the module", async () => {
  const [header] = await rows({});
  expect(header?.slice(0, 1)).toEqual(["Id"]);
  expect(header).toEqual(expect.arrayContaining(["Deal_Name", "Stage", "Owner", "Created_Time"]));
});

const leaf = (api_name: string, comparator: string, value: unknown) => ({ api_name, comparator, value });
const criteria = [
  { given: leaf("Amount", "equal", 9), want: [1] },
  { given: leaf("Amount", "not_equal", "9"), want: [2] },
  { given: leaf("Amount", "in", [9, 10]), want: [1, 2] },
  { given: leaf("Amount", "not_in", [9]), want: [2] },
  { given: leaf("Amount", "less_than", 10), want: [1] },
  { given: leaf("Amount", "greater_equal", 9), want: [1, 2] },
  { given: leaf("Closing_Date", "between", ["2026-05-02", "2026-07-01"]), want: [2] },
  { given: leaf("Closing_Date", "not_between", ["2026-05-02", "2026-07-01"]), want: [1] },
  { given: leaf("Deal_Name", "contains", "0%"), want: [2] },
  { given: leaf("Deal_Name", "not_contains", "e"), want: [] },
  { given: leaf("Deal_Name", "starts_with", "tea"), want: [1] },
  { given: leaf("Deal_Name", "ends_with", "LINES"), want: [3] },
  { given: leaf("Account_Name.Account_Name", "equal", "acme"), want: [1] },
  { given: leaf("id", "greater_than", "4100000000000680001"), want: [2, 3] },
  { given: leaf("id", "less_equal", "4100000000000680002"), want: [1, 2] },
  { given: leaf("id", "equal", "4100000000000680003"), want: [3] },
  { given: leaf("Account_Name.id", "greater_than", "4100000000000670000"), want: [1] },
  {
    given: {
      group_operator: "and",
      group: [leaf("id", "greater_than", "4100000000000680001"), leaf("Amount", "greater_than", 1)],
    },
    want: [2],
  },
  {
    given: { group_operator: "or", group: [leaf("Amount", "equal", 9), leaf("Deal_Name", "contains", "two")] },
    want: [1, 3],
  },
  {
    given: { group_operator: "and", group: [leaf("Amount", "equal", 9), leaf("Deal_Name", "contains", "two")] },
    want: [],
  },
];
for (const { given, want } of criteria) {
  test(`criteria ${JSON.stringify(given)}`, async () => {
    const [, ...found] = await rows({ fields: ["Deal_Name"], criteria: given });
    expect(found.map(([id]) => Number(id?.slice(-1)))).toEqual(want);
  });
}

test("a lookup of a user leads to the user's fields", async () => {
  const [header, first] = await rows({ fields: ["Owner", "Owner.first_name", "Owner.last_name", "Owner.email"] });
  expect(header).toEqual(["Id", "Owner", "Owner.first_name", "Owner.last_name", "Owner.email"]);
  expect(first?.slice(1)).toEqual(["4100000000000201001", "Ada", "Example", "ada@example.com"]);
});

test("a view selects records, and criteria narrow it", async () => {
  const views = { Deals: [{ name: "Priced", criteria: { field: "Amount", comparator: "greater_than", value: "0" } }] };
  await using other = await startEmulator({ seed: { Accounts: [{ id: acme, Account_Name: "Acme" }], Deals }, views });
  const [crm, bulk] = [await callerOf(other), await callerOf(other, "/crm/bulk/v2")];
  const { body } = await crm("GET", "/settings/custom_views?module=Deals");
  const cvid = Object.values(body.custom_views ?? {}).find(({ name }) => String(name) === "Priced")?.id;
  const count = async (query: object) => {
    const { body: started } = await bulk("POST", "/read", { query: { module: "Deals", cvid, ...query } });
    const { body: done } = await bulk("GET", `/read/${started.data?.[0]?.details?.id}`);
    expect(done.data?.[0]?.query).toMatchObject({ cvid });
    return done.data?.[0]?.result?.count;
  };
  expect(await count({})).toBe(2);
  expect(await count({ criteria: leaf("Amount", "equal", 9) })).toBe(1);
});

test("a page beyond the end is empty", async () => {
  const { body } = await start({ page: 2 });
  const { body: done } = await call("GET", `/read/${body.data?.[0]?.details?.id}`);
  expect(done.data?.[0]).toMatchObject({ query: { page: 2 }, result: { page: 2, count: 0, more_records: false } });
});

test("events are returned as a calendar on request", async () => {
  const id = "4100000000000690001";
  const times = { Start_DateTime: "2026-05-14T12:00:00+03:00", End_DateTime: "2026-05-14T13:00:00+03:00" };
  const Events = [
    { id, Event_Title: "Tea; green, black", Description: `One\nTwo ${"é".repeat(60)}`, ...times },
    { Event_Title: "Fair", All_day: true, ...times },
  ];
  await using other = await startEmulator({ seed: { Events } });
  const bulk = await callerOf(other, "/crm/bulk/v2");
  const { body } = await bulk("POST", "/read", { query: { module: "Events" }, file_type: "ics" });
  const { body: done } = await bulk("GET", `/read/${body.data?.[0]?.details?.id}`);
  expect(done.data?.[0]).toMatchObject({ state: "COMPLETED", file_type: "ics", result: { count: 2 } });
  const response = await fetch(`${other.apiUrl}${done.data?.[0]?.result?.download_url}`, {
    headers: { authorization: `Zoho-oauthtoken ${await accessToken(other)}` },
  });
  const { name, text } = await unzipped(response);
  expect(name).toBe(`${done.data?.[0]?.id}.ics`);
  expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const lines = text.replaceAll("\r\n ", "").split("\r\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      `UID:${id}@crm.zoho.com`,
      "DTSTART:20260514T090000Z",
      "DTEND:20260514T100000Z",
      "SUMMARY:Tea\\; green\\, black",
      `DESCRIPTION:One\\nTwo ${"é".repeat(60)}`,
      "DTSTART;VALUE=DATE:20260514",
    ]),
  );
  expect(lines.filter((line) => line === "BEGIN:VEVENT")).toHaveLength(2);
  expect([lines[0], lines.at(-2)]).toEqual(["BEGIN:VCALENDAR", "END:VCALENDAR"]);
});

test("a finished job is reported to the callback", async () => {
  await using listener = await startListener();
  const { body } = await start({ fields: ["Amount"] }, { callback: { url: listener.url, method: "post" } });
  expect(await listener.next()).toMatchObject({
    job_id: body.data?.[0]?.details?.id,
    operation: "read",
    state: "COMPLETED",
    query: { module: "Deals", fields: ["Amount"], page: 1 },
    result: { count: 3 },
  });
});

test("a result is kept for a day, and survives a restore", async () => {
  const { body } = await start({});
  const snapshot = emulator.snapshot();
  const path = `/read/${body.data?.[0]?.details?.id}`;
  await call("POST", "/read", { query: { module: "Deals" } });
  emulator.restore(snapshot);
  expect((await call("GET", `${path}/result`)).status).toBe(200);
  emulator.advance("24h");
  const later = await callerOf(emulator, "/crm/bulk/v2");
  expect((await later("GET", path)).status).toBe(200);
  expect((await later("GET", `${path}/result`)).body.code).toBe("RESOURCE_NOT_FOUND");
  emulator.restore(snapshot);
});

test("results are downloaded ten times a minute", async () => {
  emulator.advance("1m");
  const later = await callerOf(emulator, "/crm/bulk/v2");
  const { body } = await start({});
  const path = `/read/${body.data?.[0]?.details?.id}`;
  await later("GET", path);
  const download = async () => (await later("GET", `${path}/result`)).status;
  for (let n = 0; n < 10; n += 1) {
    expect(await download()).toBe(200);
    emulator.advance("5s");
  }
  expect(await download()).toBe(429);
  emulator.advance("10s");
  expect(await download()).toBe(200);
});

test("a page holds 200,000 rows, and the next one goes on by id, whatever is written meanwhile", async () => {
  function* accounts() {
    for (let n = 0; n < 200_003; n += 1) yield { Name: `Row ${n}` };
  }
  await using other = await startEmulator({ seed: { Rows: accounts() } });
  const [crm, bulk] = [await callerOf(other), await callerOf(other, "/crm/bulk/v2")];
  const read = async (query: object) => {
    const { body } = await bulk("POST", "/read", { query: { module: "Rows", fields: ["Name"], ...query } });
    return String(body.data?.[0]?.details?.id);
  };
  const resultOf = async (id: string) => {
    const look = async () => (await bulk("GET", `/read/${id}`)).body.data?.[0];
    await expect.poll(async () => (await look())?.state, { interval: 20, timeout: 100_000 }).toBe("COMPLETED");
    return (await look())?.result;
  };
  const [first, second] = [await read({}), await read({ page: 2 })];
  await crm("POST", "/Rows", { data: [{ Name: "Late" }] });
  expect(await resultOf(second)).toMatchObject({ page: 2, count: 3, more_records: false });
  expect(await resultOf(first)).toMatchObject({ page: 1, count: 200_000, more_records: true });
}, 120_000);

test("a test decides which job fails", async () => {
  emulator.faults.add({ operation: "bulkRead.create", jobFailsAfter: 0 });
  const { body } = await start({});
  const path = `/read/${body.data?.[0]?.details?.id}`;
  await expect.poll(async () => (await call("GET", path)).body.data?.[0]?.state, { interval: 0 }).toBe("FAILED");
  expect((await call("GET", path)).body.data?.[0]?.result).toBeUndefined();
  expect((await call("GET", `${path}/result`)).body.code).toBe("RESOURCE_NOT_FOUND");
  expect(await rows({ fields: ["Amount"] })).toHaveLength(4);
});

describe("errors", () => {
  const cases = [
    { given: { module: "Nothing" }, want: "MODULE_NOT_AVAILABLE" },
    { given: { module: "Notes" }, want: "MODULE_NOT_SUPPORTED" },
    { given: { module: "Attachments" }, want: "MODULE_NOT_SUPPORTED" },
    { given: { module: "Emails" }, want: "MODULE_NOT_SUPPORTED" },
    { given: { module: "Reports" }, want: "MODULE_NOT_SUPPORTED" },
    { given: { fields: ["Nothing"] }, want: "FIELD_NOT_AVAILABLE" },
    { given: { fields: ["$currency_symbol"] }, want: "FIELD_NOT_SUPPORTED" },
    { given: { fields: "Amount" }, want: "QUERY_NOT_SUPPORTED" },
    { given: { cvid: "1" }, want: "QUERY_NOT_SUPPORTED" },
    { given: { fields: ["Account_Name.Parent_Account.Parent_Account.Phone"] }, want: "JOIN_LIMIT_EXCEEDED" },
    { given: { page: 0 }, want: "PAGE_NOT_SUPPORTED" },
    { given: { page: 501 }, want: "PAGE_RANGE_EXCEEDED" },
    { given: { criteria: [] }, want: "INVALID_CRITERIA" },
    { given: { criteria: leaf("Nothing", "equal", 1) }, want: "FIELD_IN_CRITERIA_NOT_AVAILABLE" },
    { given: { criteria: leaf("Tag", "equal", "A") }, want: "FIELD_IN_CRITERIA_NOT_SUPPORTED" },
    { given: { criteria: leaf("Amount", "resembles", 1) }, want: "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED" },
    { given: { criteria: leaf("Amount", "contains", 1) }, want: "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE" },
    {
      given: { criteria: leaf("Deal_Name", "less_than", "x") },
      want: "FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE",
    },
    { given: { criteria: leaf("Amount", "equal", "many") }, want: "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE" },
    { given: { criteria: leaf("id", "greater_than", "x") }, want: "FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE" },
    { given: { criteria: leaf("Amount", "equal", {}) }, want: "VALUE_IN_CRITERIA_NOT_SUPPORTED" },
    { given: { criteria: leaf("Amount", "between", 1) }, want: "COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE" },
    { given: { criteria: leaf("Amount", "in", Array(101).fill(1)) }, want: "VALUE_LIMIT_EXCEEDED_IN_CRITERIA" },
    { given: { criteria: { ...leaf("Amount", "equal", 1), group: [] } }, want: "AMBIGUOUS_CRITERIA" },
    { given: { criteria: { group: [leaf("Amount", "equal", 1)] } }, want: "AMBIGUOUS_GROUP_IN_CRITERIA" },
    { given: { criteria: { group: Array(2).fill(leaf("Amount", "equal", 1)) } }, want: "GROUP_OPERATOR_NOT_SUPPORTED" },
    {
      given: { criteria: { group_operator: "or", group: Array(26).fill(leaf("Amount", "equal", 1)) } },
      want: "CRITERIA_LIMIT_EXCEEDED",
    },
  ];
  for (const { given, want } of cases) {
    test(want, async () => {
      const { status, body } = await start(given);
      expect(status).toBe(400);
      expect(body.code).toBe(want);
    });
  }

  test("of bodies, callbacks and jobs", async () => {
    const json = { "content-type": "application/json" };
    expect((await call("POST", "/read", "", json)).body.code).toBe("REQUEST_BODY_IS_EMPTY");
    expect((await call("POST", "/read", "{", json)).body.code).toBe("REQUEST_BODY_NOT_READABLE");
    expect((await call("POST", "/read", "{}", { "content-type": "text/plain" })).body.code).toBe(
      "MEDIA_TYPE_NOT_SUPPORTED",
    );
    expect((await call("POST", "/read", {})).body).toMatchObject({ code: "QUERY_NOT_SUPPORTED" });
    expect((await start({}, { callback: { url: "x" } })).body.code).toBe("INVALID_CALLBACK_URL");
    expect((await start({}, { callback: { url: "http://localhost" } })).body.code).toBe("INVALID_CALLBACK_METHOD");
    expect((await start({}, { file_type: "ics" })).body.code).toBe("NOT_SUPPORTED_FEATURE");
    for (const path of ["/read/1", "/read/1/result"]) {
      const unknown = await call("GET", path);
      expect(unknown.status).toBe(404);
      expect(unknown.body.code).toBe("RESOURCE_NOT_FOUND");
    }
  });
});
