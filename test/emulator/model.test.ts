// Random sequences of calls, compared with what a plain list in memory makes of them.
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEmulator, type Emulator, type Snapshot } from "../../src/emulator/index.js";
import { type Caller, callerOf } from "./caller.js";

interface Lead {
  readonly id: string;
  readonly Last_Name: string;
  readonly Email: string | null;
}

/** What there should be. */
interface Model {
  leads: readonly Lead[];
  /** Ids in the recycle bin, the last deleted first. */
  deleted: readonly string[];
  saved:
    | { readonly snapshot: Snapshot; readonly leads: readonly Lead[]; readonly deleted: readonly string[] }
    | undefined;
}

/** What there is. */
interface Real {
  readonly emulator: Emulator;
  readonly call: Caller;
}

type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

const rowsOf = async (real: Real, path: string, method = "GET", body?: unknown) =>
  Object.values((await real.call(method, path, body)).body.data ?? {});

const create = (rows: readonly { Last_Name: string; Email: string | null }[]): Command =>
  command(`create ${JSON.stringify(rows)}`, async (model, real) => {
    const made = await rowsOf(real, "/Leads", "POST", { data: rows });
    const news = rows.map((row, index) => ({ id: String(made[index]?.details?.id), ...row }));
    model.leads = [...model.leads, ...news.filter(({ Last_Name }) => Last_Name !== "")];
    expect(made.map(({ status }) => String(status))).toEqual(
      rows.map(({ Last_Name }) => (Last_Name === "" ? "error" : "success")),
    );
  });

const update = (at: number, Last_Name: string): Command =>
  command(`update ${at} ${Last_Name}`, async (model, real) => {
    const id = model.leads[at]?.id ?? "41";
    const [row] = await rowsOf(real, `/Leads/${id}`, "PUT", { data: [{ Last_Name }] });
    const changes = id !== "41" && Last_Name !== "";
    expect(row?.status).toBe(changes ? "success" : "error");
    if (changes) model.leads = model.leads.map((lead) => (lead.id === id ? { ...lead, Last_Name } : lead));
  });

const upsert = (Last_Name: string, Email: string): Command =>
  command(`upsert ${Last_Name} ${Email}`, async (model, real) => {
    const [row] = await rowsOf(real, "/Leads/upsert", "POST", { data: [{ Last_Name, Email }] });
    const known = model.leads.find((lead) => lead.Email === Email);
    expect(row?.action).toBe(known === undefined ? "insert" : "update");
    if (known === undefined) model.leads = [...model.leads, { id: String(row?.details?.id), Last_Name, Email }];
    else model.leads = model.leads.map((lead) => (lead === known ? { ...lead, Last_Name } : lead));
  });

const remove = (at: readonly number[]): Command =>
  command(`delete ${at}`, async (model, real) => {
    const ids = at.map((index) => model.leads[index]?.id ?? "41");
    const rows = await rowsOf(real, `/Leads?ids=${ids}`, "DELETE");
    const gone = ids.filter((id, index) => id !== "41" && ids.indexOf(id) === index);
    expect(rows.filter(({ code }) => String(code) === "SUCCESS").map(({ details }) => details?.id)).toEqual(gone);
    model.leads = model.leads.filter(({ id }) => !gone.includes(id));
    model.deleted = [...gone.toReversed(), ...model.deleted];
  });

const save = command("snapshot", async (model, { emulator }) => {
  model.saved = { snapshot: emulator.snapshot(), leads: model.leads, deleted: model.deleted };
});

const restore = command("restore", async (model, { emulator }) => {
  if (model.saved === undefined) return;
  emulator.restore(model.saved.snapshot);
  model.leads = model.saved.leads;
  model.deleted = model.saved.deleted;
});

const page = (perPage: number, number: number): Command =>
  command(`page ${number} of ${perPage}`, async ({ leads }, real) => {
    const { status, body } = await real.call("GET", `/Leads?per_page=${perPage}&page=${number}&fields=Last_Name,Email`);
    const start = (number - 1) * perPage;
    const want = leads.toReversed().slice(start, start + perPage);
    expect(status).toBe(want.length > 0 ? 200 : 204);
    expect(body.data ?? []).toEqual(want);
    if (want.length > 0) expect(body.info).toMatchObject({ more_records: leads.length > start + perPage });
  });

const sort = command("sort", async ({ leads }, real) => {
  const rows = await rowsOf(real, "/Leads?sort_by=Last_Name&sort_order=asc&fields=Last_Name");
  const newestFirst = leads.toReversed();
  const want = newestFirst.toSorted((a, b) => (a.Last_Name < b.Last_Name ? -1 : a.Last_Name > b.Last_Name ? 1 : 0));
  expect(rows.map(({ id }) => id)).toEqual(want.map(({ id }) => id));
});

const search = (word: string): Command =>
  command(`search ${word}`, async ({ leads }, real) => {
    const rows = await rowsOf(real, `/Leads/search?criteria=(Last_Name:equals:${word})`);
    const want = leads.filter(({ Last_Name }) => Last_Name === word).toReversed();
    expect(rows.map(({ id }) => id)).toEqual(want.map(({ id }) => id));
  });

const bin = command("bin", async ({ deleted }, real) => {
  expect((await rowsOf(real, "/Leads/deleted")).map(({ id }) => id)).toEqual(deleted);
});

const name = fc.constantFrom("", "ash", "birch", "cedar", "dogwood");
const email = fc.constantFrom("a@example.com", "b@example.com", "c@example.com");
const index = fc.nat(8);
const commands = [
  fc.array(fc.record({ Last_Name: name, Email: fc.option(email) }), { minLength: 1, maxLength: 4 }).map(create),
  fc.tuple(index, name).map((given) => update(...given)),
  fc.tuple(fc.constantFrom("elm", "fir"), email).map((given) => upsert(...given)),
  fc.array(index, { minLength: 1, maxLength: 3 }).map(remove),
  fc.constant(save),
  fc.constant(restore),
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).map((given) => page(...given)),
  fc.constant(sort),
  fc.constantFrom("ash", "elm", "oak").map(search),
  fc.constant(bin),
];

test("any sequence of calls leaves what a list in memory has", async () => {
  const emulator = createEmulator({ defaultData: false });
  const call = await callerOf(emulator);
  const empty = emulator.snapshot();
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 40 }), async (sequence) => {
      emulator.restore(empty);
      const setup = () => ({ model: { leads: [], deleted: [], saved: undefined }, real: { emulator, call } });
      await fc.asyncModelRun(setup, sequence);
    }),
    { numRuns: 100 },
  );
});
