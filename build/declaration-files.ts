/** Plugins that decide which file declares what, and for whom. */
import { dirname, relative, resolve } from "node:path";
import type { Plugin } from "rolldown";

/**
 * Makes declarations refer to the files that declare these sources, instead of copying from them.
 *
 * A program's `declare module "zcrm"` merges with an interface only where the interface itself is exported, under its own
 * name. Between files that it splits by itself the bundler passes aliases; between these it passes names.
 * @param files The file that declares each source, by the source's path; a path that ends in `/` is a whole folder.
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

/** Puts a file beside each entry's declarations that passes them on to ES modules: one set of types for both kinds. */
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
