import { strToU8, zipSync } from "fflate";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Emulator, type Snapshot, startEmulator } from "../../../src/emulator/index.js";
import { readCsv, unzipped } from "../support/archive.js";
import { accessToken, type Caller, callerOf, type Reply } from "../support/caller.js";
import { startListener } from "../support/listener.js";

const lead = "4100000000000650001";
const acme = "4100000000000670001";
let emulator: Emulator;
let call: Caller;
let bulk: Caller;
let authorization: string;
let start: Snapshot;

beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      Leads: [{ id: lead, Last_Name: "Old", Email: "old@example.com", City: "X" }],
      Accounts: [{ id: acme, Account_Name: "Acme" }],
    },
  });
  call = await callerOf(emulator);
  bulk = await callerOf(emulator, "/crm/bulk/v2");
  authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  start = emulator.snapshot();
});
beforeEach(() => emulator.restore(start));
afterAll(() => emulator.close());

const headers = { feature: "bulk-write", "X-CRM-ORG": "900000144" };
const send = (bytes: Uint8Array, more: Record<string, string> = {}): Promise<Reply> => {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(bytes)], "rows.zip", { type: "application/zip" }));
  return call("POST", "/upload", form, { ...headers, ...more });
};

async function upload(csv: string): Promise<string> {
  const { status, body } = await send(zipSync({ "rows.csv": strToU8(csv) }));
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: "success", code: "FILE_UPLOAD_SUCCESS", message: "file uploaded." });
  return String(body.details?.file_id);
}

const write = async (csv: string, resource: object = {}, more: object = {}): Promise<Reply> => {
  const one = { type: "data", module: "Leads", file_id: await upload(csv), ...resource };
  return bulk("POST", "/write", { operation: "insert", resource: [one], ...more });
};

/** Writes, and reads what came of it: the job's file, and the last three columns of the result by row. */
async function outcome(...given: Parameters<typeof write>) {
  const { status, body } = await write(...given);
  expect(status, JSON.stringify(body)).toBe(201);
  const id = String(body.details?.id);
  const look = async () => (await bulk("GET", `/write/${id}`)).body;
  await expect.poll(async () => (await look()).status, { interval: 0 }).toBe("COMPLETED");
  const job = await look();
  expect(job.id).toBe(id);
  const response = await fetch(String(job.result?.download_url), { headers: { authorization } });
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${id}.zip"`);
  const { name, text } = await unzipped(response);
  expect(name).toBe(`${job.resource?.[0]?.module}-rows.csv`);
  const table = readCsv(text);
  return { file: job.resource?.[0]?.file, table, header: table[0], rows: table.slice(1).map((row) => row.slice(-3)) };
}

test("an insert stores the rows and reports each", async () => {
  const csv =
    'Last_Name,Email,No_of_Employees,Email_Opt_Out\n"Doe, Ann",ann@example.com,12,TRUE\nBad,no address,1,\n,x@example.com,,\n';
  const { file, header, rows } = await outcome(csv);
  expect(file).toEqual({
    status: "COMPLETED",
    name: "rows.csv",
    added_count: 1,
    skipped_count: 2,
    updated_count: 0,
    total_count: 3,
  });
  expect(header).toEqual(["Last_Name", "Email", "No_of_Employees", "STATUS", "RECORD_ID", "ERRORS"]);
  expect(rows.slice(1)).toEqual([
    ["SKIPPED", "", "INVALID_DATA-Email"],
    ["SKIPPED", "", "MANDATORY_NOT_FOUND-Last_Name"],
  ]);
  const { body } = await call("GET", `/Leads/${rows[0]?.[1]}`);
  expect(body.data?.[0]).toMatchObject({ Last_Name: "Doe, Ann", No_of_Employees: 12, Email_Opt_Out: true });
});

