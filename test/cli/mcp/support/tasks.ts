/** Questions of people, and the calls with which a model finds out or does what they ask. */
import { expect } from "vitest";
import type { Emulator, SeedData } from "../../../../src/emulator/index.js";
import { createClient } from "../../../../src/index.js";
import type { ToolReply } from "./session.js";

/** What a task works with. */
export interface Desk {
  readonly emulator: Emulator;
  /** Calls a tool. */
  use(name: string, args?: Readonly<Record<string, unknown>>): Promise<ToolReply>;
  /** Previews a write, and confirms it. */
  write(name: string, args: Readonly<Record<string, unknown>>): Promise<ToolReply>;
}

export interface ScriptedTask {
  readonly question: string;
  run(desk: Desk): Promise<void>;
}

const ACME = "410000000000680001";
const GLOBEX = "410000000000680002";
const CARLA = "410000000000681001";
const LEAD = "4100000000000682001";
const DEALS = ["410000000000683001", "410000000000683002", "410000000000683003"] as const;
const STORY = `It began on a Monday. ${"Then the pump failed again, and nobody knew why. ".repeat(100)}The end.`;

export const SEED: SeedData = {
  Accounts: [
    { id: ACME, Account_Name: "Acme Ltd", Phone: "+44 20 7946 0001", Industry: "Large Enterprise" },
    { id: GLOBEX, Account_Name: "Globex", Phone: "+1 555 0100" },
  ],
  Contacts: [
    { id: CARLA, Last_Name: "Rossi", First_Name: "Carla", Phone: "+39 06 555 0123", Account_Name: { id: ACME } },
  ],
  Leads: [
    { id: LEAD, Last_Name: "Okafor", Company: "Umbrella", Email: "okafor@example.com" },
    ...Array.from({ length: 25 }, (_, index) => ({
      Last_Name: `Visitor ${String(index + 1).padStart(2, "0")}`,
      Lead_Source: "Trade Show",
    })),
  ],
  Deals: [
    {
      id: DEALS[0],
      Deal_Name: "Pumps",
      Stage: "Negotiation/Review",
      Amount: 25_000,
      Closing_Date: "2026-11-20",
      Account_Name: { id: ACME },
    },
    {
      id: DEALS[1],
      Deal_Name: "Valves",
      Stage: "Negotiation/Review",
      Amount: 12_000,
      Closing_Date: "2026-11-28",
      Account_Name: { id: GLOBEX },
    },
    {
      id: DEALS[2],
      Deal_Name: "Gaskets",
      Stage: "Qualification",
      Amount: 900,
      Closing_Date: "2026-11-28",
      Account_Name: { id: ACME },
    },
  ],
  Cases: [{ Subject: "Pump failure", Status: "New", Case_Origin: "Phone", Description: STORY }],
  Notes: [{ Note_Title: "Call", Note_Content: "Prefers mornings.", Parent_Id: { id: CARLA }, $se_module: "Contacts" }],
};

const rowsOf = ({ data }: ToolReply) => data as readonly Readonly<Record<string, unknown>>[];

/** A record as the emulator has it now. */
async function stored(
  emulator: Emulator,
  module: string,
  id: string,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  await using crm = createClient(emulator.clientOptions());
  return (await crm.records.get({ module, id }))?.data[0];
}

