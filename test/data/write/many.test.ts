/** Ten thousand rows, a third of them bad in twenty ways. */
import { expect, test } from "vitest";
import { writeRecords } from "../../../src/data/index.js";
import { clientOf, lead, outcomesOf, recordsOf, startWorld } from "./world.js";

type Bad = readonly [name: string, row: (at: number) => unknown, code: string];

const BAD: readonly Bad[] = [
  ["null", () => null, "INVALID_ROW"],
  ["undefined", () => undefined, "INVALID_ROW"],
  ["a string", () => "row", "INVALID_ROW"],
  ["a number", () => 7, "INVALID_ROW"],
  ["an array", () => [lead(1)], "INVALID_ROW"],
  ["not a number", (at) => ({ ...lead(at), Annual_Revenue: Number.NaN }), "INVALID_ROW"],
  ["a bigint", (at) => ({ ...lead(at), No_of_Employees: 10n }), "INVALID_ROW"],
  ["a function", (at) => ({ ...lead(at), City: () => "x" }), "INVALID_ROW"],
  ["a map", (at) => ({ ...lead(at), City: new Map() }), "INVALID_ROW"],
  ["an invalid date", (at) => ({ ...lead(at), City: new Date(Number.NaN) }), "INVALID_ROW"],
  [
    "itself",
    (at) => {
      const row: Record<string, unknown> = { ...lead(at) };
      row.City = row;
      return row;
    },
    "INVALID_ROW",
  ],
  [
    "a throwing getter",
    () => ({
      get City(): string {
        throw new Error("no");
      },
    }),
    "INVALID_ROW",
  ],
  ["an id", (at) => ({ ...lead(at), id: "1" }), "INVALID_ROW"],
  ["no key", (at) => ({ ...lead(at), Code: undefined }), "INVALID_ROW"],
  ["a blank key", (at) => ({ ...lead(at), Code: "  " }), "INVALID_ROW"],
  ["a key with a line end", (at) => ({ ...lead(at), Code: `c\n${at}` }), "INVALID_ROW"],
  ["half of a character in the key", (at) => ({ ...lead(at), Code: `c\ud800${at}` }), "INVALID_ROW"],
  ["no name", (at) => ({ ...lead(at), Last_Name: undefined, Code: `c${at}` }), "MANDATORY_NOT_FOUND"],
  ["an invalid address", (at) => ({ ...lead(at), Email: "nobody", Code: `c${at}` }), "INVALID_DATA"],
  [
    "a string where a number should be",
    (at) => ({ ...lead(at), No_of_Employees: "many", Code: `c${at}` }),
    "INVALID_DATA",
  ],
  ["a string that is too long", (at) => ({ ...lead(at), Code: "c".repeat(300) + at }), "INVALID_DATA"],
];

test("each row has the outcome that is true of it", async () => {
  await using emulator = await startWorld({ edition: "ultimate" });
  const crm = clientOf(emulator);
  const kindOf = (at: number): Bad | undefined => (at % 3 === 1 ? BAD[Math.floor(at / 3) % BAD.length] : undefined);
  async function* rows() {
    for (let at = 0; at < 10_000; at += 1) {
      const kind = kindOf(at);
      yield (kind === undefined ? { ...lead(at), Code: `c${at}` } : kind[1](at)) as ReturnType<typeof lead>;
    }
  }
  let last = 0;
  const writing = writeRecords(crm, rows(), {
    module: "Leads",
    mode: "create",
    key: "Code" as "Email",
    rows: 10_000,
    onProgress: ({ settled, of }) => {
      expect(of).toBe(10_000);
      expect(settled.rows).toBeGreaterThan(last);
      last = settled.rows;
    },
  });
  const { outcomes, error } = await outcomesOf(writing);
  expect(error).toBeUndefined();
  expect(outcomes).toHaveLength(10_000);
  expect(last).toBe(10_000);
  const records = await recordsOf(emulator);
  const wrong = outcomes.filter((outcome, at) => {
    const kind = kindOf(at);
    if (outcome.index !== at) return true;
    if (kind === undefined) return outcome.status !== "created" || records.get(outcome.id)?.Code !== `c${at}`;
    return outcome.status !== "refused" || outcome.code !== kind[2];
  });
  expect(wrong).toEqual([]);
  expect(records.size).toBe(outcomes.filter(({ status }) => status === "created").length);
});
