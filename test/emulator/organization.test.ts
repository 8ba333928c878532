/** Two users who call at the same time: whatever waits, each of them writes in their own name. */
import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, test } from "vitest";
import { createEmulator, type Emulator } from "../../src/emulator/index.js";
import { type Caller, callerOf, type ReplyBody } from "./support/caller.js";

const ada = "Ada Example";
const bo = "Bo Aas";
const leads = Array.from({ length: 10 }, (_, index) => `41000000000006500${index + 10}`);

/** The calls of one user. */
interface User {
  readonly crm: Caller;
  readonly bulk: Caller;
}

let emulator: Emulator;
let users: ReadonlyMap<string, User>;

beforeEach(async () => {
  emulator = createEmulator({ seed: { Leads: leads.map((id) => ({ id, Last_Name: "Sample" })) } });
  const { refreshToken } = emulator.addUser({ first_name: "Bo", last_name: "Aas", email: "bo@example.com" });
  users = new Map([
    [ada, await callsOf(emulator)],
    [bo, await callsOf({ ...emulator, refreshToken })],
  ]);
});

const callsOf = async (as: Emulator): Promise<User> => ({
  crm: await callerOf(as),
  bulk: await callerOf(as, "/crm/bulk/v2"),
});

function callsAs(name: string): User {
  const user = users.get(name);
  if (user === undefined) throw new Error(`nobody is called ${name}`);
  return user;
}

/** The user who shall write to a lead: they take turns. */
const writerOf = (lead: string): string => (leads.indexOf(lead) % 2 === 0 ? ada : bo);

/** Both users call at once, each for every other lead. */
const atOnce = (work: (user: User, lead: string) => Promise<unknown>) =>
  Promise.all(leads.map((lead) => work(callsAs(writerOf(lead)), lead)));

const fileNamed = (name: string): FormData => {
  const form = new FormData();
  form.set("file", new File(["bytes"], name));
  return form;
};

const nameIn = (user: ReplyBody | undefined): string => String(user?.name);

async function leadsNamed(name: string): Promise<readonly ReplyBody[]> {
  const { body } = await callsAs(ada).crm("GET", `/Leads/search?criteria=(Last_Name:starts_with:${name})`);
  return Object.values(body.data ?? {});
}

describe("calls that are still reading their form", () => {
  test("attach files in the name of their users", async () => {
    const uploads = await atOnce(({ crm }, lead) => crm("POST", `/Leads/${lead}/Attachments`, fileNamed("a.txt")));

    const inResponses = uploads.map((reply) =>
      nameIn((reply as { body: ReplyBody }).body.data?.[0]?.details?.Created_By),
    );
    expect(inResponses).toEqual(leads.map(writerOf));
    const stored = await Promise.all(leads.map((lead) => callsAs(ada).crm("GET", `/Leads/${lead}/Attachments`)));
    expect(stored.map(({ body }) => nameIn(body.data?.[0]?.Created_By))).toEqual(leads.map(writerOf));
  });

  test("set photos in the name of their users", async () => {
    await atOnce(({ crm }, lead) => crm("POST", `/Leads/${lead}/photo`, fileNamed("me.png")));

    const stored = await Promise.all(leads.map((lead) => callsAs(ada).crm("GET", `/Leads/${lead}`)));
    expect(stored.map(({ body }) => nameIn(body.data?.[0]?.Modified_By))).toEqual(leads.map(writerOf));
  });
});

test("a call delayed by a fault creates its records in the name of its user", async () => {
  emulator.faults.add({ operation: "createRecords", delay: 20 });
  const late = callsAs(bo).crm("POST", "/Leads", { data: [{ Last_Name: "Late" }] });

  const early = await callsAs(ada).crm("POST", "/Leads", { data: [{ Last_Name: "Early" }] });

  expect(nameIn(early.body.data?.[0]?.details?.Created_By)).toBe(ada);
  expect(nameIn((await late).body.data?.[0]?.details?.Created_By)).toBe(bo);
});

describe("a job under way", () => {
  /** More than three slices. */
  const ROWS = 170;

  async function startWrite({ crm, bulk }: User): Promise<string> {
    const csv = `Last_Name\n${"Imported\n".repeat(ROWS)}`;
    const form = new FormData();
    form.set("file", new File([new Uint8Array(zipSync({ "rows.csv": strToU8(csv) }))], "rows.zip"));
    const { body: file } = await crm("POST", "/upload", form, { feature: "bulk-write", "X-CRM-ORG": "900000144" });
    const resource = [{ type: "data", module: "Leads", file_id: file.details?.file_id }];
    const { body } = await bulk("POST", "/write", { operation: "insert", resource });
    return String(body.details?.id);
  }

  test("writes in the name of the user who started it, between the calls of another", async () => {
    const id = await startWrite(callsAs(bo));

    let status = "";
    for (let number = 0; status !== "COMPLETED"; number += 1) {
      await callsAs(ada).crm("POST", "/Leads", { data: [{ Last_Name: `Typed ${number}` }] });
      status = String((await callsAs(ada).bulk("GET", `/write/${id}`)).body.status);
    }

    const imported = await leadsNamed("Imported");
    expect(imported).toHaveLength(ROWS);
    for (const lead of imported) {
      expect([nameIn(lead.Owner), nameIn(lead.Created_By), nameIn(lead.Modified_By)]).toEqual([bo, bo, bo]);
    }
    const typed = await leadsNamed("Typed");
    expect(typed.length).toBeGreaterThan(2);
    expect(new Set(typed.map(({ Created_By }) => nameIn(Created_By)))).toEqual(new Set([ada]));
  });

  test("changes records in the name of the user who started it, between the calls of another", async () => {
    const created = { data: Array.from({ length: 100 }, () => ({ Last_Name: "Typed", City: "Oslo" })) };
    await callsAs(ada).crm("POST", "/Leads", created);
    const criteria = [{ field: "City", comparator: "equal", value: "Oslo" }];
    const change = { data: [{ Description: "Changed" }], criteria };
    const { body } = await callsAs(bo).crm("POST", "/Leads/actions/mass_update", change);
    const job = String(body.data?.[0]?.details?.job_id);

    let status = "";
    while (status !== "COMPLETED") {
      await callsAs(ada).crm("POST", "/Leads", { data: [{ Last_Name: "Other" }] });
      const { body: found } = await callsAs(ada).crm("GET", `/Leads/actions/mass_update?job_id=${job}`);
      status = String(found.data?.[0]?.Status);
    }

    const changed = await leadsNamed("Typed");
    expect(changed).toHaveLength(100);
    expect(new Set(changed.map(({ Created_By }) => nameIn(Created_By)))).toEqual(new Set([ada]));
    expect(new Set(changed.map(({ Modified_By }) => nameIn(Modified_By)))).toEqual(new Set([bo]));
  });
});