export const TASKS: readonly ScriptedTask[] = [
  {
    question: "Deals closing this month over 10,000, with account",
    async run({ use }) {
      const where = "Amount > 10000 and Closing_Date between '2026-11-01' and '2026-11-30'";
      const fields = ["Deal_Name", "Amount", "Account_Name.Account_Name"];
      expect(rowsOf(await use("find_records", { module: "Deals", fields, where, order_by: "Amount desc" }))).toEqual([
        { id: DEALS[0], Deal_Name: "Pumps", Amount: 25_000, "Account_Name.Account_Name": "Acme Ltd" },
        { id: DEALS[1], Deal_Name: "Valves", Amount: 12_000, "Account_Name.Account_Name": "Globex" },
      ]);
    },
  },
  {
    question: "What is the phone number of Carla Rossi?",
    async run({ use }) {
      const found = await use("find_records", { module: "Contacts", fields: ["Full_Name", "Phone"], words: "Rossi" });
      expect(rowsOf(found)).toEqual([{ id: CARLA, Full_Name: "Carla Rossi", Phone: "+39 06 555 0123" }]);
    },
  },
  {
    question: "Which values does Lead Source have?",
    async run({ use }) {
      const [field] = rowsOf(await use("describe_module", { module: "Leads", fields: ["Lead_Source"] }));
      expect(field).toMatchObject({ name: "Lead_Source", type: "picklist" });
      expect(field?.values).toContain("Trade Show");
      expect(field).toHaveProperty(["values", 16]);
    },
  },
  {
    question: "Why did DUPLICATE_DATA happen?",
    async run({ use }) {
      expect((await use("explain_error", { code: "duplicate_data" })).text).toMatch(
        /same value in a unique field.*\n.*upsert/,
      );
    },
  },
  {
    question: "Create a lead for Nia Bello of Initech",
    async run({ emulator, write }) {
      const records = [{ Last_Name: "Bello", First_Name: "Nia", Company: "Initech" }];
      const [row] = rowsOf(await write("create_records", { module: "Leads", records }));
      expect(row).toMatchObject({ code: "SUCCESS" });
      expect(await stored(emulator, "Leads", String(row?.id))).toMatchObject({
        Full_Name: "Nia Bello",
        Company: "Initech",
      });
    },
  },
  {
    question: "Move the two deals in negotiation to Closed Won",
    async run({ emulator, use, write }) {
      const where = "Stage = 'Negotiation/Review'";
      const found = rowsOf(await use("find_records", { module: "Deals", fields: ["Deal_Name"], where }));
      const records = found.map(({ id }) => ({ id, Stage: "Closed Won" }));
      expect((await write("update_records", { module: "Deals", records })).text).toMatch(/^2 of 2 rows written/);
      expect(await stored(emulator, "Deals", DEALS[1])).toMatchObject({ Stage: "Closed Won", Amount: 12_000 });
    },
  },
  {
    question: "Who owns the account Acme?",
    async run({ use }) {
      const [row] = rowsOf(
        await use("find_records", { module: "Accounts", fields: ["Account_Name", "Owner"], words: "Acme" }),
      );
      expect(row).toMatchObject({ id: ACME, Owner: { name: "Ada Example", email: "ada@example.com" } });
    },
  },
  {
    question: "What do the notes on Carla Rossi say?",
    async run({ use }) {
      const [contact] = rowsOf(
        await use("find_records", { module: "Contacts", fields: ["Full_Name"], words: "Carla" }),
      );
      const parameters = { module: "Contacts", id: contact?.id, relatedList: "Notes" };
      const notes = await use("call_operation", {
        operation: "relatedRecords.list",
        parameters,
        fields: ["Note_Title", "Note_Content"],
      });
      expect(rowsOf(notes)).toMatchObject([{ Note_Title: "Call", Note_Content: "Prefers mornings." }]);
    },
  },
  {
    question: "Tag the lead Okafor as Hot",
    async run({ emulator, use, write }) {
      const [lead] = rowsOf(await use("find_records", { module: "Leads", fields: ["Last_Name"], words: "Okafor" }));
      expect((await use("search_operations", { words: "add tag record" })).text).toContain(
        "tags.addToRecord(module!, id!, tag_names!",
      );
      const parameters = { module: "Leads", id: lead?.id, tag_names: ["Hot"] };
      await write("call_operation", { operation: "tags.addToRecord", parameters });
      expect(await stored(emulator, "Leads", LEAD)).toMatchObject({ Tag: [{ name: "Hot" }] });
    },
  },
  {
    question: "Attach offer.pdf to the deal Pumps (refused: a person uploads)",
    async run({ use }) {
      expect((await use("search_operations", { words: "upload attachment" })).text).toContain("attachments.upload");
      const parameters = { module: "Deals", id: DEALS[0] };
      const refused = await use("call_operation", { operation: "attachments.upload", parameters });
      expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("zcrm call attachments.upload") });
    },
  },
  {
    question: "Which modules do we have?",
    async run({ use }) {
      expect(rowsOf(await use("list_modules"))).toContainEqual({ name: "Price_Books", label: "Price Books" });
    },
  },
  {
    question: "All leads from the trade show, by name",
    async run({ use }) {
      const search = {
        module: "Leads",
        fields: ["Last_Name"],
        where: "Lead_Source = 'Trade Show'",
        order_by: "Last_Name",
        limit: 20,
      };
      const first = await use("find_records", search);
      expect(first.text).toMatch(/\nMore by after: 20$/);
      const second = await use("find_records", { ...search, after: 20 });
      expect(second.text).not.toContain("More by");
      const names = [...rowsOf(first), ...rowsOf(second)].map(({ Last_Name }) => Last_Name);
      expect(names).toEqual(Array.from({ length: 25 }, (_, index) => `Visitor ${String(index + 1).padStart(2, "0")}`));
    },
  },
  {
    question: "Which field of a contact is its account?",
    async run({ use }) {
      const fields = rowsOf(await use("describe_module", { module: "Contacts", words: "account" }));
      expect(fields).toContainEqual({
        name: "Account_Name",
        label: "Account Name",
        type: "lookup",
        lookup: "Accounts",
      });
    },
  },
  {
    question: "Add a note to the deal Gaskets",
    async run({ use, write }) {
      const [deal] = rowsOf(await use("find_records", { module: "Deals", fields: ["Deal_Name"], words: "Gaskets" }));
      expect((await use("search_operations", { words: "notes.createForRecord" })).text).toContain('"Note_Content"');
      const wanted = {
        operation: "notes.createForRecord",
        parameters: { module: "Deals", id: deal?.id },
        body: { data: [{ Note_Title: "Offer", Note_Content: "Sent today." }] },
      };
      expect((await write("call_operation", wanted)).text).toMatch(/^1 of 1 row written/);
      const parameters = { module: "Deals", id: DEALS[2], relatedList: "Notes" };
      const notes = await use("call_operation", {
        operation: "relatedRecords.list",
        parameters,
        fields: ["Note_Title"],
      });
      expect(rowsOf(notes)).toMatchObject([{ Note_Title: "Offer" }]);
    },
  },
  {
    question: "Who are the users of our CRM?",
    async run({ use }) {
      const users = await use("call_operation", { operation: "users.list", fields: ["full_name", "email"] });
      expect(rowsOf(users)).toMatchObject([{ full_name: "Ada Example", email: "ada@example.com" }]);
    },
  },
  {
    question: "What is the whole story of the case Pump failure?",
    async run({ use }) {
      const [row] = rowsOf(await use("find_records", { module: "Cases", fields: ["Subject"], words: "Pump failure" }));
      const fields = ["Description"];
      expect((await use("get_record", { module: "Cases", id: row?.id, fields })).data).toEqual({
        id: row?.id,
        Description: STORY,
      });
    },
  },
  {
    question: "The largest deal (with a field name that is wrong at first)",
    async run({ use }) {
      const search = { module: "Deals", order_by: "Amount desc", limit: 1, where: "Amount is not null" };
      const wrong = await use("find_records", { ...search, fields: ["Deal_Name", "Value"] });
      expect(wrong).toMatchObject({
        isError: true,
        text: expect.stringMatching(/^INVALID_QUERY: .*What to do: correct the column/),
      });
      const fields = rowsOf(await use("describe_module", { module: "Deals", words: "amount" }));
      expect(fields).toMatchObject([{ name: "Amount", type: "currency" }]);
      const right = await use("find_records", { ...search, fields: ["Deal_Name", "Amount"] });
      expect(rowsOf(right)).toEqual([{ id: DEALS[0], Deal_Name: "Pumps", Amount: 25_000 }]);
      expect(right.text).toContain("More by after: 1");
    },
  },
  {
    question: "Delete the lead Visitor 07",
    async run({ emulator, use, write }) {
      const where = "Last_Name = 'Visitor 07'";
      const [lead] = rowsOf(await use("find_records", { module: "Leads", fields: ["Last_Name"], where }));
      await write("call_operation", { operation: "records.delete", parameters: { module: "Leads", id: lead?.id } });
      expect(await stored(emulator, "Leads", String(lead?.id))).toBeUndefined();
    },
  },
  {
    question: "Convert the lead Okafor",
    async run({ emulator, use, write }) {
      expect((await use("search_operations", { words: "convert lead" })).text).toMatch(/^leads\.convert\(id!, body!\)/);
      const body = { data: [{ overwrite: false, notify_lead_owner: false }] };
      const done = await write("call_operation", { operation: "leads.convert", parameters: { id: LEAD }, body });
      const [row] = rowsOf(done);
      expect(await stored(emulator, "Contacts", String(row?.Contacts))).toMatchObject({ Last_Name: "Okafor" });
    },
  },
  {
    question: "Which open deals does Acme have, and what is its phone number?",
    async run({ use }) {
      const where = "Account_Name.Account_Name = 'Acme Ltd' and Stage != 'Closed Won'";
      const fields = ["Deal_Name", "Account_Name.Phone"];
      expect(rowsOf(await use("find_records", { module: "Deals", fields, where }))).toEqual([
        { id: DEALS[2], Deal_Name: "Gaskets", "Account_Name.Phone": "+44 20 7946 0001" },
      ]);
    },
  },
];
