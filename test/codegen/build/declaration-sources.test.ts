import { access, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { shipSources } from "../../../codegen/build/declaration-sources.js";
import { withFiles } from "../../support/scratch.js";

const FILES = { "src/shipped.ts": "export const a = 1;\n", "src/private.ts": "export const b = 2;\n" };

/** Stands for the plugin that writes declarations, with a map to the file that is compiled. */
const declared: Plugin = {
  name: "declared",
  generateBundle() {
    for (const name of ["shipped", "private"]) {
      const source = `export const x: number;\n//# sourceMappingURL=${name}.d.cts.map`;
      this.emitFile({ type: "asset", fileName: `${name}.d.cts`, source });
      const map = { version: 3, sources: [`../src/${name}.ts`], names: [], mappings: "AAAA" };
      this.emitFile({ type: "asset", fileName: `${name}.d.cts.map`, source: JSON.stringify(map) });
    }
  },
};

test("sources are shipped with the maps that refer to them; other maps are not shipped", () =>
  withFiles(FILES, async (folder) => {
    const dist = join(folder, "dist");
    const shipped = relative(".", join(folder, "src/shipped.ts"));
    const bundle = await rolldown({
      input: join(folder, "src/shipped.ts"),
      plugins: [declared, shipSources((source) => source === shipped)],
    });
    await bundle.write({ dir: dist });

    const map = JSON.parse(await readFile(join(dist, "shipped.d.cts.map"), "utf8"));
    expect(map).toMatchObject({ mappings: "AAAA", sources: [expect.stringMatching(/^sources\//)] });
    expect(await readFile(join(dist, map.sources[0]), "utf8")).toBe(FILES["src/shipped.ts"]);
    expect(await readFile(join(dist, "shipped.d.cts"), "utf8")).toContain("sourceMappingURL=shipped.d.cts.map");

    await expect(access(join(dist, "private.d.cts.map"))).rejects.toThrow("ENOENT");
    expect(await readFile(join(dist, "private.d.cts"), "utf8")).toBe("export const x: number;\n");
  }));