test("records that cannot be changed are skipped", async () => {
  const ids = emulator.seed({
    Leads: [
      { Last_Name: "Locked", Locked__s: true },
      { Last_Name: "Waiting", $approved: false },
      { Last_Name: "Converted", $converted: true },
    ],
  }).Leads;
  const { rows } = await outcome(`id,City\n${ids?.map((id) => `${id},X`).join("\n")}\n`, {}, { operation: "update" });
  expect(rows.map((row) => row.at(-1))).toEqual(["BLOCKED_RECORD", "NOT_APPROVED", "CANNOT_PROCESS"]);
});

for (const delimiter of [",", ";", ":", "|"]) {
  test(`the delimiter may be ${delimiter}`, async () => {
    const line = (...cells: string[]) => cells.join(delimiter);
    const { file } = await outcome(`\uFEFF${line("Last_Name", "City")}\r\n${line("Doe", '"A,B"')}\r\n`);
    expect(file).toMatchObject({ added_count: 1 });
    expect((await call("GET", "/Leads/search?word=a,b")).body.data?.[0]).toMatchObject({
      Last_Name: "Doe",
      City: "A,B",
    });
  });
}

test("an update finds its record by id or by a field, and empty cells clear values unless they are ignored", async () => {
  const csv = `id,Email,City,Last_Name\n${lead},,,New\n4,,,Nobody\n`;
  const ignoring = await outcome(csv, { ignore_empty: true }, { operation: "update" });
  expect(ignoring.rows).toEqual([
    ["UPDATED", lead, ""],
    ["SKIPPED", "", "RESOURCE_NOT_FOUND-id"],
  ]);
  const shown = async () => (await call("GET", `/Leads/${lead}`)).body.data?.[0];
  expect(await shown()).toMatchObject({ Last_Name: "New", City: "X", Email: "old@example.com" });
  await outcome("Email,City\nOLD@example.com,\n", { find_by: "Email" }, { operation: "update" });
  expect(await shown()).toMatchObject({ Last_Name: "New", City: null });
});

test("an upsert updates or inserts; mappings name columns, defaults and how lookups are found", async () => {
  const mappings = [
    { api_name: "Last_Name", index: 1 },
    { api_name: "Email", index: 0 },
    { api_name: "City", default_value: { value: "Springfield" } },
  ];
  const { file, rows } = await outcome(
    "mail,name,unused\nold@example.com,Newer,1\nnew@example.com,Added,2\n",
    { find_by: "Email", field_mappings: mappings },
    { operation: "upsert" },
  );
  expect(file).toMatchObject({ added_count: 1, updated_count: 1 });
  expect(rows.map(([status]) => status)).toEqual(["UPDATED", "ADDED"]);
  expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]).toMatchObject({
    Last_Name: "Newer",
    City: "Springfield",
  });

  const contacts = await outcome("Last_Name,Account_Name.Account_Name\nA,acme\nB,nobody\n", { module: "Contacts" });
  expect(contacts.rows.map(([status, , errors]) => [status, errors])).toEqual([
    ["ADDED", ""],
    ["SKIPPED", "INVALID_DATA-Account_Name.Account_Name"],
  ]);
  expect((await call("GET", "/Contacts")).body.data?.[0]?.Account_Name).toEqual({ name: "Acme", id: acme });
});

