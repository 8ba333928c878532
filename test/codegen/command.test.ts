import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { codegen } from "../../codegen/command.js";
import { miniDescription, withFile } from "../support/mini-description.js";

test("a broken description fails the process with file, line and rule, and writes nothing", () => {
  const text = JSON.stringify(miniDescription(), undefined, 1).replace('"x-method": "list",', "");
  return withFile(text, async (file, folder) => {
    const args = ["--import", "tsx", "codegen/run.ts", "--spec", file, "--out", join(folder, "out")];
    const failure = await promisify(execFile)(process.execPath, args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stderr: expect.stringMatching(/openapi\.yaml:\d+:\d+ short-method: /) });
    expect(await readdir(folder)).toEqual(["openapi.yaml"]);
  });
});

describe("the check", () => {
  /** Generates a small description, changes the generated models, and checks. */
  const checked = (change: (models: string) => string) =>
    withFile(JSON.stringify(miniDescription()), async (file, folder) => {
      const args = ["--spec", file, "--out", join(folder, "out")];
      expect(await codegen(args)).toBeUndefined();
      const models = join(folder, "out", "models.ts");
      await writeFile(models, change(await readFile(models, "utf8")));
      return codegen([...args, "--check"]);
    });

  test("passes on what was generated", async () => {
    expect(await checked((models) => models)).toBeUndefined();
  });

  test("fails on a changed file, with the command that writes it again", async () => {
    const message = await checked(() => "// by hand\n");
    expect(message).toMatch(/models\.ts:1: stale\n {2}have: \/\/ by hand\n {2}want: \/\/ Generated/);
    expect(message).toMatch(/run: npm run codegen/);
  });

  test("fails on code that is formatted in another way", async () => {
    const message = await checked((models) => models.replace("  id: string;", "    id : string;"));
    expect(message).toMatch(/models\.ts:\d+: stale\n {2}have: {5}id : string;\n {2}want: {3}id: string;/);
  });
});
