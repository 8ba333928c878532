import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Desk, desk } from "../support/cli.js";

let user: Desk;
beforeAll(async () => {
  user = await desk();
});
afterAll(() => user?.[Symbol.asyncDispose]());

test("--help lists the commands, and so does zcrm alone, with exit code 2", async () => {
  expect(await user.run(["--help"])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("generate    write typed functions"),
  });
  expect((await user.run([])).code).toBe(2);
});

const COMMANDS = [
  "login",
  "whoami",
  "logout",
  "config",
  "store",
  "generate",
  "pull",
  "export",
  "import",
  "emulator",
  "listen",
  "migrate",
  "call",
  "plan",
  "explain",
  "completion",
];

test("help COMMAND is the same as --help of the command, and each has --json", async () => {
  for (const name of COMMANDS) {
    const { code, stdout } = await user.run(["help", name]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Usage: zcrm [\s\S]*--json[\s\S]*Exit codes: 0/)]);
    expect(stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(await user.run([name, "--help"])).toEqual({ code: 0, stdout, stderr: "" });
  }
});

test("--version is the version of the package", async () => {
  const { version } = JSON.parse(await readFile("package.json", "utf8"));
  expect(await user.run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
});

test("--json also prints what went wrong as JSON", async () => {
  const { code, stdout, stderr } = await user.run(["whoami", "--json"]);
  expect([code, stderr]).toEqual([1, expect.stringContaining("required settings are missing")]);
  expect(JSON.parse(stdout)).toEqual({
    error: { code: "MISSING_CONFIGURATION", message: expect.stringContaining("clientId") },
  });
});

test("completion prints a script with every command", async () => {
  const { code, stdout } = await user.run(["completion", "bash"]);
  expect(code).toBe(0);
  for (const name of COMMANDS) expect(stdout).toContain(`    ${name})`);
});

test("--help of a command describes all of its options", async () => {
  const { code, stdout } = await user.run(["generate", "--help"]);
  expect(code).toBe(0);
  for (const option of ["--spec", "--overlay", "--map", "--out", "--check"]) expect(stdout).toContain(option);
});

describe("wrong usage is exit code 2, with the reason", () => {
  const cases: [args: string[], want: string][] = [
    [["generat"], "unknown command generat; did you mean generate?"],
    [["constructor"], "unknown command constructor"],
    [["help", "whoam"], "unknown command whoam; did you mean whoami?"],
    [["demo"], "unknown command demo\n"],
    [["cal"], "unknown command cal; did you mean call?"],
    [["call", "records.lst"], "did you mean records.list?"],
    [["explain", "INVALID_DAT"], "did you mean INVALID_DATA?"],
    [["completion", "tcsh"], "pass one shell: bash, zsh, fish"],
    [["whoami", "--store", "oracle://u:pa55@x/y"], "--store oracle://… is not a store; pass a file, mysql"],
    [["whoami", "--store", "redis://x"], "--store redis://… is not a store"],
    [["whoami", "--jsno"], "unknown option --jsno; did you mean --json?"],
    [["generate", "--overlays", "a.yaml", "--out", "x"], "unknown option --overlays; did you mean --overlay?"],
    [["generate"], "--out is missing: pass the folder to write"],
    [["generate", "spec.yaml", "--out", "x"], "Unexpected argument 'spec.yaml'"],
    [["generate", "--map", "https://a.example", "--out", "x"], "--map https://a.example: pass an address and a path"],
  ];
  for (const [args, want] of cases) {
    test(args.join(" "), async () => {
      const { code, stderr } = await user.run(args);
      expect(stderr).toContain(want);
      expect(stderr).not.toContain("pa55");
      expect(code).toBe(2);
    });
  }
});
