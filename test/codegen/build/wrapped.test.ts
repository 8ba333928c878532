import { join } from "node:path";
import { type OutputChunk, type Plugin, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { withoutRequire, wrapForImport } from "../../../codegen/build/wrapped.js";
import { withFiles } from "../../support/scratch.js";

const FILES = {
  "tool.js": `
    import { sep } from "node:path";
    import { readFileSync } from "fs";
    import foreign from "foreign";
    export const place = () => import.meta.url;
    export const b = [sep, readFileSync, foreign];
    export { b as a };`,
  "client.js": "export const c = 1;",
};

/** Builds the files as CommonJS. Returns what is written, by name. */
const built = (plugins: readonly Plugin[]): Promise<Record<string, string>> =>
  withFiles(FILES, async (folder) => {
    const input = { tool: join(folder, "tool.js"), client: join(folder, "client.js") };
    const bundle = await rolldown({ input, platform: "node", external: ["foreign"], plugins: [...plugins] });
    const { output } = await bundle.generate({ format: "cjs", entryFileNames: "[name].cjs" });
    return Object.fromEntries(
      output.map((part) => [part.fileName, part.type === "chunk" ? (part as OutputChunk).code : String(part.source)]),
    );
  });

test("each entry that is named gets an ES module with the names of all its exports", async () => {
  const output = await built([wrapForImport(["tool"])]);
  expect(output["tool.mjs"]).toBe(`export { a, b, place } from "./tool-exports.cjs";\n`);
  expect(output["tool-exports.cjs"]).toBe(
    `const all = require("./tool.cjs");\nexports.a = all.a;\nexports.b = all.b;\nexports.place = all.place;\n`,
  );
  expect(Object.keys(output).toSorted()).toEqual(["client.cjs", "tool-exports.cjs", "tool.cjs", "tool.mjs"]);
});

test("modules of Node.js are not required, and those of others are", async () => {
  const { "tool.cjs": code = "" } = await built([withoutRequire]);
  expect(code.match(/\brequire\([^)]*\)/g)).toEqual([`require("foreign")`]);
  expect(code.match(/getBuiltinModule\([^)]*\)/g)?.toSorted()).toEqual([
    `getBuiltinModule("fs")`,
    `getBuiltinModule("node:path")`,
    `getBuiltinModule("url")`,
  ]);
  // In a bundle that is an ES module, nothing has this name.
  const module: { exports: { place?: () => string } } = { exports: {} };
  new Function("require", "exports", code)(() => ({}), module.exports);
  expect(module.exports.place?.()).toMatch(/^file:\/\//);
});
