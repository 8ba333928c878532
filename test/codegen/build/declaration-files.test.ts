import { join, relative } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { declareForImport, referTo } from "../../../codegen/build/declaration-files.js";
import { withFiles } from "../../support/scratch.js";

/** Builds some of these files, in which `.ts` files hold plain JavaScript, and returns what is written by name. */
const built = (
  files: Readonly<Record<string, string>>,
  entries: readonly string[],
  plugin: (folder: string) => Plugin,
) =>
  withFiles(files, async (folder) => {
    const input = Object.fromEntries(entries.map((entry) => [entry.replace(".ts", ".d"), join(folder, entry)]));
    const bundle = await rolldown({ input, plugins: [plugin(folder)] });
    const { output } = await bundle.generate({ entryFileNames: "[name].cts" });
    return Object.fromEntries(output.map((part) => [part.fileName, part.type === "chunk" ? part.code : part.source]));
  });

describe("referTo", () => {
  const files = {
    "index.ts": `export * from "./models.js"; export { list } from "./calls/records.js"; export { own } from "./own.js";`,
    "models.ts": "export const lead = 1;",
    "calls/records.ts": `export { create } from "./create.js"; export { lead as list } from "../models.js";`,
    "calls/create.ts": "export const create = 2;",
    "own.ts": "export const own = 3;",
  };
  const plugin = (folder: string) =>
    referTo({
      [relative(".", join(folder, "models.ts"))]: "./models.cjs",
      [`${relative(".", join(folder, "calls"))}/`]: "./calls.cjs",
    });

  test("refers to the files of a source and of a folder by name, and includes everything else", async () => {
    const { "index.d.cts": code } = await built(files, ["index.ts"], plugin);
    expect(code).toContain(`from "./models.cjs"`);
    expect(code).toContain(`from "./calls.cjs"`);
    expect(code).toContain("const own = 3");
    expect(code).not.toMatch(/const (lead|create) =/);
  });

  test("includes the modules of a folder in the folder's own file", async () => {
    const { "calls/records.d.cts": code } = await built(files, ["calls/records.ts"], plugin);
    expect(code).toContain("const create = 2");
    expect(code).toContain(`from "./models.cjs"`);
  });
});

test("declareForImport passes each entry's declarations on to ES modules", async () => {
  const files = { "index.ts": "export const a = 1;", "other.ts": "export const b = 2;" };
  const output = await built(files, ["index.ts", "other.ts"], () => declareForImport);
  expect(output).toMatchObject({
    "index.d.mts": `export * from "./index.cjs";\n`,
    "other.d.mts": `export * from "./other.cjs";\n`,
  });
});
