/** What plans say, and that nothing is sent for them. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { credits } from "../../../generated/limits.js";
import { CommandError, UsageError } from "../../../src/cli/command.js";
import { countRows } from "../../../src/cli/plan/count-rows.js";
import { plan } from "../../../src/cli/plan/plan.js";
import { writeCsv } from "../../../src/data/files/csv.js";
import { pullCredits } from "../../../src/schema/pull.js";
import { failureOf } from "../../support/requests.js";
import { withFiles } from "../../support/scratch.js";

let printed = "";
beforeEach(() => {
  printed = "";
  vi.spyOn(console, "log").mockImplementation((line) => {
    printed += `${line}\n`;
  });
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("nothing may be sent"));
});
afterEach(() => {
  expect(globalThis.fetch).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

async function json(...args: readonly string[]) {
  printed = "";
  expect(await plan.run([...args, "--json"])).toBe(0);
  return JSON.parse(printed);
}

async function text(...args: readonly string[]): Promise<string> {
  printed = "";
  expect(await plan.run(args)).toBe(0);
  return printed;
}

describe("an export", () => {
  test("of many rows is a bulk read, and the table says why", async () => {
    const data = await json("export", "Leads", "--rows", "120,000", "--fields", "Last_Name,Email");
    expect(data).toMatchObject({ via: "bulk", rows: 120_000, ways: { list: { impossible: expect.any(String) } } });
    expect(data.credits).toBe(data.ways.bulk.credits);
    expect(data.credits).toBeGreaterThan(credits.createBulkReadJob);
    expect(data.ways.coql.calls).toBeGreaterThanOrEqual(600);
    const table = await text("export", "Leads", "--rows", "120_000", "--fields", "Last_Name", "--fields", "Email");
    expect(table).toMatch(/^Reading Leads, 120,000 rows: .*a bulk read costs least/);
    expect(table).toMatch(/\nWay +Calls +Credits\n/);
    expect(table).toMatch(/\nlist +- +- {2}not possible: /);
    expect(table).toMatch(/\nbulk +\d+ +\d+ {2}taken\n/);
    expect(table).not.toContain("Without");
  });

  test("of few rows is not, and --via overrides", async () => {
    expect((await json("export", "Leads", "--rows", "100", "--fields", "Email")).via).not.toBe("bulk");
    expect((await json("export", "Leads", "--rows", "100", "--via", "bulk")).via).toBe("bulk");
  });

  test("of an unknown number of rows says what the costs are for", async () => {
    const table = await text("export", "Leads");
    expect(table).toMatch(/^Reading Leads, any number of rows: /);
    expect(table).toContain("Without --rows, the costs are for 200,000 rows.\n");
    expect(table).toContain("Without --fields, the costs are for up to 50 fields.\n");
  });

  test("with a condition takes a way that knows conditions", async () => {
    const data = await json("export", "Leads", "--rows", "1000", "--where", "Lead_Source = 'Partner'");
    expect(data).toMatchObject({ via: "coql", ways: { list: { impossible: expect.any(String) } } });
    const error = await failureOf(plan.run(["export", "Leads", "--where", "Lead_Source = 'Partner'", "--via", "list"]));
    expect(error).toMatchObject({ code: "NO_WAY" });
    expect(plan.failureCode).toBe(2);
  });
});

describe("an import", () => {
  test("costs by its rows, which are those of the file", () =>
    withFiles(
      {
        "a.csv": `\ufeffLast_Name;Email\r\n"Doe; ""J""";a@example.com\r\n\r\n"two\nlines";b@example.com`,
        "a.ndjson": `{"Last_Name":"Doe"}\n\n {"Last_Name":"Roe"}\n{"Last_Name":"Poe"}`,
        "a.json": [{ Last_Name: "Doe" }],
        "b.json": { data: [{}, {}, {}, {}] },
        "empty.csv": "",
      },
      async (folder) => {
        for (const [file, rows] of [
          ["a.csv", 2],
          ["a.ndjson", 3],
          ["a.json", 1],
          ["b.json", 4],
          ["empty.csv", 0],
        ] as const)
          expect((await json("import", join(folder, file), "--mode", "create")).rows, file).toBe(rows);
        expect((await json("import", "Leads", join(folder, "a.csv"))).rows).toBe(2);
      },
    ));

  test("says the ways, and which one is taken", async () => {
    const data = await json("import", "--rows", "1000", "--mode", "update");
    expect(data).toMatchObject({ via: "calls", rows: 1000, ways: { calls: { calls: 10, credits: 100 } } });
    const table = await text("import", "--rows", "1000", "--mode", "update");
    expect(table).toMatch(/^Updating, 1,000 rows: /);
    expect(table).toMatch(/\ncalls +10 +100 {2}taken\n/);
  });

  test("a way that is not possible is exit code 2", async () => {
    const error = await failureOf(plan.run(["import", "--rows", "5", "--mode", "delete", "--via", "bulk"]));
    expect(String(error)).toContain('via cannot be "bulk": jobs do not delete');
    expect(plan.failureCode).toBe(2);
  });

  test("a file that cannot be read, and none of its content in the message", () =>
    withFiles({ "a.json": '{"hunter2": [', "b.json": { hunter2: 1 } }, async (folder) => {
      for (const [file, reason] of [
        ["none.csv", "no such file"],
        ["a.json", "it cannot be read as json"],
        ["b.json", "it cannot be read as json"],
      ] as const) {
        const error = await failureOf(plan.run(["import", join(folder, file)]));
        expect(error).toBeInstanceOf(CommandError);
        expect(String(error)).toContain(reason);
        expect(String(error)).not.toContain("hunter2");
      }
    }));

  test("any CSV has as many rows as were written", () =>
    withFiles({}, async (folder) => {
      const cell = fc
        .string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", " ", "é") })
        .map((cell) => `x${cell}`);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(cell, cell), { maxLength: 20 }), async (rows) => {
          const file = join(folder, "any.csv");
          await writeFile(file, writeCsv([["Last_Name", "Email"], ...rows]));
          expect(await countRows(file)).toBe(rows.length);
        }),
        { numRuns: 100 },
      );
    }));
});

test("a call costs what the description says, and a pull what it reads", async () => {
  expect(await json("call", "leads.convert")).toEqual({
    operation: "leads.convert",
    calls: 1,
    credits: credits.convertLead,
    per10Records: false,
  });
  expect(await text("call", "createRecords")).toBe("records.create: 1 call, 1 credit for each 10 records\n");
  expect((await json("pull", "--rows", "20")).credits).toBe(pullCredits(20));
});

test.each<[args: string[], message: string]>([
  [[], "say what to plan: export, import, call, pull"],
  [["exprt"], "zcrm plan does not know exprt: export, import, call, pull; did you mean export?"],
  [["export"], "pass the module to export"],
  [["export", "Leads", "Deals"], "unexpected argument Deals"],
  [["export", "Leads", "--rows", "many"], "--rows: pass a whole number"],
  [["export", "Leads", "--rows=-1"], "--rows: pass a whole number"],
  [["export", "Leads", "--via", "calls"], "--via: pass list, coql, bulk"],
  [["export", "Leads", "--mode", "create"], "--mode is not an option of zcrm plan export"],
  [["import"], "pass either the file to import, or --rows"],
  [["import", "a.csv", "--rows", "5"], "pass either the file to import, or --rows"],
  [["import", "--rows", "5", "--mode", "upsrt"], "--mode: pass create, update, upsert, delete; did you mean upsert?"],
  [["import", "--rows", "5", "--fields", "x"], "--fields is not an option of zcrm plan import"],
  [["call"], "pass the operation"],
  [["call", "records.lst"], "did you mean records.list?"],
  [["pull"], "pass the number of modules"],
])("%j is wrong usage", async (args, message) => {
  const error = await failureOf(plan.run(args));
  expect(error).toBeInstanceOf(UsageError);
  expect(String(error)).toContain(message);
});
