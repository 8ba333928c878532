import { writeFile } from "node:fs/promises";
import { defineConfig, type UserConfig } from "tsdown";

const common = {
  platform: "node",
  target: "node20.19",
  sourcemap: true,
  fixedExtension: true,
} satisfies UserConfig;

const entry = {
  index: "src/index.ts",
  operations: "generated/operations/index.ts",
  emulator: "src/emulator/index.ts",
  runtime: "src/core/operation.ts",
};

/** The package's own entries by name: what one build loads from another. */
const own = /^zcrm\//;

/** The declarations of both builds are the same, so one refers to the other: half the size, and one identity. */
async function shareDeclarations(): Promise<void> {
  for (const name of [...Object.keys(entry), "codegen"])
    await writeFile(`dist/${name}.d.mts`, `export * from "./${name}.cjs";\n`);
}

export default defineConfig([
  {
    ...common,
    format: "esm",
    entry: { ...entry, legacy: "src/legacy/index.ts", codegen: "codegen/index.ts", cli: "src/cli/main.ts" },
    deps: { neverBundle: own },
    // Its default export is not that of the other build.
    dts: { sourcemap: true, entry: "src/legacy/index.ts" },
    hooks: { "build:done": shareDeclarations },
  },
  {
    ...common,
    format: "cjs",
    // `require` gives the old client itself, which has only one export to give.
    entry: { ...entry, legacy: "src/legacy/commonjs.ts", codegen: "codegen/commonjs.ts" },
    dts: { sourcemap: true },
    // Its CommonJS build has its function as `exports.default`, where the bundler, as Node would, looks for the module
    // itself; so these builds carry a copy. The declarations go on referring to the package.
    deps: {
      neverBundle: own,
      alwaysBundle: (id, importer) => id === "openapi-fetch" && !/\.d\.[cm]?ts$/.test(importer ?? ""),
    },
    // Left to itself the bundler puts its helpers into the transport, which then loads with everything else.
    outputOptions: { codeSplitting: { groups: [{ name: "interop", test: /^\0rolldown/ }] } },
  },
]);
