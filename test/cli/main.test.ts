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

test("--help of a command describes all of its options", async () => {
  const { code, stdout } = await user.run(["generate", "--help"]);
  expect(code).toBe(0);
  for (const option of ["--spec", "--overlay", "--map", "--out", "--check"]) expect(stdout).toContain(option);
});

describe("wrong usage is exit code 2, with the reason", () => {
  const cases: [args: string[], want: string][] = [
    [["generat"], "unknown command generat; did you mean generate?"],
    [["constructor"], "unknown command constructor"],
    [["generate", "--overlays", "a.yaml", "--out", "x"], "unknown option --overlays; did you mean --overlay?"],
    [["generate"], "--out is missing: pass the folder to write"],
    [["generate", "spec.yaml", "--out", "x"], "Unexpected argument 'spec.yaml'"],
    [["generate", "--map", "https://a.example", "--out", "x"], "--map https://a.example: pass an address and a path"],
  ];
  for (const [args, want] of cases) {
    test(args.join(" "), async () => {
      const { code, stderr } = await user.run(args);
      expect(stderr).toContain(want);
      expect(code).toBe(2);
    });
  }
});