test("dates are parsed by the pattern of their column, and a job shows its request", async () => {
  const callback = { url: "http://127.0.0.1:1/", method: "post" };
  const field_mappings = [
    { api_name: "Deal_Name", index: 0 },
    { api_name: "Stage", default_value: { value: "Qualification" } },
    { api_name: "Closing_Date", index: 1, format: "dd.MM.yyyy" },
    { api_name: "Account_Name", index: 2, find_by: "Account_Name", module: "Accounts" },
  ];
  const given = { module: "Deals", field_mappings, find_by: "Deal_Name", ignore_empty: false };
  const csv = "name,end,of\nTea,31.05.2026,Acme\nCake,2026-05-31,Acme\nMilk,31.02.2026,Acme\n";
  const { status, body } = await write(csv, given, { operation: "upsert", callback });
  expect(status, JSON.stringify(body)).toBe(201);
  const { body: job } = await bulk("GET", `/write/${body.details?.id}`);
  expect(job).toMatchObject({
    callback,
    operation: "upsert",
    character_encoding: "UTF-8",
    resource: [
      {
        type: "data",
        module: "Deals",
        find_by: "Deal_Name",
        ignore_empty: false,
        field_mappings: [
          { api_name: "Deal_Name", index: 0, find_by: null, default_value: null, format: null },
          { api_name: "Stage", index: null, default_value: { value: "Qualification" } },
          { api_name: "Closing_Date", index: 1, format: "dd.MM.yyyy" },
          { api_name: "Account_Name", index: 2, find_by: "Account_Name", module: "Accounts" },
        ],
        file: { added_count: 1, skipped_count: 2 },
      },
    ],
  });
  const { body: deals } = await call("GET", "/Deals");
  expect(deals.data).toMatchObject([{ Deal_Name: "Tea", Closing_Date: "2026-05-31", Account_Name: { id: acme } }]);
});

for (const { given, csv } of [
  { given: "Windows", csv: "Last_Name,City\r\nDoe,X\r\n\r\nRoe,Y" },
  { given: "an old Macintosh", csv: "Last_Name,City\rDoe,X\rRoe,Y\r" },
  { given: "both", csv: '\nLast_Name,City\r\nDoe,X\n"Roe","Y"\n' },
]) {
  test(`lines may end as those of ${given}`, async () => {
    const { file } = await outcome(csv);
    expect(file).toMatchObject({ added_count: 2, skipped_count: 0 });
    expect((await call("GET", "/Leads/search?word=Roe")).body.data?.[0]).toMatchObject({ City: "Y" });
  });
}

test("rows stay complete wherever the file is split for reading", async () => {
  const long = `"${'é, ""quoted"" and\n'.repeat(1000)}"`;
  const csv = `Last_Name,Description\n${Array.from({ length: 40 }, (_, n) => `Lead ${n},${long}\n`).join("")}`;
  const { file, rows } = await outcome(csv);
  expect(file).toMatchObject({ added_count: 40, total_count: 40 });
  const { body } = await call("GET", `/Leads/${rows[39]?.[1]}`);
  expect(body.data?.[0]).toMatchObject({ Last_Name: "Lead 39", Description: 'é, "quoted" and\n'.repeat(1000) });
});

test("an encoding other than UTF-8 is read if it is named", async () => {
  const bytes = Buffer.from("Last_Name\nM\u00fcller\n", "latin1");
  const { body: file } = await send(zipSync({ "rows.csv": new Uint8Array(bytes) }));
  const resource = [{ type: "data", module: "Leads", file_id: file.details?.file_id }];
  await bulk("POST", "/write", { operation: "insert", character_encoding: "ISO-8859-1", resource });
  const shown = async () => (await call("GET", "/Leads/search?word=M%C3%BCller")).body.data?.[0]?.Last_Name;
  await expect.poll(shown, { interval: 0 }).toBe("M\u00fcller");
});

test("a file with only a header writes nothing", async () => {
  expect((await outcome("Last_Name\n")).file).toMatchObject({ status: "COMPLETED", total_count: 0 });
});

test("the result shows the first three mapped columns under the names of the file", async () => {
  const field_mappings = [
    { api_name: "Company", index: 4 },
    { api_name: "Last_Name", index: 3 },
    { api_name: "City", default_value: { value: "Paris" } },
    { api_name: "Email", index: 1 },
    { api_name: "Phone", index: 5 },
  ];
  const csv = "City,mail,x,name,firm,phone\nBerlin,ann@example.com,1,Doe,Acme,7\n";
  const { header, table } = await outcome(csv, { field_mappings });
  expect(header?.slice(0, -3)).toEqual(["mail", "name", "firm"]);
  expect(table?.[1]?.slice(0, -3)).toEqual(["ann@example.com", "Doe", "Acme"]);
  const { body } = await call("GET", "/Leads/search?email=ann@example.com");
  expect(body.data?.[0]).toMatchObject({ Last_Name: "Doe", Company: "Acme", City: "Paris", Phone: "7" });
});

