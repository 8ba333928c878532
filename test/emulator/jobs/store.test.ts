/** Jobs under way: beside other calls, through snapshots, the end of the emulator and the start of another. */
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { createEmulator, type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { withFiles } from "../../support/scratch.js";
import { readCsv, unzipped } from "../support/archive.js";
import { accessToken, type Caller, callerOf, type ReplyBody } from "../support/caller.js";
import { startListener } from "../support/listener.js";

const leads = (count: number) => Array.from({ length: count }, (_, n) => ({ Last_Name: `Lead ${n}`, City: "X" }));

interface Calls {
  crm: Caller;
  bulk: Caller;
  /** The rows of the CSV in an archive, without the header. */
  download(path: string): Promise<string[][]>;
}

async function callsOf(emulator: Emulator): Promise<Calls> {
  const authorization = `Zoho-oauthtoken ${await accessToken(emulator)}`;
  return {
    crm: await callerOf(emulator),
    bulk: await callerOf(emulator, "/crm/bulk/v2"),
    async download(path) {
      const response = await emulator.fetch(new URL(path, emulator.apiUrl), { headers: { authorization } });
      expect(response.status).toBe(200);
      return readCsv((await unzipped(response)).text).slice(1);
    },
  };
}

async function startRead({ bulk }: Calls, query: object = {}, more: object = {}): Promise<string> {
  const { status, body } = await bulk("POST", "/read", { query: { module: "Leads", ...query }, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  expect(body.data?.[0]?.details?.state).toBe("ADDED");
  return String(body.data?.[0]?.details?.id);
}

async function startWrite({ crm, bulk }: Calls, csv: string, more: object = {}): Promise<string> {
  const form = new FormData();
  form.set("file", new File([new Uint8Array(zipSync({ "rows.csv": strToU8(csv) }))], "rows.zip"));
  const { body: file } = await crm("POST", "/upload", form, { feature: "bulk-write", "X-CRM-ORG": "900000144" });
  const resource = [{ type: "data", module: "Leads", file_id: file.details?.file_id }];
  const { status, body } = await bulk("POST", "/write", { operation: "insert", resource, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  return String(body.details?.id);
}

const readJob = async ({ bulk }: Calls, id: string): Promise<ReplyBody> =>
  (await bulk("GET", `/read/${id}`)).body.data?.[0] ?? {};
const writeJob = async ({ bulk }: Calls, id: string): Promise<ReplyBody> => (await bulk("GET", `/write/${id}`)).body;

/** Asks again and again until a job has ended. @returns the states that were seen, in their order */
async function statesOf(look: () => Promise<unknown>): Promise<unknown[]> {
  const seen = new Set<unknown>();
  for (;;) {
    const state = await look();
    seen.add(state);
    if (state === "COMPLETED" || state === "FAILED") return [...seen];
  }
}

const rowsOf = (count: number) => `Last_Name\n${Array.from({ length: count }, (_, n) => `Row ${n}\n`).join("")}`;
const names = (rows: string[][]) => rows.map(([, name]) => name);
const count = async ({ crm }: Calls): Promise<number> => {
  let found = 0;
  for (let page = 1; ; page += 1) {
    const { body } = await crm("GET", `/Leads?fields=Last_Name&page=${page}`);
    found += Number(body.info?.count ?? 0);
    if (String(body.info?.more_records) !== "true") return found;
  }
};

describe("a bulk read", () => {
  test("returns the records as they were at the request, and no result before its end", async () => {
    const emulator = createEmulator({ seed: { Leads: leads(1000) } });
    const calls = await callsOf(emulator);
    const id = await startRead(calls, { fields: ["Last_Name"] });
    expect((await calls.bulk("GET", `/read/${id}/result`)).body).toMatchObject({
      code: "RESOURCE_NOT_FOUND",
      details: { resource: id },
    });
    const { body } = await calls.crm("GET", "/Leads?per_page=2");
    const [first, second] = [body.data?.[0]?.id, body.data?.[1]?.id];
    await calls.crm("POST", "/Leads", { data: [{ Last_Name: "Late" }] });
    await calls.crm("PUT", `/Leads/${first}`, { data: [{ Last_Name: "Changed" }] });
    await calls.crm("DELETE", `/Leads/${second}`);
    const job = await readJob(calls, id);
    expect(job).toMatchObject({ state: "IN PROGRESS" });
    expect(job.result).toBeUndefined();
    expect(await statesOf(async () => (await readJob(calls, id)).state)).toEqual(["IN PROGRESS", "COMPLETED"]);
    const rows = await calls.download((await readJob(calls, id)).result?.download_url as unknown as string);
    expect(names(rows)).toEqual(leads(1000).map(({ Last_Name }) => Last_Name));
  });

  test("of fifty rows is done at the first poll, and so is each of several jobs", async () => {
    const calls = await callsOf(createEmulator({ seed: { Leads: leads(50) } }));
    const ids = [await startRead(calls), await startRead(calls), await startRead(calls)];
    for (const id of ids.reverse()) expect(await readJob(calls, id)).toMatchObject({ state: "COMPLETED" });
  });

  test("continues without polling, and reports to its callback once it is done", async () => {
    await using listener = await startListener();
    await using emulator = await startEmulator({ seed: { Leads: leads(500) } });
    const calls = await callsOf(emulator);
    const id = await startRead(calls, {}, { callback: { url: listener.url, method: "post" } });
    expect(await listener.next()).toMatchObject({ job_id: id, state: "COMPLETED", result: { count: 500 } });
    expect((await calls.bulk("GET", `/read/${id}/result`)).status).toBe(200);
  });

  test("started after a snapshot is gone after its restore; one started before continues", async () => {
    const emulator = createEmulator({ seed: { Leads: leads(300) } });
    const calls = await callsOf(emulator);
    const before = await startRead(calls, { fields: ["Last_Name"] });
    const snapshot = emulator.snapshot();
    const after = await startRead(calls);
    emulator.restore(snapshot);
    expect((await calls.bulk("GET", `/read/${after}`)).body.code).toBe("RESOURCE_NOT_FOUND");
    await statesOf(async () => (await readJob(calls, before)).state);
    expect(await calls.download(`/crm/bulk/v2/read/${before}/result`)).toHaveLength(300);
    // Once more from the snapshot, though it has ended meanwhile.
    emulator.restore(snapshot);
    expect(await readJob(calls, before)).toMatchObject({ state: "IN PROGRESS" });
    expect(await statesOf(async () => (await readJob(calls, before)).state)).toContain("COMPLETED");
  });
});

describe("a bulk write", () => {
  test("counts the rows as it advances, and other calls see what is written", async () => {
    const calls = await callsOf(createEmulator({ seed: {} }));
    const id = await startWrite(calls, rowsOf(120));
    expect(await writeJob(calls, id)).toMatchObject({
      status: "IN PROGRESS",
      resource: [{ status: "IN PROGRESS", file: { status: "IN PROGRESS", added_count: 50, total_count: 50 } }],
    });
    expect(await count(calls)).toBe(50);
    expect(await statesOf(async () => (await writeJob(calls, id)).status)).toEqual(["IN PROGRESS", "COMPLETED"]);
    expect(await count(calls)).toBe(120);
  });

  test("restored halfway writes the remaining rows, each once", async () => {
    const emulator = createEmulator({ seed: {} });
    const calls = await callsOf(emulator);
    const id = await startWrite(calls, rowsOf(120));
    await writeJob(calls, id);
    const snapshot = emulator.snapshot();
    await writeJob(calls, id);
    emulator.restore(snapshot);
    for (let times = 0; times < 2; times += 1) {
      await statesOf(async () => (await writeJob(calls, id)).status);
      expect(await count(calls)).toBe(120);
      const path = String((await writeJob(calls, id)).result?.download_url);
      expect((await calls.download(path)).map(([name]) => name)).toEqual(rowsOf(120).split("\n").slice(1, -1));
      emulator.restore(snapshot);
      expect(await count(calls)).toBe(50);
    }
  });

  test("works in the name of the user who started it", async () => {
    const emulator = createEmulator({ seed: {} });
    const bob = emulator.addUser({ first_name: "Bob", last_name: "Sample", email: "bob@example.com" });
    const calls = await callsOf({ ...emulator, ...bob });
    const ada = await callsOf(emulator);
    const id = await startWrite(calls, rowsOf(60));
    await ada.crm("POST", "/Leads", { data: [{ Last_Name: "Of Ada" }] });
    await statesOf(async () => (await writeJob(ada, id)).status);
    const reference = { id: bob.id, name: "Bob Sample" };
    expect(await writeJob(ada, id)).toMatchObject({ created_by: reference });
    const { body } = await ada.crm("GET", "/Leads/search?word=Row 59");
    expect(body.data?.[0]).toMatchObject({ Owner: reference, Created_By: reference });
    const read = await startRead(calls);
    expect(await readJob(ada, read)).toMatchObject({ created_by: reference });
  });

  test("fails if its file stops being CSV, and says so", async () => {
    await using listener = await startListener();
    await using emulator = await startEmulator({ seed: {} });
    const calls = await callsOf(emulator);
    // In this encoding the second quote of the last row is a part of another sign.
    const csv = `Last_Name\n${`Row ${"x".repeat(60)}\n`.repeat(1100)}"\u001B$B!"\n`;
    const more = { character_encoding: "iso-2022-jp", callback: { url: listener.url, method: "post" } };
    const id = await startWrite(calls, csv, more);
    const told = await listener.next();
    expect(told).toMatchObject({ id, status: "FAILED", resource: [{ status: "FAILED", file: { status: "FAILED" } }] });
    expect(told.result).toBeUndefined();
    expect((await writeJob(calls, id)).resource?.[0]?.file?.added_count).toBeGreaterThan(1000);
  });
});

describe("a mass update", () => {
  const path = "/Leads/actions/mass_update";
  const setUp = async () => {
    const emulator = createEmulator({ seed: { Leads: leads(120) } });
    const { crm } = await callsOf(emulator);
    const cvid = (await crm("GET", "/settings/custom_views?module=Leads")).body.info?.default;
    const begin = async (more: object = {}) =>
      crm("POST", path, { data: [{ City: "Rome", Company: "A" }], cvid, ...more });
    const status = async (job: unknown) => (await crm("GET", `${path}?job_id=${job}`)).body.data?.[0];
    return { emulator, crm, begin, status };
  };

  test("runs as a job, one at a time over a view", async () => {
    const { emulator, crm, begin, status } = await setUp();
    const { body } = await begin();
    const job = body.data?.[0]?.details?.job_id;
    expect((await begin()).body).toMatchObject({
      code: "ALREADY_SCHEDULED",
      message: "Already a Mass Action scheduler is running for the given cvid",
    });
    // Gone before its turn, so it cannot be changed.
    const { body: listed } = await crm("GET", "/Leads?per_page=1&sort_by=id&sort_order=desc");
    await crm("DELETE", `/Leads/${listed.data?.[0]?.id}`);
    expect(await status(job)).toEqual({
      Status: "RUNNING",
      Failed_Count: 0,
      Updated_Count: 50,
      Not_Updated_Count: 70,
      Total_Count: 120,
    });
    const snapshot = emulator.snapshot();
    for (let times = 0; times < 2; times += 1) {
      await statesOf(async () => (await status(job))?.Status);
      expect(await status(job)).toEqual({
        Status: "COMPLETED",
        Failed_Count: 1,
        Updated_Count: 119,
        Not_Updated_Count: 0,
        Total_Count: 120,
      });
      emulator.restore(snapshot);
    }
    await statesOf(async () => (await status(job))?.Status);
    expect((await begin()).status).toBe(200);
  });

  test("leaves existing values if asked to", async () => {
    const { crm, begin, status } = await setUp();
    await crm("POST", "/Leads", { data: [{ Last_Name: "Without a city" }] });
    const { body } = await begin({ data: [{ City: "Rome" }], over_write: false });
    const job = body.data?.[0]?.details?.job_id;
    await statesOf(async () => (await status(job))?.Status);
    expect(await status(job)).toMatchObject({ Updated_Count: 1, Not_Updated_Count: 120, Total_Count: 121 });
    expect((await crm("GET", "/Leads/search?criteria=(City:equals:Rome)")).body.data?.[0]?.Last_Name).toBe(
      "Without a city",
    );
  });

  test("is limited to a territory", async () => {
    const emulator = createEmulator({
      seed: { Leads: [{ Last_Name: "In", Territories: ["North"] }, { Last_Name: "Out" }] },
      territories: [{ name: "North" }],
    });
    const { crm } = await callsOf(emulator);
    const id = (await crm("GET", "/settings/territories")).body.territories?.[0]?.id;
    const criteria = [{ field: "Last_Name", comparator: "not_equal", value: "Nobody" }];
    const given = { data: [{ City: "Rome" }], criteria, territory: { id, include_child: true } };
    const { body } = await crm("POST", path, given);
    const { body: done } = await crm("GET", `${path}?job_id=${body.data?.[0]?.details?.job_id}`);
    expect(done.data?.[0]).toMatchObject({ Status: "COMPLETED", Updated_Count: 1, Total_Count: 1 });
  });

  test("has limits", async () => {
    const { crm } = await setUp();
    const ids = Array.from({ length: 501 }, (_, n) => String(n));
    expect((await crm("POST", path, { data: [{ City: "Rome" }], ids })).status).toBe(400);
  });
});

describe("a job of an emulator that ends", () => {
  test("stops, and its status can still be read", async () => {
    const emulator = createEmulator({ seed: { Leads: leads(1000) } });
    const calls = await callsOf(emulator);
    const id = await startRead(calls);
    const looked = readJob(calls, id);
    await emulator.close();
    expect((await looked).state).not.toBe("COMPLETED");
    expect((await readJob(calls, id)).state).not.toBe("COMPLETED");
  });

  test("is resumed by the next process with its folder", () =>
    withFiles({}, async (data) => {
      const first = await startEmulator({ seed: { Leads: leads(1000) }, data });
      const calls = await callsOf(first);
      const write = await startWrite(calls, rowsOf(2000));
      const read = await startRead(calls);
      const seen = await writeJob(calls, write);
      await first.close();
      expect(seen).toMatchObject({ status: "IN PROGRESS" });
      await using second = await startEmulator({ data });
      const again = await callsOf(second);
      await statesOf(async () => (await writeJob(again, write)).status);
      await statesOf(async () => (await readJob(again, read)).state);
      expect(await count(again)).toBe(3000);
      expect(await writeJob(again, write)).toMatchObject({ resource: [{ file: { added_count: 2000 } }] });
    }));

  test("fails if the next emulator lacks what it needs", () =>
    withFiles({}, async (data) => {
      const views = { Leads: [{ name: "Mine" }] };
      const first = await startEmulator({ seed: { Leads: leads(3000) }, data, views });
      const calls = await callsOf(first);
      const { body } = await calls.crm("GET", "/settings/custom_views?module=Leads");
      const cvid = Object.values(body.custom_views ?? {}).find(({ name }) => String(name) === "Mine")?.id;
      const read = await startRead(calls, { cvid });
      await first.close();
      await using second = await startEmulator({ data });
      expect(await readJob(await callsOf(second), read)).toMatchObject({ state: "FAILED", query: { cvid } });
    }));
});

test("a page of a bulk read has 200,000 rows, and the next one the rest", async () => {
  await using listener = await startListener();
  const calls = await callsOf(createEmulator({ seed: { Leads: leads(200_001) } }));
  const callback = { url: listener.url, method: "post" };
  for (const { page, count, more_records } of [
    { page: 1, count: 200_000, more_records: true },
    { page: 2, count: 1, more_records: false },
  ]) {
    await startRead(calls, { fields: ["Last_Name"], page }, { callback });
    expect((await listener.next()).result).toMatchObject({ page, count, more_records, per_page: 200_000 });
  }
});
