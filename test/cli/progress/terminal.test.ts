/** The commands in a real terminal, of any width, and in a pipe. */
import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { linesOf, withoutLine } from "../../support/terminal.js";
import { type Mover, mover } from "../../support/transfer.js";

let user: Mover;
beforeAll(async () => {
  user = await mover(450);
});
afterAll(() => user?.[Symbol.asyncDispose]());

const EXPORT = "export Leads --fields Last_Name --via coql --rows 450 --out leads.csv";

test.each([80, 500])("in %s columns, one line says how far it is, and is removed", async (columns) => {
  const { code, stdout } = await user.inTerminal(columns, EXPORT);
  expect(code).toBe(0);
  const lines = linesOf(stdout);
  expect(lines[0]).toMatch(/^\[[#-]{20}\] {1,3}\d+% [\d,]+ of 450 rows, .*\d credits?$/);
  expect(lines.at(-1)).toMatch(/^Leads: 450 records in leads\.csv/);
  expect(lines.filter((line) => line.length >= columns)).toEqual([]);
  expect(withoutLine(stdout)).toMatch(/^[\r\n -~]*$/);
});

test("in one column, nothing breaks the terminal", async () => {
  const { code, stdout } = await user.inTerminal(1, EXPORT);
  expect(code).toBe(0);
  expect(withoutLine(stdout).replace(/\s/g, "")).toMatch(/^Leads:450recordsinleads\.csv/);
});

test.each([
  ["a terminal that cannot replace lines", { TERM: "dumb" }],
  ["NO_COLOR", { NO_COLOR: "1" }],
])("%s: no color and no escape but those of the line", async (_, env) => {
  const { stdout } = await user.inTerminal(80, EXPORT, env);
  expect("TERM" in env ? stdout : withoutLine(stdout)).toMatch(/^[\r\n -~]*$/);
});

test("rows on a terminal have no line among them, and steer nothing", async () => {
  user.emulator.seed({ Leads: [{ Last_Name: "\u001b[31mRed\u0007", Email: "red@example.com" }] });
  const { stdout } = await user.inTerminal(80, `export Leads --fields Last_Name --where "Email = 'red@example.com'"`);
  expect(stdout).toMatch(/^id,Last_Name\r\n\d+,Red\s*\r\nLeads: 1 record /);
});

test("with --json in a pipe there is the result, and nothing else", async () => {
  const { stdout, stderr } = await user.run(...EXPORT.split(" "), "--json");
  expect(JSON.parse(stdout)).toMatchObject({ module: "Leads", out: "leads.csv", via: "coql" });
  expect([stdout, stderr]).toEqual([expect.stringMatching(/^[\n -~]+$/), ""]);
});

test("Ctrl-C on the terminal is reported, and followed by the command that continues", async () => {
  const rows = Array.from({ length: 900 }, (_, index) => `Doe,t${index}@example.com`);
  await user.write("leads.csv", ["Last_Name,Email", ...rows].join("\n"));
  user.emulator.faults.add({ operation: "records.create", nth: 3, times: 50, delay: 400 });
  const { shown, code } = await typed(/\d rows/, "import Leads leads.csv");
  user.emulator.faults.clear();
  expect(code).toBe(130);
  expect(linesOf(shown)).toContain("Stopping, once the calls in flight have ended. Stop again to end at once.");
  expect(linesOf(shown).slice(-2)).toEqual([
    expect.stringMatching(/^Stopped\. Leads: \d+ created/),
    "  zcrm import Leads leads.csv --resume",
  ]);
});

/** Runs a command in a terminal, and types Ctrl-C once something is shown. */
async function typed(pattern: RegExp, args: string): Promise<{ shown: string; code: number | null }> {
  const command = `stty cols 100; exec "${process.execPath}" "${process.cwd()}/dist/cli.cjs" ${args}`;
  const child = spawn("script", ["-qefc", command, "/dev/null"], {
    cwd: user.folder,
    env: { PATH: process.env.PATH, TERM: "xterm", ...user.environment },
  });
  let shown = "";
  let isTyped = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    shown += text;
    if (isTyped || !pattern.test(shown)) return;
    isTyped = true;
    child.stdin.write("\u0003");
  });
  const code = await new Promise<number | null>((done) => {
    child.on("close", done);
  });
  return { shown: shown.replaceAll("^C", ""), code };
}