test("the result names every problem of a row, by code and column", async () => {
  const field_mappings = [
    { api_name: "Deal_Name", index: 0 },
    { api_name: "Stage", index: 1 },
    { api_name: "Amount", index: 2 },
    { api_name: "Closing_Date", index: 3, format: "dd.MM.yyyy" },
    { api_name: "Account_Name", index: 4, find_by: "Account_Name" },
  ];
  const csv =
    "deal,stage,sum,end,firm\n,,many,2026,Nobody\n,Qualification,1,,\nTea,Qualification,much,01.02.2026,acme\n";
  const { rows, file } = await outcome(csv, { module: "Deals", field_mappings });
  expect(rows.map(([status, id, errors]) => [status, id, errors])).toEqual([
    ["SKIPPED", "", "INVALID_DATA-end,firm,sum:MANDATORY_NOT_FOUND-deal,stage"],
    ["SKIPPED", "", "MANDATORY_NOT_FOUND-deal"],
    ["SKIPPED", "", "INVALID_DATA-sum"],
  ]);
  expect(file).toMatchObject({ added_count: 0, skipped_count: 3, total_count: 3 });
});

test("a mandatory field whose cell cannot be read is not also missing", async () => {
  const modules = { Deals: { Due: { type: "date" as const, mandatory: true } } };
  await using other = await startEmulator({ modules, defaultData: false });
  const [ask, jobs] = [await callerOf(other), await callerOf(other, "/crm/bulk/v2")];
  const form = new FormData();
  const csv = strToU8("deal,stage,due\nTea,Qualification,2026\n");
  form.set("file", new File([new Uint8Array(zipSync({ "rows.csv": csv }))], "rows.zip"));
  const { body: file } = await ask("POST", "/upload", form, headers);
  const names = ["Deal_Name", "Stage", "Due"];
  const field_mappings = names.map((api_name, index) => ({ api_name, index, format: "dd.MM.yyyy" }));
  const resource = [{ type: "data", module: "Deals", file_id: file.details?.file_id, field_mappings }];
  const { body } = await jobs("POST", "/write", { operation: "insert", resource });
  const { body: job } = await jobs("GET", `/write/${body.details?.id}`);
  const token = `Zoho-oauthtoken ${await accessToken(other)}`;
  const { text } = await unzipped(await fetch(String(job.result?.download_url), { headers: { authorization: token } }));
  expect(readCsv(text)[1]).toEqual(["Tea", "Qualification", "2026", "SKIPPED", "", "INVALID_DATA-due"]);
});

test("an insert skips the rows whose record it finds, those of the same file too", async () => {
  const csv = "Email,Last_Name\nOLD@example.com,Again\nnew@example.com,New\nnew@example.com,Twice\n";
  const { rows, file } = await outcome(csv, { find_by: "Email" });
  expect(rows.map(([status, , errors]) => [status, errors])).toEqual([
    ["SKIPPED", "DUPLICATE_DATA-Email"],
    ["ADDED", ""],
    ["SKIPPED", "DUPLICATE_DATA-Email"],
  ]);
  expect(file).toMatchObject({ added_count: 1, skipped_count: 2, updated_count: 0, total_count: 3 });
  expect((await call("GET", `/Leads/${lead}`)).body.data?.[0]).toMatchObject({ Last_Name: "Old" });
  expect((await outcome(csv)).file).toMatchObject({ added_count: 3 });
});

