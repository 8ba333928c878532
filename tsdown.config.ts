import { writeFile } from "node:fs/promises";
import { defineConfig, type UserConfig } from "tsdown";

const common = {
  platform: "node",
  target: "node20.19",
  sourcemap: true,
  fixedExtension: true,
  dts: false,
} satisfies UserConfig;

const entry = {
  index: "src/index.ts",
  operations: "generated/operations/index.ts",
  emulator: "src/emulator/index.ts",
  runtime: "src/core/operation.ts",
  mysql: "src/auth/stores/mysql.ts",
  conformance: "src/auth/stores/conformance.ts",
};

/**
 * Modules whose declarations stand in a file of their own, to which the others refer: under their own names, so that a
 * program's `declare module "zcrm"` reaches the interfaces where they are declared, and each declared once.
 */
const declared = {
  models: "generated/models.ts",
  modules: "generated/modules.ts",
  operations: "generated/operations/index.ts",
};

const declaredAt: readonly [RegExp, string][] = [
  [/(^|\/)models\.js$/, "./models.cjs"],
  [/generated\/modules\.js$|^\.\.\/modules\.js$/, "./modules.cjs"],
  [/(^|\/)operations\/[\w-]+\.js$/, "./operations.cjs"],
  [/(^\.|core)\/operation\.js$/, "./runtime.cjs"],
];

const referToDeclared = {
  name: "refer-to-declared",
  resolveId: {
    order: "pre" as const,
    handler(source: string, importer: string | undefined) {
      if (importer === undefined || importer.includes("src/emulator")) return undefined;
      if (importer.includes("generated/operations/index")) return undefined;
      const [, id] = declaredAt.find(([pattern]) => pattern.test(source)) ?? [];
      return id === undefined ? undefined : { id, external: true };
    },
  },
};

/** The package's own entries by name: what one build loads from another. */
const own = /^zcrm\//;

/** The declarations of both builds are the same, so one refers to the other: half the size, and one identity. */
async function shareDeclarations(): Promise<void> {
  for (const name of [...Object.keys(entry), "codegen"])
    await writeFile(`dist/${name}.d.mts`, `export * from "./${name}.cjs";\n`);
  await writeFile("dist/register.d.cts", "export {};\n");
  await writeFile("dist/legacy.d.mts", LEGACY_TYPES);
}

/** The old client is one for the whole program, so `import` gives what `require` does. */
const LEGACY = `\
import client from "./legacy.cjs";
export const ZCRMRestClient = client;
export default client;
`;

/** Its default export is not that of the other build, which is the client itself. */
const LEGACY_TYPES = `\
import type { LegacyClient } from "./legacy.cjs";
export type {
  LegacyAnswer, LegacyApi, LegacyCall, LegacyClient, LegacyConfig, LegacyFile, LegacyInput, LegacyResponse,
  LegacyTokens, NoData,
} from "./legacy.cjs";
/** The client of the old packages zcrmsdk and @trifoia/zcrmsdk: one for the whole program, as it was there. */
export declare const ZCRMRestClient: LegacyClient;
export default ZCRMRestClient;
`;

/** Declarations alone, of the CommonJS build. */
const declarations = {
  ...common,
  format: "esm",
  clean: false,
  dts: { sourcemap: true, emitDtsOnly: true, cjsDefault: true },
  outExtensions: () => ({ js: ".cjs", dts: ".d.cts" }),
  // Without comments that name the bundled files: the maps do.
  inputOptions: { experimental: { attachDebugInfo: "none" } },
} satisfies UserConfig;

export default defineConfig([
  {
    ...common,
    format: "esm",
    entry: { ...entry, codegen: "codegen/index.ts", cli: "src/cli/main.ts" },
    deps: { neverBundle: own },
    hooks: { "build:done": () => writeFile("dist/legacy.mjs", LEGACY) },
  },
  {
    ...common,
    format: "cjs",
    // `require` gives the old client itself, which has only one export to give.
    entry: {
      ...entry,
      legacy: "src/legacy/commonjs.ts",
      "inner-modules": "src/legacy/inner-modules.ts",
      register: "src/legacy/register.ts",
      "register-hooks": "src/legacy/register-hooks.ts",
      codegen: "codegen/commonjs.ts",
    },
    // Its CommonJS build has its function as `exports.default`, where the bundler, as Node would, looks for the module
    // itself; so these builds carry a copy. The declarations go on referring to the package.
    deps: { neverBundle: own, alwaysBundle: ["openapi-fetch"] },
    // Left to itself the bundler puts its helpers into the transport, which then loads with everything else.
    outputOptions: { codeSplitting: { groups: [{ name: "interop", test: /^\0rolldown/ }] } },
  },
  {
    ...declarations,
    entry: {
      index: entry.index,
      emulator: entry.emulator,
      mysql: entry.mysql,
      conformance: entry.conformance,
      ...declared,
      legacy: "src/legacy/commonjs.ts",
    },
    plugins: [referToDeclared],
    hooks: { "build:done": shareDeclarations },
  },
  { ...declarations, entry: { runtime: entry.runtime, codegen: "codegen/commonjs.ts" } },
]);
