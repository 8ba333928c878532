/** What may be done to a CRM, each thing with what it makes of the plain lists. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Emulator, Snapshot } from "../../../src/emulator/index.js";
import type { Caller, ReplyBody } from "../support/caller.js";
import { add, bin, type Company, change, type Lead, type Model, newest, open } from "./crm-model.js";

export const DAY = 86_400_000;

/** What there is: an emulator, and who calls each of its organizations. */
export interface Real {
  emulator: Emulator;
  callers: readonly Caller[];
  saved: Snapshot | undefined;
  /** Calls as well as before, though their tokens are too old. */
  renew: () => Promise<readonly Caller[]>;
  restart: () => Promise<void>;
}

export type Command = fc.AsyncCommand<Model, Real>;

const command = (name: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => name,
});

/** Doing a thing twice may give another result. */
const twice = (once: Command): Command =>
  command(`twice ${once}`, async (model, real) => {
    await once.run(model, real);
    await once.run(model, real);
  });

/** What is done in one of the organizations. */
type Work = (company: Company, call: Caller, model: Model) => Promise<Company>;
const inside = (at: number, name: string, work: Work): Command =>
  command(`${at}: ${name}`, async (model, { emulator, callers }) => {
    // No two changes are made at the same second.
    emulator.advance(1_000);
    model.now += 1_000;
    const [company, call] = [model.companies[at], callers[at]];
    if (company === undefined || call === undefined) throw new Error(`there is no organization ${at}`);
    const after = await work(company, call, model);
    model.companies = model.companies.with(at, after);
  });

/** A question: it leaves everything as it is. */
const ask = (
  at: number,
  name: string,
  look: (company: Company, call: Caller, model: Model) => Promise<void>,
): Command =>
  inside(at, name, async (company, call, model) => {
    await look(company, call, model);
    return company;
  });

const rowsOf = async (call: Caller, path: string, method = "GET", body?: unknown): Promise<ReplyBody[]> =>
  Object.values((await call(method, path, body)).body.data ?? {});

const idsOf = (rows: readonly ReplyBody[]): unknown[] => rows.map(({ id }) => id);
const ids = (entries: readonly { readonly id: string }[]): string[] => entries.map(({ id }) => id);

const UNKNOWN = "41";
const idAt = (company: Company, at: number): string => open(company)[at]?.id ?? UNKNOWN;

const create = (at: number, rows: readonly { Last_Name: string; Email: string | null }[]): Command =>
  inside(at, `create ${JSON.stringify(rows)}`, async (company, call, { now }) => {
    const made = await rowsOf(call, "/Leads", "POST", { data: rows });
    const added = rows.map(
      (row, index): Lead => ({
        ...{ id: String(made[index]?.details?.id), ...row },
        ...{ tags: [], modified: now, converted: false },
      }),
    );
    expect(made.map(({ status }) => String(status))).toEqual(
      rows.map(({ Last_Name }) => (Last_Name === "" ? "error" : "success")),
    );
    return add(company, ...added.filter(({ Last_Name }) => Last_Name !== ""));
  });

const update = (at: number, place: number, Last_Name: string): Command =>
  inside(at, `update ${place} ${Last_Name}`, async (company, call, { now }) => {
    const id = idAt(company, place);
    const [row] = await rowsOf(call, `/Leads/${id}`, "PUT", { data: [{ Last_Name }] });
    const changes = id !== UNKNOWN && Last_Name !== "";
    expect(row?.status).toBe(changes ? "success" : "error");
    return changes ? change(company, id, { Last_Name, modified: now }) : company;
  });

const upsert = (at: number, Last_Name: string, Email: string): Command =>
  inside(at, `upsert ${Last_Name} ${Email}`, async (company, call, { now }) => {
    const [row] = await rowsOf(call, "/Leads/upsert", "POST", { data: [{ Last_Name, Email }] });
    const known = company.leads.find((lead) => lead.Email === Email);
    if (known?.converted) {
      expect(row?.status).toBe("error");
      return company;
    }
    expect(row?.action).toBe(known === undefined ? "insert" : "update");
    if (known !== undefined) return change(company, known.id, { Last_Name, modified: now });
    return add(company, {
      ...{ id: String(row?.details?.id), Last_Name, Email },
      ...{ tags: [], modified: now, converted: false },
    });
  });