test("a test decides after which row a job fails", async () => {
  emulator.faults.add({ operation: "bulkWrite.create", jobFailsAfter: 70 });
  const csv = `Last_Name\n${Array.from({ length: 100 }, (_, n) => `Lead ${n}\n`).join("")}`;
  const { body } = await write(csv);
  const path = `/write/${body.details?.id}`;
  await expect.poll(async () => (await bulk("GET", path)).body.status, { interval: 0 }).toBe("FAILED");
  const { body: job } = await bulk("GET", path);
  expect(job.result).toBeUndefined();
  expect(job.resource?.[0]?.file).toMatchObject({ status: "FAILED", added_count: 70 });
  const { body: list } = await call("GET", "/Leads");
  expect(list.info).toMatchObject({ count: 71 });
  expect(list.data?.[0]).toMatchObject({ Last_Name: "Lead 69" });
});

test("a finished job is reported to the callback", async () => {
  await using listener = await startListener();
  const { body } = await write("Last_Name\nDoe\n", {}, { callback: { url: listener.url, method: "post" } });
  expect(await listener.next()).toMatchObject({ id: body.details?.id, status: "COMPLETED", operation: "insert" });
});

describe("an upload is refused", () => {
  const csv = (text: string) => zipSync({ "rows.csv": strToU8(text) });
  const good = csv("Last_Name\nDoe\n");
  const bomb = zipSync({ "rows.csv": new Uint8Array(101 * 1024 * 1024) });
  const cases: { given: string; bytes: () => Uint8Array; want: string }[] = [
    { given: "no archive", bytes: () => strToU8("Last_Name\nDoe\n"), want: "INVALID_FILE_FORMAT" },
    { given: "nothing", bytes: () => new Uint8Array(), want: "INVALID_FILE_FORMAT" },
    { given: "an archive cut short", bytes: () => good.subarray(0, 45), want: "INVALID_FILE_FORMAT" },
    {
      given: "an unpacked file cut short",
      bytes: () => zipSync({ "rows.csv": strToU8("Last_Name\nDoe\n") }, { level: 0 }).subarray(0, 45),
      want: "INVALID_FILE_FORMAT",
    },
    { given: "an empty archive", bytes: () => zipSync({}), want: "INVALID_FILE_FORMAT" },
    { given: "another file", bytes: () => zipSync({ "rows.txt": strToU8("Last_Name") }), want: "FILE_NOT_SUPPORTED" },
    {
      given: "two files",
      bytes: () => zipSync({ "a.csv": strToU8("A"), "b.csv": strToU8("A") }),
      want: "FILE_NOT_SUPPORTED",
    },
    { given: "an empty file", bytes: () => csv(""), want: "FILE_NOT_SUPPORTED" },
    { given: "a file of blank lines", bytes: () => csv("\r\n\r\n"), want: "FILE_NOT_SUPPORTED" },
    { given: "a file of a mark only", bytes: () => csv("\uFEFF"), want: "FILE_NOT_SUPPORTED" },
    { given: "an endless quote", bytes: () => csv(`A\n"${"x\n".repeat(600_000)}`), want: "FILE_NOT_SUPPORTED" },
    { given: "no CSV", bytes: () => csv('Last_Name\n"Doe'), want: "FILE_NOT_SUPPORTED" },
    {
      given: "many files",
      bytes: () => zipSync(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${n}.csv`, strToU8("A")]))),
      want: "FILE_TOO_LARGE",
    },
    {
      given: "a bomb",
      bytes: () => bomb,
      want: "FILE_TOO_LARGE",
    },
    { given: "a bomb that says it is small", bytes: lyingBomb, want: "FILE_TOO_LARGE" },
    { given: "25 MB", bytes: () => new Uint8Array(25 * 1024 * 1024 + 1), want: "FILE_TOO_LARGE" },
    { given: "201 columns", bytes: () => csv(Array(201).fill("A").join()), want: "HEADER_LIMIT_EXCEEDED" },
    { given: "one endless row", bytes: () => csv("A,".repeat(2_000_000)), want: "FILE_NOT_SUPPORTED" },
    { given: "25,001 rows", bytes: () => csv(`A\n${"x\n".repeat(25_001)}`), want: "LIMIT_EXCEEDED" },
  ];
  for (const { given, bytes, want } of cases) {
    test(`for ${given}`, async () => {
      const { status, body } = await send(bytes());
      expect(status).toBe(400);
      expect(body.code).toBe(want);
    });
  }

  test("for its headers", async () => {
    expect((await send(good, { "X-CRM-ORG": "1" })).body.details).toEqual({ api_name: "X-CRM-ORG" });
    expect((await send(good, { feature: "bulk-read" })).body.details).toEqual({ api_name: "feature" });
    expect((await call("POST", "/upload", new FormData(), headers)).body.details).toEqual({ param: "file" });
  });

  /** Both headers of the archive give one byte as the size of what is packed. */
  function lyingBomb(): Uint8Array {
    const bytes = Buffer.from(bomb);
    bytes.writeUInt32LE(1, 22);
    bytes.writeUInt32LE(1, bytes.lastIndexOf("PK\x01\x02", undefined, "latin1") + 24);
    return bytes;
  }
});

describe("a job is refused", () => {
  const csv = "Last_Name,City\nDoe,X\n";
  const cases = [
    { resource: { file_id: "1" }, want: "INVALID_FILE_ID" },
    { resource: { file_id: undefined }, want: "MISSING_REQUIRED_KEY" },
    { resource: { module: "Nothing" }, want: "MODULE_NOT_AVAILABLE" },
    { resource: { field_mappings: [{ api_name: "Nothing", index: 0 }] }, want: "INVALID_FIELD_NAME" },
    { resource: { field_mappings: [{ api_name: "Last_Name", index: 2 }] }, want: "COLUMN_INDEX_NOT_FOUND" },
    { resource: { field_mappings: [{ api_name: "Last_Name", index: "0" }] }, want: "INVALID_DATA" },
    {
      resource: { field_mappings: [{ api_name: "Last_Name", index: 0, format: "d".repeat(51) }] },
      want: "INVALID_DATA",
    },
    { resource: { field_mappings: [{ index: 0 }] }, want: "MISSING_REQUIRED_KEY" },
    { resource: { field_mappings: [{ api_name: "City", index: 1 }] }, want: "MANDATORY_FIELDS_NOT_MAPPED" },
    {
      resource: { field_mappings: [0, 1].map((index) => ({ api_name: "Last_Name", index })) },
      want: "DUPLICATE_DATA",
    },
    { resource: {}, more: { operation: "update" }, want: "MISSING_REQUIRED_KEY" },
    { resource: { find_by: "Email" }, more: { operation: "upsert" }, want: "INVALID_FIELD_NAME" },
    { resource: {}, more: { operation: "resemble" }, want: "INVALID_DATA" },
    { resource: {}, more: { character_encoding: "utf-99" }, want: "INVALID_DATA" },
    { resource: {}, more: { callback: { url: "ftp://x", method: "post" } }, want: "INVALID_CALLBACK_URL" },
  ];
  for (const { resource, more, want } of cases) {
    test(`${JSON.stringify({ ...resource, ...more })}: ${want}`, async () => {
      const { status, body } = await write(csv, resource, more);
      expect(status).toBe(400);
      expect(body.code).toBe(want);
    });
  }

  test("if the header names a field twice, unless mappings choose one", async () => {
    const twice = "Last_Name,City,City\nDoe,X,Y\n";
    expect((await write(twice)).body).toMatchObject({ code: "DUPLICATE_DATA", details: { api_name: "City" } });
    const field_mappings = [
      { api_name: "Last_Name", index: 0 },
      { api_name: "City", index: 2 },
    ];
    expect((await outcome(twice, { field_mappings })).file).toMatchObject({ added_count: 1 });
  });

  test("if it does not exist", async () => {
    const paths = ["/write/1", "/v2/crm/900000144/bulk-write/1/1.zip"];
    const rooted = await callerOf(emulator, "");
    expect((await bulk("GET", paths[0] ?? "")).body.code).toBe("RESOURCE_NOT_FOUND");
    expect((await rooted("GET", paths[1] ?? "")).status).toBe(404);
  });
});
