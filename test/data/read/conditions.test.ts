/** A condition selects the same rows by COQL and by bulk read, and so do columns of lookups. */
import { afterAll, expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { and, type Condition, type OpenColumns, or } from "zcrm/query";
import { hurry, reading, rowsOf } from "./support.js";

const emulator = createEmulator({ defaultData: false });
const { Accounts: [first = "", second = ""] = [] } = emulator.seed({
  Accounts: [
    { Account_Name: 'O\'Neil; "Sons"', Industry: "Banking", Annual_Revenue: 5 },
    { Account_Name: "Two\r\nlines" },
  ],
});
emulator.seed({ Accounts: [{ id: "4100000000009999999", Account_Name: "Child", Parent_Account: { id: first } }] });
emulator.seed({
  Deals: Array.from({ length: 40 }, (_, index) => ({
    Deal_Name: `Deal ${index}`,
    Stage: index % 3 === 0 ? "Qualification" : "Closed Won",
    ...(index % 4 > 0 && { Amount: index / 2 }),
    ...(index % 5 > 0 && { Closing_Date: `2026-01-${String((index % 28) + 1).padStart(2, "0")}` }),
    ...(index % 3 > 0 && { Account_Name: { id: [first, second, "4100000000009999999"][index % 3] } }),
  })),
});
const { options, stop } = hurry(emulator);
const crm = createClient(options);
afterAll(async () => {
  stop();
  await crm.close();
});

const CONDITIONS: Readonly<Record<string, (deal: OpenColumns) => Condition>> = {
  equals: (deal) => deal("Stage").equals("Closed Won"),
  notEquals: (deal) => deal("Amount").notEquals(2.5),
  "a range": (deal) => and(deal("Amount").atLeast(3), deal("Amount").lessThan(9.5)),
  between: (deal) => deal("Closing_Date").between("2026-01-05", "2026-01-09"),
  notBetween: (deal) => deal("Closing_Date").notBetween("2026-01-05", "2026-01-09"),
  in: (deal) => deal("Deal_Name").in("Deal 1", "Deal 7", "Deal 99"),
  notIn: (deal) => deal("Amount").notIn(1, 2, 3),
  contains: (deal) => deal("Deal_Name").contains("l 1"),
  "starts and ends": (deal) => or(deal("Deal_Name").startsWith("Deal 3"), deal("Deal_Name").endsWith("7")),
  notContains: (deal) => deal("Deal_Name").notContains("1"),
  "a lookup": (deal) => deal("Account_Name").equals({ id: second }),
  "a column of a lookup": (deal) => deal("Account_Name.Parent_Account.Annual_Revenue").greaterThan(4),
  "a time": (deal) => deal("Created_Time").atMost(new Date("2100-01-01")),
  groups: (deal) =>
    or(
      and(deal("Amount").greaterThan(5), or(deal("Stage").equals("Qualification"), deal("Amount").atMost(7))),
      deal("Deal_Name").equals("Deal 1"),
    ),
};

test("by each condition and with all columns", async () => {
  const fields = [
    "Deal_Name",
    "Account_Name",
    "Account_Name.Account_Name",
    "Account_Name.Parent_Account",
    "Account_Name.Parent_Account.Annual_Revenue",
    "Account_Name.Owner.email",
    "Owner.last_name",
  ];
  const counts: number[] = [];
  for (const [name, where] of Object.entries(CONDITIONS)) {
    const [coql, bulk] = await Promise.all(
      ["coql", "bulk"].map((via) => rowsOf(reading(crm, { module: "Deals", fields, where, via }))),
    );
    expect(bulk, name).toEqual(coql);
    counts.push(coql?.length ?? 0);
    // Zoho allows ten downloads a minute.
    emulator.advance("1m");
  }
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(Math.min(...counts)).toBeLessThan(40);
});
