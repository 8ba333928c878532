import { afterEach, expect, test } from "vitest";
import { type CrmClient, createClient } from "../../../src/client.js";
import { type SyncChange, type SyncCheckpoint, syncRecords } from "../../../src/data/index.js";
import { createEmulator, type Emulator } from "../../../src/emulator/index.js";
import { or } from "../../../src/query/index.js";

const START = Date.UTC(2026, 4, 14, 9, 30);
const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of closing.splice(0)) await one.close();
});

interface Crm {
  readonly emulator: Emulator;
  readonly crm: CrmClient;
}

/** An emulator, and a client whose clock is ahead of it. */
function started(localAhead = 0): Crm {
  const emulator = createEmulator({ now: () => START, defaultData: false });
  const { clock, ...options } = emulator.clientOptions();
  const crm = createClient({
    ...options,
    clock: { now: () => clock.now() + localAhead, after: (...timer) => clock.after(...timer) },
  });
  closing.push(crm, emulator);
  return { emulator, crm };
}

const lead = (name: string, more: object = {}) => ({ Last_Name: name, Company: "Acme", ...more });
const MODULE = { module: "Leads", fields: ["Last_Name"] } as const;

/** All changes, without their checkpoints, and the last checkpoint. */
async function all<Row>(changes: AsyncIterable<SyncChange<Row>>) {
  const told: unknown[] = [];
  let since: SyncCheckpoint | undefined;
  for await (const { checkpoint, ...change } of changes) {
    told.push(change);
    since = JSON.parse(JSON.stringify(checkpoint));
  }
  return { told, since };
}

/** A copy of three leads, whose changes are settled. */
async function copied(options?: { readonly localAhead?: number }) {
  const started_ = started(options?.localAhead);
  const { emulator, crm } = started_;
  const { Leads: ids = [] } = emulator.seed({ Leads: [lead("Ames"), lead("Boyle"), lead("Cole")] });
  emulator.advance("10m");
  const { told, since } = await all(syncRecords(crm, MODULE));
  return { ...started_, ids, told, since };
}

const written = (id: string | undefined, name: string) => ({ change: "written", row: { id, Last_Name: name } });
const none = { change: "none" };

test("without a checkpoint, every record is written once if nothing changes meanwhile", async () => {
  const { ids, told } = await copied();
  expect(told).toEqual([written(ids[0], "Ames"), written(ids[1], "Boyle"), written(ids[2], "Cole"), none]);
});

test("with a checkpoint, what was created, changed and deleted since then", async () => {
  const { emulator, crm, ids, since } = await copied();
  await crm.records.update({ module: "Leads", id: String(ids[1]), body: { data: [{ Last_Name: "Doyle" }] } });
  emulator.advance("2s");
  await crm.records.delete({ module: "Leads", id: String(ids[0]) });
  const { Leads: [added] = [] } = emulator.seed({ Leads: [lead("Evans")] });
  const { told } = await all(syncRecords(crm, { ...MODULE, since }));
  expect(told).toEqual([
    written(ids[1], "Doyle"),
    written(added, "Evans"),
    { change: "deleted", id: ids[0], deletedTime: "2026-05-14T09:40:02Z" },
    none,
  ]);
});

test("from now on, one credit gives a checkpoint, and nothing is read", async () => {
  const { emulator, crm } = started();
  const { Leads: ids = [] } = emulator.seed({ Leads: [lead("Ames"), lead("Boyle")] });
  emulator.advance("10m");
  emulator.requests.length = 0;
  const begun = await all(syncRecords(crm, { ...MODULE, since: "now" }));
  expect(begun.told).toEqual([none]);
  expect(emulator.requests.filter(({ path }) => path.startsWith("/crm/"))).toHaveLength(1);
  await crm.records.update({ module: "Leads", id: String(ids[1]), body: { data: [{ Last_Name: "Doyle" }] } });
  await crm.records.delete({ module: "Leads", id: String(ids[0]) });
  const { told } = await all(syncRecords(crm, { ...MODULE, since: begun.since }));
  expect(told).toEqual([
    written(ids[1], "Doyle"),
    { change: "deleted", id: ids[0], deletedTime: "2026-05-14T09:40:00Z" },
    none,
  ]);
});

test("from now on, also in a module without records", async () => {
  const { emulator, crm } = started();
  const begun = await all(syncRecords(crm, { ...MODULE, since: "now" }));
  expect(begun.told).toEqual([none]);
  const { Leads: [id] = [] } = emulator.seed({ Leads: [lead("Ames")] });
  const { told } = await all(syncRecords(crm, { ...MODULE, since: begun.since }));
  expect(told).toEqual([written(id, "Ames"), none]);
});