const remove = (at: number, places: readonly number[]): Command =>
  inside(at, `delete ${places}`, async (company, call, { now }) => {
    const wanted = places.map((place) => idAt(company, place));
    const rows = await rowsOf(call, `/Leads?ids=${wanted}`, "DELETE");
    const gone = wanted.filter((id, index) => id !== UNKNOWN && wanted.indexOf(id) === index);
    expect(rows.filter(({ code }) => String(code) === "SUCCESS").map(({ details }) => details?.id)).toEqual(gone);
    return bin(company, gone, now);
  });

const tag = (at: number, place: number, kind: "add" | "remove", name: string): Command =>
  inside(at, `${kind} tag ${name} ${place}`, async (company, call, { now }) => {
    const id = idAt(company, place);
    if (id === UNKNOWN) return company;
    const [row] = await rowsOf(call, `/Leads/${id}/actions/${kind}_tags?tag_names=${name}`, "POST");
    expect(row?.status).toBe("success");
    const before = company.leads.find((lead) => lead.id === id)?.tags ?? [];
    const others = before.filter((one) => one !== name);
    const tags = kind === "remove" ? others : before.includes(name) ? before : [...before, name];
    const all = kind === "remove" || company.tags.includes(name) ? company.tags : [...company.tags, name];
    return { ...change(company, id, { tags, modified: now }), tags: all };
  });

const tags = (at: number): Command =>
  ask(at, "tags", async (company, call) => {
    const { body } = await call("GET", "/settings/tags?module=Leads");
    const names = Object.values(body.tags ?? {}).map((one) => String(one.name));
    expect(names.toSorted()).toEqual(company.tags.toSorted());
  });

const convert = (at: number, place: number): Command =>
  inside(at, `convert ${place}`, async (company, call, { now }) => {
    const lead = company.leads[place];
    const id = lead?.id ?? UNKNOWN;
    const [row] = await rowsOf(call, `/Leads/${id}/actions/convert`, "POST", { data: [{}] });
    if (lead === undefined || lead.converted) {
      expect(row?.status).toBe("error");
      return company;
    }
    const [contact, account] = [String(row?.Contacts), String(row?.Accounts)];
    const [made] = await rowsOf(call, `/Contacts/${contact}`);
    expect(made).toMatchObject({ Last_Name: lead.Last_Name, Email: lead.Email, Account_Name: { id: account } });
    return {
      ...change(company, id, { converted: true, modified: now }),
      accounts: [...company.accounts, account],
      contacts: [...company.contacts, { id: contact, Last_Name: lead.Last_Name, account }],
    };
  });

const account = (at: number): Command =>
  inside(at, "account", async (company, call) => {
    const [row] = await rowsOf(call, "/Accounts", "POST", { data: [{ Account_Name: "Acme" }] });
    return { ...company, accounts: [...company.accounts, String(row?.details?.id)] };
  });

const contact = (at: number, place: number, Last_Name: string): Command =>
  inside(at, `contact ${Last_Name} of ${place}`, async (company, call) => {
    const parent = company.accounts[place] ?? UNKNOWN;
    const [row] = await rowsOf(call, "/Contacts", "POST", { data: [{ Last_Name, Account_Name: { id: parent } }] });
    const good = parent !== UNKNOWN;
    expect(row?.status).toBe(good ? "success" : "error");
    if (!good) return company;
    const made = { id: String(row?.details?.id), Last_Name, account: parent };
    return { ...company, contacts: [...company.contacts, made] };
  });

/** Contacts outlive their account. */
const removeAccount = (at: number, place: number): Command =>
  inside(at, `delete account ${place}`, async (company, call) => {
    const id = company.accounts[place] ?? UNKNOWN;
    await call("DELETE", `/Accounts/${id}`);
    return { ...company, accounts: company.accounts.filter((one) => one !== id) };
  });

const contactsOf = (at: number, place: number): Command =>
  ask(at, `contacts of ${place}`, async ({ accounts, contacts }, call) => {
    const id = accounts[place];
    const { status, body } = await call("GET", `/Accounts/${id ?? UNKNOWN}/Contacts`);
    const want = newest(contacts.filter((one) => one.account === id));
    expect(status).toBe(id === undefined ? 400 : want.length > 0 ? 200 : 204);
    if (want.length > 0) expect(idsOf(Object.values(body.data ?? {}))).toEqual(ids(want));
    expect(idsOf(await rowsOf(call, "/Contacts"))).toEqual(ids(newest(contacts)));
  });

const note = (at: number, place: number, title: string): Command =>
  inside(at, `note ${title} on ${place}`, async (company, call) => {
    const lead = idAt(company, place);
    const data = [{ Note_Title: title, Note_Content: "x" }];
    const { status, body } = await call("POST", `/Leads/${lead}/Notes`, { data });
    expect(status).toBe(lead === UNKNOWN ? 400 : 201);
    if (lead === UNKNOWN) return company;
    return { ...company, notes: [...company.notes, { id: String(body.data?.[0]?.details?.id), title, lead }] };
  });

