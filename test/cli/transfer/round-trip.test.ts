/** What is exported, and imported again, is what there was. */
import { expect, test } from "vitest";
import { leadOf, mover } from "../../support/transfer.js";

/** What a file holds of every lead, besides what Zoho sets. */
const FIELDS = Object.keys(leadOf(0));

test.each(["csv", "ndjson", "json"])("as %s", async (format) => {
  await using user = await mover(205);
  const before = await user.records("Leads", ...FIELDS);
  const exported = await user.run("export", "Leads", "--out", `leads.${format}`);
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Leads: 205 records in leads\./) });

  const wiped = await user.run("import", "Leads", `leads.${format}`, "--mode", "delete");
  expect(wiped).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Leads: 205 deleted/) });
  expect(await user.records("Leads")).toEqual([]);

  const imported = await user.run("import", "Leads", `leads.${format}`, "--json");
  expect(JSON.parse(imported.stdout)).toMatchObject({ rows: 205, created: 205, refused: 0, refusedFile: null });
  expect(imported.code).toBe(0);
  expect(await user.records("Leads", ...FIELDS)).toEqual(before);
});

test("lookups keep what they point to, and an update with an export changes nothing", async () => {
  await using user = await mover();
  const { Accounts: [account] = [] } = user.emulator.seed({ Accounts: [{ Account_Name: "Example Ltd" }] });
  const contact = { Last_Name: "Roe", Account_Name: { id: String(account) } };
  user.emulator.seed({ Contacts: [contact, { Last_Name: "Poe" }] });
  const before = await user.records("Contacts", "id", "Last_Name", "Account_Name", "Owner");
  await user.run("export", "Contacts", "--out", "contacts.csv");
  expect(await user.read("contacts.csv")).toContain(String(account));
  const { code, stdout } = await user.run("import", "Contacts", "contacts.csv", "--mode", "update", "--empty", "clear");
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Contacts: 2 updated/)]);
  expect(await user.records("Contacts", "id", "Last_Name", "Account_Name", "Owner")).toEqual(before);
});