test("if nothing changed, three credits tell so, and the checkpoint moves on", async () => {
  const { emulator, crm, since } = await copied();
  emulator.advance("20d");
  emulator.requests.length = 0;
  const next = await all(syncRecords(crm, { ...MODULE, since }));
  expect(next.told).toEqual([none]);
  expect(emulator.requests.filter(({ path }) => path.startsWith("/crm/"))).toHaveLength(3);
  // Otherwise it would be too old one day.
  emulator.advance("50d");
  await expect(all(syncRecords(crm, { ...MODULE, since: next.since }))).resolves.toMatchObject({ told: [none] });
});

test("a change that is settled is not repeated", async () => {
  const { emulator, crm, ids, since } = await copied();
  await crm.records.update({ module: "Leads", id: String(ids[1]), body: { data: [{ Last_Name: "Doyle" }] } });
  await crm.records.delete({ module: "Leads", id: String(ids[0]) });
  emulator.advance("6m");
  const next = await all(syncRecords(crm, { ...MODULE, since }));
  expect(next.told).toHaveLength(3);
  await expect(all(syncRecords(crm, { ...MODULE, since: next.since }))).resolves.toMatchObject({ told: [none] });
});

test("a change of the last minute is repeated, because others may still come in before it", async () => {
  const { crm, ids, since } = await copied();
  await crm.records.update({ module: "Leads", id: String(ids[1]), body: { data: [{ Last_Name: "Doyle" }] } });
  const next = await all(syncRecords(crm, { ...MODULE, since }));
  const again = await all(syncRecords(crm, { ...MODULE, since: next.since }));
  expect(again.told).toEqual([written(ids[1], "Doyle"), none]);
});

test("what changes behind the place that is reached is reported by the next synchronization", async () => {
  const { emulator, crm } = started();
  const { Leads: ids = [] } = emulator.seed({ Leads: Array.from({ length: 201 }, () => lead("Ames")) });
  emulator.advance("10m");
  const { since } = await all(syncRecords(crm, MODULE));
  for (let start = 0; start < ids.length; start += 100) {
    const data = ids.slice(start, start + 100).map((id) => ({ id, Last_Name: "Boyle" }));
    await crm.records.updateMany({ module: "Leads", body: { data } });
  }
  let queries = 0;
  const other = createClient({
    ...emulator.clientOptions(),
    timeout: 3_600_000,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      queries += Number(request.url.endsWith("/coql"));
      if (request.url.endsWith("/coql") && queries === 2) {
        // In the second of the page that was read, and long before the page that comes.
        await crm.records.update({ module: "Leads", id: String(ids[0]), body: { data: [{ Last_Name: "Cole" }] } });
        emulator.advance("10m");
      }
      return emulator.fetch(request);
    },
  });
  closing.push(other);
  const next = await all(syncRecords(other, { ...MODULE, since }));
  expect(next.told).toHaveLength(202);
  const { told } = await all(syncRecords(crm, { ...MODULE, since: next.since }));
  expect(told).toContainEqual(written(ids[0], "Cole"));
});

test("what shows up to a minute late is not missed", async () => {
  const { emulator, crm, ids, since } = await copied();
  const [removed = "", changed = "", other = ""] = ids;
  await crm.records.delete({ module: "Leads", id: removed });
  await crm.records.update({ module: "Leads", id: changed, body: { data: [{ Last_Name: "Doyle" }] } });
  emulator.advance("30s");
  await crm.records.delete({ module: "Leads", id: other });
  emulator.seed({ Leads: [lead("Evans")] });
  const slow = createClient({
    ...emulator.clientOptions(),
    fetch: async (input, init) => {
      const response = await emulator.fetch(input, init);
      if (response.status !== 200 || !/coql|deleted/.test(response.url || String(input))) return response;
      const { data, info } = (await response.json()) as { data: { id: string }[]; info: object };
      const shown = data.filter(({ id }) => id !== removed && id !== changed);
      return Response.json({ data: shown, info }, { headers: { date: response.headers.get("date") ?? "" } });
    },
  });
  closing.push(slow);
  const next = await all(syncRecords(slow, { ...MODULE, since }));
  expect(next.told).toHaveLength(3);
  const { told } = await all(syncRecords(crm, { ...MODULE, since: next.since }));
  expect(told).toContainEqual(written(changed, "Doyle"));
  expect(told).toContainEqual(expect.objectContaining({ change: "deleted", id: removed }));
});

