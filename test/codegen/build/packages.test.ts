import { join } from "node:path";
import { type OutputChunk, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { defaultExportOf, filePerPackage, minifyPackages } from "../../../codegen/build/packages.js";
import { withFiles } from "../../support/scratch.js";

const FILES = {
  "node_modules/one/package.json": { name: "one", type: "module", exports: "./index.js" },
  "node_modules/one/index.js": "export const readableName = (givenNumber) => givenNumber + 1;",
  "node_modules/@scope/two/package.json": { name: "@scope/two", type: "module", exports: "./index.js" },
  "node_modules/@scope/two/index.js": `import { readableName } from "one"; export const two = readableName(1);`,
  "main.js": `import { two } from "@scope/two"; export const ownName = (ownNumber) => ownNumber + two;`,
};

test("each package has a minified file of its own", () =>
  withFiles(FILES, async (folder) => {
    const bundle = await rolldown({ input: join(folder, "main.js"), plugins: [minifyPackages], cwd: folder });
    const { output } = await bundle.generate({
      format: "cjs",
      chunkFileNames: "[name].js",
      codeSplitting: { groups: [filePerPackage] },
    });
    const code = Object.fromEntries((output as OutputChunk[]).map((chunk) => [chunk.fileName, chunk.code]));
    expect(Object.keys(code).toSorted()).toContain("packages/scope-two.js");
    for (const [file, text] of Object.entries(code)) {
      if (file === "main.js") expect(text).toContain("ownNumber");
      else expect(text).not.toContain("givenNumber");
    }
  }));

test("the default export of a package is the one that its CommonJS build names so", () =>
  withFiles({ "main.js": `import call from "given"; export const result = call();` }, async (folder) => {
    const bundle = await rolldown({
      input: join(folder, "main.js"),
      external: ["given"],
      plugins: [defaultExportOf("given")],
    });
    const { output } = await bundle.generate({ format: "cjs" });
    const exports: { result?: string } = {};
    const given = Object.defineProperty({ default: () => "called" }, "__esModule", { value: true });
    new Function("require", "exports", output[0].code)(() => given, exports);
    expect(exports.result).toBe("called");
  }));
