import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { bundledPackages, collectLicenses } from "../../../codegen/build/licenses.js";
import { withFiles } from "../../support/scratch.js";

/** A package with one module. */
const installed = (name: string, files: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({
      "package.json": { name, version: "1.2.3", type: "module", exports: "./index.js" },
      "index.js": `export const word = ${JSON.stringify(name)};`,
      ...files,
    }).map(([path, content]) => [`node_modules/${name}/${path}`, content]),
  );

const FILES = {
  ...installed("one", { LICENSE: "The license of one.\n" }),
  ...installed("@scope/two", { "license.md": "The license of two.\n" }),
  ...installed("unlicensed", {}),
  ...installed("not-imported", { LICENSE: "The license of a package that nothing imports." }),
  "first.js": `export { word } from "one";`,
  "second.js": `export { word } from "@scope/two";`,
  "own.js": "export const word = 1;",
  "faulty.js": `export { word } from "unlicensed";`,
};

async function build(folder: string, entry: string, plugin: Plugin): Promise<void> {
  const bundle = await rolldown({ input: join(folder, entry), plugins: [plugin], cwd: folder });
  await bundle.write({ dir: join(folder, "dist") });
}

test("builds that share the plugin write the licenses of what they bundle into one file", () =>
  withFiles(FILES, async (folder) => {
    const file = join(folder, "dist/licenses.txt");
    const plugin = collectLicenses(file);
    await Promise.all(["first.js", "second.js", "own.js"].map((entry) => build(folder, entry, plugin)));
    expect(await readFile(file, "utf8")).toBe(
      "@scope/two\nVersion 1.2.3\n\nThe license of two.\n\n---\n\none\nVersion 1.2.3\n\nThe license of one.\n",
    );
    expect(bundledPackages(await readFile(file, "utf8"))).toEqual(["@scope/two@1.2.3", "one@1.2.3"]);
  }));

test("a bundled package without a license file fails the build", () =>
  withFiles(FILES, async (folder) => {
    const failed = build(folder, "faulty.js", collectLicenses(join(folder, "dist/licenses.txt")));
    await expect(failed).rejects.toThrow("unlicensed is bundled, but its package has no license file");
  }));

test("a build that bundles no package writes no file", () =>
  withFiles(FILES, async (folder) => {
    const file = join(folder, "dist/licenses.txt");
    await build(folder, "own.js", collectLicenses(file));
    await expect(readFile(file)).rejects.toThrow("ENOENT");
  }));