for (const localAhead of [-300_000, 0, 300_000]) {
  test(`a checkpoint older than the list of deletions is refused, ${localAhead / 60_000} minutes off`, async () => {
    const { emulator, crm, since } = await copied({ localAhead });
    emulator.advance("59d");
    await expect(all(syncRecords(crm, { ...MODULE, since }))).resolves.toMatchObject({ told: [none] });
    emulator.advance("1d");
    await expect(all(syncRecords(crm, { ...MODULE, since }))).rejects.toMatchObject({
      code: "CHECKPOINT_TOO_OLD",
      details: { days: 60 },
      message: expect.stringContaining("without `since`"),
    });
  });
}

test("so is one of a first reading that was never completed", async () => {
  const { emulator, crm } = await copied();
  const begun = await syncRecords(crm, MODULE).next();
  emulator.advance("61d");
  const since = begun.value?.checkpoint;
  await expect(all(syncRecords(crm, { ...MODULE, since }))).rejects.toMatchObject({ code: "CHECKPOINT_TOO_OLD" });
});

test("a checkpoint from the future is refused", async () => {
  const { crm, since } = await copied();
  for (const changed of [{ modified: "2026-05-14T10:30:00Z" }, { deleted: "2026-05-14T10:30:00Z" }]) {
    const future = { ...since, ...changed } as SyncCheckpoint;
    await expect(all(syncRecords(crm, { ...MODULE, since: future }))).rejects.toMatchObject({
      code: "INVALID_CHECKPOINT",
      message: expect.stringContaining("has not come yet at Zoho"),
    });
  }
});

test("a checkpoint of something else is refused at once", async () => {
  const { emulator, crm, since } = await copied();
  emulator.requests.length = 0;
  const refused = (wrong: unknown, message: string, more: object = {}) =>
    expect(() => syncRecords(crm, { ...MODULE, ...more, since: wrong as SyncCheckpoint })).toThrow(
      expect.objectContaining({ code: "INVALID_CHECKPOINT", message: expect.stringContaining(message) }),
    );
  refused("x", "not an object");
  refused([], "not an object");
  refused({ ...since, version: 2 }, "version");
  refused({ ...since, module: "Deals" }, "of the module Deals, not of Leads");
  refused(since, "other `fields`", { fields: ["Last_Name", "Email"] });
  refused(since, "another `where`", { where: "Email is not null" });
  refused({ ...since, modified: "yesterday" }, "changed, or cut off");
  refused({ ...since, deleted: undefined }, "changed, or cut off");
  refused({ ...since, id: "1 or id > 0" }, "changed, or cut off");
  refused({ ...since, reading: "x" }, "changed, or cut off");
  expect(emulator.requests).toEqual([]);
});

test("fields may be passed in another order", async () => {
  const { crm } = started();
  const fields = ["Last_Name", "Email"] as const;
  const { since } = await all(syncRecords(crm, { module: "Leads", fields }));
  await all(syncRecords(crm, { module: "Leads", fields: ["Email", "Last_Name"], since }));
});

test("a record that ceases to satisfy the condition is deleted, though it is there", async () => {
  const { emulator, crm } = started();
  const { Leads: ids = [] } = emulator.seed({ Leads: [lead("Ames", { Email: "a@example.com" }), lead("Boyle")] });
  emulator.advance("10m");
  const sync = (since?: SyncCheckpoint) =>
    all(syncRecords(crm, { ...MODULE, where: ({ Email }) => Email.isNotNull(), since }));
  const { told, since } = await sync();
  expect(told).toEqual([written(ids[0], "Ames"), none]);
  const [first = "", second = ""] = ids;
  const changed = [
    { id: first, Email: null },
    { id: second, Email: "b@example.com" },
  ];
  const body = { data: changed };
  await crm.records.updateMany({ module: "Leads", body });
  expect((await sync(since)).told).toEqual([
    { change: "deleted", id: ids[0], deletedTime: null },
    written(ids[1], "Boyle"),
    none,
  ]);
});

test("a restored record that Zoho lists as deleted is there in the end", async () => {
  const { emulator, crm, ids, since } = await copied();
  await crm.records.delete({ module: "Leads", id: String(ids[0]) });
  // The entry stays in the list.
  emulator.seed({ Leads: [lead("Ames, restored", { id: ids[0] })] });
  const { told } = await all(syncRecords(crm, { ...MODULE, since }));
  expect(told.at(-2)).toEqual(written(ids[0], "Ames, restored"));
  expect(told).not.toContainEqual(expect.objectContaining({ change: "deleted" }));
});