const notesOf = (at: number, place: number): Command =>
  ask(at, `notes of ${place}`, async (company, call) => {
    const lead = idAt(company, place);
    if (lead === UNKNOWN) return;
    const rows = await rowsOf(call, `/Leads/${lead}/Notes`);
    const want = newest(company.notes.filter((one) => one.lead === lead));
    expect(rows.map(({ id, Note_Title }) => [id, Note_Title])).toEqual(want.map(({ id, title }) => [id, title]));
    expect(rows.every(({ Parent_Id }) => String(Parent_Id?.id) === lead)).toBe(true);
  });

export const save = command("snapshot", async (model, real) => {
  real.saved = real.emulator.snapshot();
  model.saved = { companies: model.companies, now: model.now };
});

export const restore = command("restore", async (model, real) => {
  if (model.saved === undefined || real.saved === undefined) return;
  real.emulator.restore(real.saved);
  ({ companies: model.companies, now: model.now } = model.saved);
});

export const restart = command("restart", async (_model, real) => real.restart());

export const advance = (time: number): Command =>
  command(`advance ${time}`, async (model, real) => {
    real.emulator.advance(time);
    model.now += time;
    if (time >= 3_600_000) real.callers = await real.renew();
  });

const page = (at: number, perPage: number, number: number): Command =>
  ask(at, `page ${number} of ${perPage}`, async (company, call) => {
    const leads = open(company);
    const { status, body } = await call("GET", `/Leads?per_page=${perPage}&page=${number}&fields=Last_Name,Email`);
    const start = (number - 1) * perPage;
    const want = newest(leads).slice(start, start + perPage);
    expect(status).toBe(want.length > 0 ? 200 : 204);
    expect(body.data ?? []).toEqual(want.map(({ id, Last_Name, Email }) => ({ id, Last_Name, Email })));
    if (want.length > 0) expect(body.info).toMatchObject({ more_records: leads.length > start + perPage });
  });

const get = (at: number, place: number): Command =>
  ask(at, `get ${place}`, async (company, call) => {
    const id = idAt(company, place);
    const [row] = await rowsOf(call, `/Leads/${id}`);
    const lead = company.leads.find((one) => one.id === id);
    if (lead === undefined) expect(row).toBeUndefined();
    else {
      const { Last_Name, Email, tags, modified } = lead;
      expect(row).toMatchObject({ id, Last_Name, Email, Full_Name: Last_Name });
      expect(Object.values(row?.Tag ?? {}).map((one) => String(one.name))).toEqual(tags);
      expect(Date.parse(String(row?.Modified_Time))).toBe(modified);
    }
  });

const byName = (a: Lead, b: Lead): number => (a.Last_Name < b.Last_Name ? -1 : a.Last_Name > b.Last_Name ? 1 : 0);

const sort = (at: number): Command =>
  ask(at, "sort", async (company, call) => {
    const rows = await rowsOf(call, "/Leads?sort_by=Last_Name&sort_order=asc&fields=Last_Name");
    expect(idsOf(rows)).toEqual(ids(newest(open(company)).toSorted(byName)));
  });

/** A way to find leads: by what the call says, and by what it means. */
const find = (at: number, query: string, matches: (lead: Lead) => boolean): Command =>
  ask(at, `search ${query}`, async (company, call) => {
    const rows = await rowsOf(call, `/Leads/search?${query}`);
    expect(idsOf(rows)).toEqual(ids(newest(open(company).filter(matches))));
  });

const search = (at: number, name: string): Command =>
  find(at, `criteria=(Last_Name:equals:${name})`, ({ Last_Name }) => Last_Name === name);

const word = (at: number, text: string): Command =>
  find(at, `word=${text}`, ({ Last_Name, Email, tags }) =>
    [Last_Name, Email ?? "", ...tags].some((value) => value.includes(text)),
  );

const searchBoth = (at: number, name: string, mail: string, joint: "and" | "or"): Command =>
  find(at, `criteria=((Last_Name:equals:${name})${joint}(Email:equals:${mail}))`, ({ Last_Name, Email }) =>
    joint === "and" ? Last_Name === name && Email === mail : Last_Name === name || Email === mail,
  );

