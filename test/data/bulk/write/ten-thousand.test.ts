import { expect, test } from "vitest";
import { type CrmClient, createClient } from "../../../../src/client.js";
import { bulkWrite } from "../../../../src/data/index.js";
import { startEmulator } from "../../../../src/emulator/index.js";
import { changing, csv } from "./other-results.js";

const modules = {
  Projects: {
    Code: { type: "text", unique: true },
    Needed: { type: "text", mandatory: true },
    Text: { type: "text", maxLength: 10 },
    Mail: { type: "email" },
    Phone: { type: "phone" },
    Whole: { type: "integer" },
    Part: { type: "double" },
    Big: { type: "bigint" },
    Yes: { type: "boolean" },
    Day: { type: "date" },
    Time: { type: "datetime" },
    Pick: { type: "picklist", pickList: ["A"], restricted: true },
    Many: { type: "multiselectpicklist", pickList: ["A", "B"], restricted: true },
    Client: { type: "lookup", lookup: "Accounts" },
    Rows: { type: "jsonarray" },
  },
} as const;

/** Twenty kinds of rows that cannot be written: what is wrong, and the code and the field of the outcome. */
const BAD: readonly { readonly with: object; readonly code: string; readonly field: string }[] = [
  // Refused before they are sent.
  { with: { Rows: [{ a: 1 }] }, code: "NOT_IN_CSV", field: "Rows" },
  { with: { Many: ["A;B"] }, code: "NOT_IN_CSV", field: "Many" },
  { with: { Client: { name: "Acme" } }, code: "NOT_IN_CSV", field: "Client" },
  { with: { Text: { a: 1 } }, code: "NOT_IN_CSV", field: "Text" },
  { with: { Text: "\uD800" }, code: "INVALID_DATA", field: "Text" },
  { with: { Whole: Number.NaN }, code: "INVALID_DATA", field: "Whole" },
  { with: { Big: 2 ** 60 }, code: "INVALID_DATA", field: "Big" },
  { with: { Day: new Date("x") }, code: "INVALID_DATA", field: "Day" },
  { with: { Txet: "a" }, code: "INVALID_FIELD", field: "Txet" },
  // Refused by Zoho.
  { with: { Needed: undefined }, code: "MANDATORY_NOT_FOUND", field: "Needed" },
  { with: { Text: "more than ten" }, code: "INVALID_DATA", field: "Text" },
  { with: { Mail: "nobody" }, code: "INVALID_DATA", field: "Mail" },
  { with: { Phone: "none" }, code: "INVALID_DATA", field: "Phone" },
  { with: { Whole: "1.5" }, code: "INVALID_DATA", field: "Whole" },
  { with: { Yes: "maybe" }, code: "INVALID_DATA", field: "Yes" },
  { with: { Day: "31.12.2026" }, code: "INVALID_DATA", field: "Day" },
  { with: { Time: "2026-05-01 10:00" }, code: "INVALID_DATA", field: "Time" },
  { with: { Pick: "B" }, code: "INVALID_DATA", field: "Pick" },
  { with: { Many: ["C"] }, code: "INVALID_DATA", field: "Many" },
  { with: { Client: { id: "41" } }, code: "INVALID_DATA", field: "Client" },
];

const ROWS = 10_000;

test("ten thousand rows with twenty kinds of bad ones: the outcomes are what the CRM has, row by row", async () => {
  await using emulator = await startEmulator({ modules });
  const shuffle = (rows: string[][]) => [
    rows[0] ?? [],
    ...rows.slice(1).sort(([a = ""], [b = ""]) => (a < b ? 1 : -1)),
  ];
  const fetch = changing({ table: shuffle, text: (rows) => csv(rows, "\r\n") });
  await using crm = createClient({ ...emulator.clientOptions(), fetch });
  const badAt = (index: number) => (index % 13 === 5 ? BAD[Math.floor(index / 13) % BAD.length] : undefined);
  const rows = Array.from({ length: ROWS }, (_, index) => ({
    Name: `Project "${index}",\r\n;`,
    Code: `code ${index}`,
    Needed: "x",
    Whole: index,
    ...badAt(index)?.with,
  }));
  const created = new Map<string, number>();
  let next = 0;
  for await (const outcome of bulkWrite(crm, rows, { module: "Projects", mode: "upsert", key: "Code" })) {
    expect(outcome.index).toBe(next);
    const bad = badAt(next);
    if (bad === undefined) {
      expect(outcome.status).toBe("created");
      if (outcome.status === "created") created.set(outcome.id, next);
    } else {
      const { code, field } = bad;
      expect(outcome).toMatchObject({ status: "refused", code, field });
    }
    next += 1;
  }
  expect(next).toBe(ROWS);
  const records = await all(crm);
  expect(records).toHaveLength(created.size);
  for (const { id, Code } of records) expect(Code).toBe(`code ${created.get(String(id))}`);
}, 30_000);

/** The id and the code of each record. */
async function all(crm: CrmClient): Promise<{ id?: string; Code?: unknown }[]> {
  const records: { id?: string; Code?: unknown }[] = [];
  for (let last = "0"; ; ) {
    const query = `select Code from Projects where id > ${last} order by id limit 200`;
    const { data } = await crm.coql.query({ body: { select_query: query } });
    records.push(...data);
    const id = data.at(-1)?.id;
    if (typeof id !== "string") return records;
    last = id;
  }
}
