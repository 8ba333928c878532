/** The real program: where the rows go, how it is stopped, and how it continues. */
import { readdir, truncate } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Mover, mover } from "../../support/transfer.js";

const LEADS = 1300;

let user: Mover;
beforeAll(async () => {
  user = await mover(LEADS);
});
afterAll(() => user?.[Symbol.asyncDispose]());

const queries = (): number => user.emulator.requests.filter(({ operation }) => operation === "executeCoqlQuery").length;
const files = async (): Promise<string[]> => (await readdir(user.folder)).filter((name) => !name.startsWith("."));

test("rows are on standard output, everything else is on standard error, and no character steers a terminal", async () => {
  const { code, stdout, stderr } = await user.run(
    "export",
    "Leads",
    "--fields",
    "Last_Name,Email",
    "--rows",
    String(LEADS),
  );
  expect(code).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.slice(0, 2)).toEqual(["id,Last_Name,Email", expect.stringMatching(/^\d+,Doe 0,doe0@example\.com$/)]);
  expect(lines.length).toBe(LEADS + 1);
  expect(stderr).toMatch(/^Leads: 1,300 records \(\d+ API credits, \d+ s\)\n$/);
});

test("a reader that ends early ends the export silently", async () => {
  const { code, stdout, stderr } = await user.shell(
    "set -o pipefail; zcrm export Leads --format ndjson 2>err.txt | head -n 2; echo $?",
  );
  expect(stdout.split("\n").slice(2)).toEqual(["141", ""]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(await user.read("err.txt")).not.toContain("EPIPE");
});

test("--where, --since and the ways give the same rows", async () => {
  const where = "Last_Name like 'Doe 12%'";
  const of = async (...args: readonly string[]) =>
    (await user.run("export", "Leads", "--format", "ndjson", "--fields", "Last_Name,Birthday", ...args)).stdout;
  const rows = await of("--where", where);
  expect(rows.trimEnd().split("\n").length).toBe(111);
  expect(await of("--where", where, "--since", "2020-01-01T00:00Z")).toBe(rows);
  expect(await of("--where", where, "--since", "2199-01-01T00:00:00+02:00")).toBe("");
  // Not by toBe, which would print all rows.
  expect((await of("--via", "list", "--rows", "1300")) === (await of("--via", "coql"))).toBe(true);
});

test.each(["csv", "json", "ndjson"])("Ctrl-C leaves a file that --resume completes, as %s", async (format) => {
  const out = `stopped.${format}`;
  const whole = await user.run("export", "Leads", "--out", `whole.${format}`, "--via", "coql");
  expect(whole.code).toBe(0);
  user.emulator.requests.length = 0;
  user.emulator.faults.add({ operation: "coql.query", nth: 4, times: 10, delay: 400 });
  const command = user.start("export", "Leads", "--out", out, "--via", "coql");
  command.endInput();
  await expect.poll(queries).toBeGreaterThan(2);
  command.kill("SIGINT");
  const stopped = await command.result;
  user.emulator.faults.clear();
  expect(stopped).toMatchObject({ code: 130, stderr: expect.not.stringContaining("Error") });
  expect(stopped.stdout).toMatch(
    new RegExp(`^Stopped\\. Leads: [\\d,]+ records .* To continue:\\n {2}zcrm export Leads --out ${out} --resume\\n$`),
  );
  expect(await files()).toEqual(expect.arrayContaining([`${out}.partial`, `${out}.partial.json`]));
  expect(await files()).not.toContain(out);

  const again = await user.run("export", "Leads", "--out", out);
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining(`zcrm export Leads --out ${out} --resume`) });
  expect((await user.run("export", "Leads", "--out", out, "--resume", "--where", "Email is null")).stderr).toContain(
    "started with another where",
  );
  const resumed = await user.run("export", "Leads", "--out", out, "--resume", "--json");
  expect([resumed.code, JSON.parse(resumed.stdout)]).toMatchObject([0, { rows: LEADS, out }]);
  expect((await user.read(out)) === (await user.read(`whole.${format}`))).toBe(true);
  expect((await files()).filter((name) => name.includes("partial"))).toEqual([]);
});

test("what a crash left of a row after the last note is written again", async () => {
  user.emulator.requests.length = 0;
  user.emulator.faults.add({ operation: "coql.query", nth: 3, times: 10, delay: 700 });
  const command = user.start("export", "Leads", "--fields", "Last_Name,Email", "--out", "crash.csv", "--via", "coql");
  command.endInput();
  await expect.poll(async () => await files()).toContain("crash.csv.partial.json");
  command.kill("SIGKILL");
  await command.result;
  user.emulator.faults.clear();
  const { bytes } = JSON.parse(await user.read("crash.csv.partial.json"));
  await user.write(
    "crash.csv.partial",
    `${(await user.read("crash.csv.partial")).slice(0, bytes)}41000000000,Do${"e".repeat(200_000)}`,
  );
  expect((await user.run("export", "Leads", "--out", "crash.csv", "--resume")).code).toBe(0);
  await user.run("export", "Leads", "--fields", "Last_Name,Email", "--out", "whole.csv");
  expect((await user.read("crash.csv")) === (await user.read("whole.csv"))).toBe(true);

  await user.write("torn.csv.partial.json", JSON.stringify({ zcrm: "export", version: 1, bytes: 10 }));
  await user.write("torn.csv.partial", "id,Last_N");
  await truncate(join(user.folder, "torn.csv.partial"), 5);
  const torn = await user.run("export", "Leads", "--out", "torn.csv", "--resume");
  expect(torn).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("torn.csv.partial.json does not fit torn.csv.partial"),
  });
});

test.each([
  [["export"], "pass the API name of one module"],
  [["export", "Leads", "--out", "x.pdf"], "its name does not tell the format"],
  [["export", "Leads", "--resume"], "--resume needs --out"],
  [["export", "Leads", "--json"], "--json prints the result on standard output"],
  [["export", "Leads", "--since", "2026-05-14"], "pass a time with its offset from UTC"],
  [["export", "Leads", "--via", "colq"], "--via colq: pass list, coql, bulk; did you mean coql?"],
  [["export", "Leads", "--rows", "many"], "--rows many: pass a number"],
  [["export", "Leads", "--out", "no/such/folder.csv"], "no/such/folder.csv cannot be written"],
  [["export", "Leads", "--format", "csv", "--out", "."], ". cannot be written: it is a folder"],
  [["export", "Leads", "--fields", "Subform_2"], "a cell of a CSV cannot hold Subform_2 (subform)"],
  [["export", "Leads", "--fields", "Emial"], "did you mean Email?"],
  [["export", "Leads", "--out", "new.csv", "--resume"], "there is nothing to resume"],
])("%j ends before anything is read", async (args, want) => {
  const { code, stdout, stderr } = await user.run(...args);
  expect([code, stderr]).toEqual([2, expect.stringContaining(want)]);
  expect(args.includes("--json") ? JSON.parse(stdout).error.code : stdout).toBe(
    args.includes("--json") ? "UsageError" : "",
  );
  expect((await files()).filter((name) => /^(new|no)/.test(name))).toEqual([]);
});
