/** Plugins for what is shipped once, as CommonJS, and used by ES modules as well. */
import { isBuiltin } from "node:module";
import type { Plugin } from "rolldown";

/**
 * Writes `NAME.mjs` for each of these entries of a CommonJS build. It names every export, so that bundlers know them. It
 * loads them through a file that contains nothing else: Node.js searches what an ES module imports for its exports, which
 * takes longer than to run the emulator.
 */
export function wrapForImport(entries: readonly string[]): Plugin {
  return {
    name: "wrap-for-import",
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk" || !chunk.isEntry || !entries.includes(chunk.name)) continue;
        const { fileName, name } = chunk;
        const names = chunk.exports.toSorted();
        const passed = `${name}-exports.cjs`;
        const lines = names.map((one) => `exports.${one} = all.${one};\n`).join("");
        this.emitFile({ type: "asset", fileName: passed, source: `const all = require("./${fileName}");\n${lines}` });
        const source = `export { ${names.join(", ")} } from "./${passed}";\n`;
        this.emitFile({ type: "asset", fileName: `${name}.mjs`, source });
      }
    },
  };
}

/** Where a file is. In a bundle that is an ES module nobody knows, so the program's place has to do. */
const HERE = 'typeof __filename === "string" ? __filename : process.argv[1]';

/**
 * Reaches modules of Node.js without `require`. A bundler that makes an ES module of a CommonJS file, such as esbuild,
 * leaves nothing of that name.
 */
export const withoutRequire: Plugin = {
  name: "without-require",
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== "chunk") continue;
      chunk.code = chunk.code
        .replaceAll(/\brequire\((["'`])([\w:/]+)\1\)/g, (call, _, name: string) =>
          isBuiltin(name) ? `process.getBuiltinModule("${name}")` : call,
        )
        .replaceAll(".pathToFileURL(__filename)", `.pathToFileURL(${HERE})`);
    }
  },
};