const coql = (at: number, name: string, order: "asc" | "desc", limit: number): Command =>
  ask(at, `coql ${name} ${order} ${limit}`, async (company, call) => {
    const where = `Last_Name != '${name}' and Email is not null`;
    const select_query = `select Last_Name, Email from Leads where ${where} order by id ${order} limit ${limit}`;
    const rows = await rowsOf(call, "/coql", "POST", { select_query });
    const found = company.leads.filter(({ Last_Name, Email }) => Last_Name !== name && Email !== null);
    const want = (order === "asc" ? found : newest(found)).slice(0, limit);
    expect(rows).toEqual(want.map(({ id, Last_Name, Email }) => ({ id, Last_Name, Email })));
  });

const modified = (at: number, ago: number): Command =>
  ask(at, `modified in ${ago}`, async (company, call, { now }) => {
    const since = new Date(now - ago).toISOString();
    const { status, body } = await call("GET", "/Leads", undefined, { "If-Modified-Since": since });
    const leads = open(company);
    const want = leads.filter((lead) => lead.modified > now - ago);
    expect(status).toBe(want.length > 0 ? 200 : leads.length > 0 ? 304 : 204);
    if (want.length > 0) expect(idsOf(Object.values(body.data ?? {}))).toEqual(ids(newest(want)));
  });

export const deleted = (at: number): Command =>
  ask(at, "bin", async (company, call, { now }) => {
    const rows = await rowsOf(call, "/Leads/deleted");
    const type = (time: number) => (now - time < 60 * DAY ? "recycle" : "permanent");
    const listed = company.deleted.filter(({ time }) => now - time < 120 * DAY);
    expect(rows.map((row) => [row.id, row.type])).toEqual(listed.map(({ id, time }) => [id, type(time)]));
  });

const name = fc.constantFrom("", "ash", "birch", "cedar", "dogwood");
const email = fc.constantFrom("a@example.com", "b@example.com", "c@example.com");
const place = fc.nat(4);
const few = fc.nat(3);

/** @param at Which organizations there are */
export const commandsOn = (at: fc.Arbitrary<number>): fc.Arbitrary<Command>[] => {
  const row = fc.record({ Last_Name: name, Email: fc.option(email) });
  const on = <T extends unknown[]>(make: (at: number, ...given: T) => Command, given: fc.Arbitrary<T>) =>
    fc.tuple(at, given, fc.boolean()).map(([one, values, again]) => {
      const once = make(one, ...values);
      return again ? twice(once) : once;
    });
  const nothing = fc.constant<[]>([]);
  return [
    on(create, fc.tuple(fc.array(row, { minLength: 1, maxLength: 4 }))),
    on(update, fc.tuple(place, name)),
    on(upsert, fc.tuple(fc.constantFrom("elm", "fir"), email)),
    on(remove, fc.tuple(fc.array(place, { minLength: 1, maxLength: 3 }))),
    on(tag, fc.tuple(place, fc.constantFrom("add", "remove"), fc.constantFrom("red", "blue"))),
    on(convert, fc.tuple(place)),
    on(account, nothing),
    on(contact, fc.tuple(few, fc.constantFrom("ash", "oak"))),
    on(removeAccount, fc.tuple(few)),
    on(contactsOf, fc.tuple(few)),
    on(note, fc.tuple(place, fc.constantFrom("call", "visit"))),
    on(notesOf, fc.tuple(place)),
    on(page, fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))),
    on(get, fc.tuple(place)),
    on(sort, nothing),
    on(search, fc.tuple(fc.constantFrom("ash", "elm", "oak"))),
    on(word, fc.tuple(fc.constantFrom("as", "ed", "b@", "red"))),
    on(searchBoth, fc.tuple(fc.constantFrom("ash", "elm"), email, fc.constantFrom("and", "or"))),
    on(coql, fc.tuple(fc.constantFrom("ash", "elm"), fc.constantFrom("asc", "desc"), fc.integer({ min: 1, max: 5 }))),
    on(modified, fc.tuple(fc.constantFrom(0, 10_000, 60_000))),
    on(deleted, nothing),
    fc.constantFrom(10_000, 61_000, 7_200_000, 31 * DAY, 60 * DAY).map(advance),
  ];
};

/** All that can be asked, of everything there is. */
export const questions = (at: number, { leads, accounts }: Company): Command[] => [
  ...[page(at, 200, 1), sort(at), tags(at), deleted(at), modified(at, 0), search(at, "ash"), word(at, "ed")],
  ...[searchBoth(at, "ash", "a@example.com", "or"), coql(at, "elm", "asc", 200)],
  ...leads.flatMap((_, place) => [get(at, place), notesOf(at, place)]),
  ...["", ...accounts].map((_, place) => contactsOf(at, place)),
];
