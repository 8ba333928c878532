/** What the build does with code of other packages. */
import { join } from "node:path";
import type { Plugin } from "rolldown";
import { minifySync } from "rolldown/utils";

/** The folder of the package that a module belongs to; undefined for the project's own modules. */
export const packageFolder = (module: string): string | undefined =>
  /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+(?=[\\/])/.exec(module)?.[0];

/** Where bundled packages are, one file each. */
const FOLDER = "packages/";

/** Puts each bundled package into a file of its own. An entry of `codeSplitting.groups`. */
export const filePerPackage = {
  name(module: string): string | null {
    const [, name] = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)$/.exec(packageFolder(module) ?? "") ?? [];
    return name === undefined ? null : join(FOLDER, name.replace(/^@(.*)[\\/]/, "$1-"));
  },
};

/**
 * Minifies the files of bundled packages in a CommonJS build. Nobody debugs them here: their sources are in their own
 * packages. ES modules stay as they are, since bundlers leave less out of minified ones.
 */
export const minifyPackages: Plugin = {
  name: "minify-packages",
  // The bundler prints what `renderChunk` returns once more, with all its spaces.
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk" || !chunk.name.startsWith(FOLDER)) continue;
      const { code, errors } = minifySync(chunk.fileName, chunk.code, {
        module: false,
        mangle: { toplevel: true },
        codegen: { removeWhitespace: true },
      });
      if (errors.length > 0) throw new Error(`${chunk.fileName} cannot be minified: ${errors[0]?.message}`);
      chunk.code = code;
    }
  },
};

/**
 * Takes the function that a package's CommonJS build exports as `exports.default` for its default export. The bundler,
 * like Node.js, would take all of `exports`.
 */
export function defaultExportOf(name: string): Plugin {
  const id = `\0default-export-of-${name}`;
  return {
    name: "default-export-of",
    resolveId: {
      order: "pre",
      handler: (specifier, importer) => (specifier === name && importer !== id ? id : undefined),
    },
    // Whether the bundler takes all of `exports` depends on the kind of module that imports them.
    load: (wanted) =>
      wanted === id
        ? `import all from ${JSON.stringify(name)};\nexport default typeof all === "function" ? all : all.default;`
        : undefined,
  };
}