test("a record with a time that has not come yet hides no change", async () => {
  const { emulator, crm, ids, since } = await copied();
  emulator.seed({ Leads: [lead("Migrated", { Modified_Time: "2031-01-01T00:00:00+00:00" })] });
  const next = await all(syncRecords(crm, { ...MODULE, since }));
  emulator.advance("10m");
  await crm.records.update({ module: "Leads", id: String(ids[1]), body: { data: [{ Last_Name: "Doyle" }] } });
  const { told } = await all(syncRecords(crm, { ...MODULE, since: next.since }));
  expect(told).toContainEqual(written(ids[1], "Doyle"));
});

test("rows are those of readRecords, with fields that queries do not show", async () => {
  const { emulator, crm } = started();
  const { Leads: [id = ""] = [] } = emulator.seed({ Leads: [lead("Ames")] });
  await crm.tags.create({ module: "Leads", body: { tags: [{ name: "new" }] } });
  await crm.tags.addToRecord({ module: "Leads", id, tag_names: ["new"] });
  emulator.advance("10m");
  const fields = ["Owner", "Tag", "Modified_Time"] as const;
  const asked = { module: "Leads", fields } as const;
  const first = await all(syncRecords(crm, asked));
  await crm.records.update({ module: "Leads", id, body: { data: [{ Last_Name: "Boyle" }] } });
  const second = await all(syncRecords(crm, { ...asked, since: first.since }));
  for (const { told } of [first, second]) {
    expect(told[0]).toEqual({
      change: "written",
      row: {
        id,
        Owner: { id: expect.any(String) },
        Tag: [expect.objectContaining({ name: "new" })],
        Modified_Time: expect.stringMatching(/^2026-05-14T/),
      },
    });
  }
});

test("the signal ends it with its reason", async () => {
  const { crm } = await copied();
  const aborting = new AbortController();
  const changes = syncRecords(crm, { ...MODULE, signal: aborting.signal });
  await changes.next();
  aborting.abort(new Error("enough"));
  await expect(changes.next()).rejects.toThrow("enough");
});

test("a module that queries do not serve is refused before anything is sent", () => {
  const { emulator, crm } = started();
  expect(() => syncRecords(crm, { module: "Attachments", fields: ["File_Name"] })).toThrow(
    expect.objectContaining({ code: "NO_WAY", message: expect.stringContaining("Attachments") }),
  );
  expect(emulator.requests).toEqual([]);
});

test("a condition leaves room for those that find the changes", () => {
  const { crm } = started();
  const sync = (count: number) =>
    syncRecords(crm, {
      ...MODULE,
      where: ({ Last_Name }) => or(...Array.from({ length: count }, (_, index) => Last_Name.equals(`Lead ${index}`))),
    });
  expect(() => sync(21)).not.toThrow();
  expect(() => sync(22)).toThrow(expect.objectContaining({ code: "INVALID_QUERY" }));
});

test("a page that is shorter than requested hides no record that satisfies the condition", async () => {
  const { emulator, crm } = started();
  const sync = (since?: SyncCheckpoint) =>
    all(syncRecords(crm, { ...MODULE, where: ({ Email }) => Email.isNotNull(), since }));
  emulator.seed({ Leads: [lead("Ames", { Email: "ames@example.com" })] });
  emulator.advance("10m");
  const { since } = await sync();
  const names = ["Boyle", "Cole", "Dunn", "Egan"];
  emulator.seed({ Leads: names.map((name) => lead(name, { Email: `${name.toLowerCase()}@example.com` })) });
  // The first query finds what was changed, the second one what of it satisfies the condition.
  emulator.faults.add({ operation: "coql.query", nth: 2, change: firstRow });
  const { told } = await sync(since);
  const rows = told.flatMap((change) =>
    "row" in Object(change) ? [Reflect.get(Object(change), "row").Last_Name] : [],
  );
  expect(rows).toEqual(expect.arrayContaining(names));
  expect(told).not.toContainEqual(expect.objectContaining({ change: "deleted" }));
});

/** A response with one row, which says that there are more. */
async function firstRow(real: Response): Promise<Response> {
  const { data, info } = (await real.json()) as { data: object[]; info: object };
  return Response.json({ data: data.slice(0, 1), info: { ...info, count: 1, more_records: true } });
}
