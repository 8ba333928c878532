import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compareApi, writeApi } from "../../../../codegen/build/api/folder.js";
import { built } from "../../../support/build.js";
import { withFiles } from "../../../support/scratch.js";

test("the committed reports show what the built package exports", async () => {
  await built("index.d.cts");
  expect(await compareApi(".", "docs/api")).toBe("");
});

test("a change is shown as a difference, with the command that accepts it", async () => {
  const files = {
    "package.json": { name: "shop", exports: { ".": { types: "./index.d.cts" } } },
    "index.d.cts": "export interface Till{sum:number}",
    "api/gone.md": "The report of an entry that is no longer there.\n",
  };
  await withFiles(files, async (folder) => {
    const reports = join(folder, "api");
    await mkdir(reports, { recursive: true });
    await writeApi(folder, reports);
    expect(await compareApi(folder, reports)).toBe("");
    await expect(readFile(join(reports, "gone.md"))).rejects.toThrow("ENOENT");
    await writeFile(join(folder, "index.d.cts"), "export interface Till{sum:number;day?:string}");
    const difference = await compareApi(folder, reports);
    expect(difference).toMatch(/^\+ {2}day\?: string;$/m);
    expect(difference).toMatch(/^\+\+\+ built\/shop\.md$/m);
    expect(difference).toContain("If that is intended, run: npm run api\n");
  });
});
