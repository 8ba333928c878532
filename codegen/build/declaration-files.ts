/** Plugins that decide which file declares what. */
import { dirname, relative, resolve } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Declares these sources in files of their own, and makes other declarations import them from there.
 *
 * A program's `declare module "zcrm"` merges with an interface only if the interface itself is exported, under its own
 * name. Between the files that the bundler splits by itself, it passes aliases.
 * @param files The file that declares each source, by the path of the source. A path that ends in `/` is a whole folder.
 */
export function referTo(files: Readonly<Record<string, string>>): Plugin {
  const fileOf = (path: string): string | undefined => {
    const source = relative(".", path);
    const [, file] =
      Object.entries(files).find(([key]) => (key.endsWith("/") ? source.startsWith(key) : source === key)) ?? [];
    return file;
  };
  return {
    name: "refer-to-declarations",
    resolveId: {
      order: "pre",
      handler(specifier, importer) {
        if (importer === undefined || !specifier.startsWith(".")) return undefined;
        const file = fileOf(resolve(dirname(importer), specifier).replace(/\.js$/, ".ts"));
        if (file === undefined || file === fileOf(importer.replace(/\.d\.ts$/, ".ts"))) return undefined;
        return { id: file, external: true };
      },
    },
  };
}

/** Adds a file for ES modules to each entry. It only re-exports the declarations, so both kinds of modules share types. */
export const declareForImport: Plugin = {
  name: "declare-for-import",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !chunk.isEntry) continue;
      const fileName = chunk.fileName.replace(/\.d\.cts$/, ".d.mts");
      this.emitFile({ type: "asset", fileName, source: `export * from "./${chunk.name.replace(/\.d$/, "")}.cjs";\n` });
    }
  },
};
