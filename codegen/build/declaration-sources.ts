/** A plugin that ships the sources which editors jump to. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Plugin } from "rolldown";

/** Where the sources are, in the folder of the declarations. */
const FOLDER = "sources";

/**
 * Copies the sources that the maps of declarations refer to, and makes the maps refer to the copies.
 * @param isShipped Whether a source is shipped, by its path. A map that refers to any other source is not shipped.
 */
export function shipSources(isShipped: (source: string) => boolean): Plugin {
  return {
    name: "ship-sources",
    writeBundle({ dir = "." }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!/\.d\.[cm]ts\.map$/.test(fileName)) continue;
        const file = join(dir, fileName);
        const map: { sources: string[] } = JSON.parse(readFileSync(file, "utf8"));
        const sources = map.sources.map((source) => relative(".", join(dir, source)));
        if (!sources.every(isShipped)) {
          removeMap(file);
          continue;
        }
        for (const source of sources) {
          const copy = join(dir, FOLDER, source);
          mkdirSync(dirname(copy), { recursive: true });
          copyFileSync(source, copy);
        }
        writeFileSync(file, JSON.stringify({ ...map, sources: sources.map((source) => `${FOLDER}/${source}`) }));
      }
    },
  };
}

/** Removes a map, and the comment that refers to it. */
function removeMap(file: string): void {
  const declarations = file.replace(/\.map$/, "");
  writeFileSync(declarations, readFileSync(declarations, "utf8").replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
  rmSync(file);
}
