/** Pages that begin after a row, and rows in normal form. */
import { expect, test } from "vitest";
import { createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { loadColumns } from "../../../src/data/columns/load-columns.js";
import { keysetQuery, readKeysetPage } from "../../../src/data/read/keyset.js";

const crmWith = (count: number) => {
  const emulator = createEmulator({ defaultData: false });
  emulator.seed({
    Deals: Array.from({ length: count }, (_, index) => ({
      Deal_Name: `Deal ${index}`,
      Stage: "Qualification",
      Amount: index % 5,
    })),
  });
  return { emulator, crm: createClient(emulator.clientOptions()) };
};

test("reads on after the last row", async () => {
  const { crm } = crmWith(450);
  const columns = await loadColumns(crm, { module: "Deals", fields: ["Deal_Name"] }, new Map(), false);
  const keyset = { module: "Deals", columns, where: undefined };
  const seen: unknown[] = [];
  let page = await readKeysetPage(crm, keyset, undefined);
  for (;;) {
    seen.push(...page.rows.map(({ Deal_Name }) => Deal_Name));
    if (page.next === undefined) break;
    page = await readKeysetPage(crm, keyset, page.next);
  }
  expect(seen).toEqual(Array.from({ length: 450 }, (_, index) => `Deal ${index}`));
});

test("reads on after the last value and id", async () => {
  const { crm } = crmWith(450);
  const columns = await loadColumns(crm, { module: "Deals", fields: ["Deal_Name"] }, new Map(), false);
  const keyset = {
    module: "Deals",
    columns,
    where: undefined,
    order: { column: "Amount", direction: "desc" },
  } as const;
  const seen: unknown[] = [];
  let page = await readKeysetPage(crm, keyset, undefined);
  for (;;) {
    seen.push(...page.rows.map(({ Deal_Name }) => Number(String(Deal_Name).slice(5))));
    if (page.next === undefined) break;
    page = await readKeysetPage(crm, keyset, page.next);
  }
  const all = Array.from({ length: 450 }, (_, index) => index);
  expect(seen).toEqual(all.toSorted((a, b) => (b % 5) - (a % 5) || a - b));
});

test("groups its conditions in pairs", () => {
  const where = { text: "Amount > 5" };
  const order = { column: "Amount", direction: "asc" } as const;
  const keyset = { module: "Deals", columns: [], where };
  expect(keysetQuery(keyset, { id: "12" })).toBe(
    "select id from Deals where ((Amount > 5) and id > '12') order by id asc limit 200",
  );
  expect(keysetQuery({ ...keyset, order }, { id: "12", value: 7 })).toBe(
    "select Amount from Deals where ((Amount > 5) and (Amount > 7 or (Amount = 7 and id > '12'))) order by Amount asc, id asc limit 200",
  );
});
