import { describe, expect, test } from "vitest";
import { createEmulator } from "../../../src/emulator/index.js";
import { callerOf } from "../support/caller.js";
import { RECORDED } from "./recorded-fields.js";

const TIME = "2026-05-14T12:00:00+03:00";
const product = "4100000000000670001";
const lead = "4100000000000670002";

/** The least that a record of each module needs. */
const ROWS: Readonly<Record<string, object>> = {
  Leads: { Last_Name: "A" },
  Accounts: { Account_Name: "A" },
  Contacts: { Last_Name: "A" },
  Deals: { Deal_Name: "A", Stage: "Qualification" },
  Campaigns: { Campaign_Name: "A" },
  Tasks: { Subject: "A" },
  Events: { Event_Title: "A", Start_DateTime: TIME, End_DateTime: TIME },
  Calls: { Subject: "A", Call_Type: "Outbound", Call_Start_Time: TIME, Call_Duration: "10:00" },
  Products: { Product_Name: "A" },
  Price_Books: { Price_Book_Name: "A" },
  Cases: { Subject: "A", Status: "New", Case_Origin: "Phone" },
  Solutions: { Solution_Title: "A" },
  Notes: { Note_Content: "A", Parent_Id: { id: lead }, se_module: "Leads" },
};
const ORDER = { Subject: "A", Product_Details: [{ product: { id: product }, quantity: 1 }] };

describe("a whole record has the members that real ones have, and no others", () => {
  for (const [module, members] of Object.entries(RECORDED)) {
    test(module, async () => {
      const emulator = createEmulator({
        seed: { Products: [{ id: product, Product_Name: "P" }], Leads: [{ id: lead, Last_Name: "L" }] },
      });
      const call = await callerOf(emulator);
      const { body } = await call("POST", `/${module}`, { data: [ROWS[module] ?? ORDER] });
      const id = String(body.data?.[0]?.details?.id);
      for (const path of [`/${module}/${id}`, `/${module}?ids=${id}`]) {
        const record = (await call("GET", path)).body.data?.[0] ?? {};
        // Of some modules, only the fields that people see are known.
        const shown = Object.keys(record).filter((name) => members.includes("$") || !name.startsWith("$"));
        expect(shown.sort()).toEqual(members.trim().split(/\s+/).sort());
      }
    });
  }
});

test("a field that real records lack is shown once it is set, and as null to who asks for it", async () => {
  const emulator = createEmulator({ seed: { Deals: [{ Deal_Name: "A", Stage: "Qualification" }] } });
  const call = await callerOf(emulator);
  const read = async (query = "") => (await call("GET", `/Deals${query}`)).body.data?.[0] ?? {};
  const { id } = await read();
  expect(await read("?fields=Pipeline")).toEqual({ Pipeline: null, id });
  await call("PUT", `/Deals/${id}`, { data: [{ Pipeline: "Standard" }] });
  expect(await read()).toMatchObject({ Pipeline: "Standard" });
});
