import { execFile } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { miniDescription, withFile } from "../support/mini-description.js";

/** Runs the generator as `npm run codegen` does. */
async function codegen(...args: string[]): Promise<{ code: number; stderr: string }> {
  const run = promisify(execFile)(process.execPath, ["--import", "tsx", "codegen/run.ts", ...args]);
  return run.then(
    ({ stderr }) => ({ code: 0, stderr }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
  );
}

test("a broken description fails with file, line and rule, and writes nothing", () => {
  const text = JSON.stringify(miniDescription(), undefined, 1).replace('"x-method": "list",', "");
  return withFile(text, async (file, folder) => {
    const { code, stderr } = await codegen("--spec", file, "--out", join(folder, "out"));
    expect(code).toBe(1);
    expect(stderr).toMatch(/openapi\.yaml:\d+:\d+ short-method: /);
    expect(await readdir(folder)).toEqual(["openapi.yaml"]);
  });
});

test("the check passes on what was generated, and fails on a changed file with the command that mends it", () =>
  withFile(JSON.stringify(miniDescription()), async (file, folder) => {
    const args = ["--spec", file, "--out", join(folder, "out")];
    expect(await codegen(...args)).toEqual({ code: 0, stderr: "" });
    expect(await codegen(...args, "--check")).toEqual({ code: 0, stderr: "" });
    await writeFile(join(folder, "out", "models.ts"), "// by hand\n");
    const { code, stderr } = await codegen(...args, "--check");
    expect(code).toBe(1);
    expect(stderr).toMatch(/models\.ts:1: stale\n {2}have: \/\/ by hand\n {2}want: \/\/ Generated/);
    expect(stderr).toMatch(/run: npm run codegen/);
  }));
