import { defineConfig, type UserConfig } from "tsdown";
import { compactDeclarations } from "./codegen/build/compact-declarations.js";
import { compactPrograms } from "./codegen/build/compact-programs.js";
import { declareForImport, referTo } from "./codegen/build/declaration-files.js";
import { shipSources } from "./codegen/build/declaration-sources.js";
import { collectLicenses } from "./codegen/build/licenses.js";
import { defaultExportOf, filePerPackage, minifyPackages } from "./codegen/build/packages.js";
import { withoutRequire, wrapForImport } from "./codegen/build/wrapped.js";

const common = {
  platform: "node",
  target: "node20.19",
  fixedExtension: true,
  dts: false,
} satisfies UserConfig;

/** What programs and bundlers load: built for both module systems, so that bundlers leave out what is not used. */
const client = {
  index: "src/index.ts",
  core: "src/core-client.ts",
  operations: "generated/operations/index.ts",
  query: "src/query/index.ts",
  runtime: "src/core/operation.ts",
  mysql: "src/auth/stores/mysql/store.ts",
  redis: "src/redis/index.ts",
  postgres: "src/postgres/index.ts",
  otel: "src/otel/index.ts",
  data: "src/data/index.ts",
  notifications: "src/notifications/index.ts",
};

/** What runs beside programs: built once, as CommonJS, with a thin ES module around each. */
const tools = {
  emulator: "src/emulator/index.ts",
  conformance: "src/auth/conformance.ts",
  schema: "src/schema/index.ts",
  codegen: "codegen/index.ts",
};

/** The entries of the package, which one build loads from another by name. */
const own = /^zcrm\//;

/** No comments with the names of bundled files. */
const withoutFileNames = { experimental: { attachDebugInfo: "none" } } as const;

const programs = {
  ...common,
  // The sources have the comments. Maps would need these, and together they are larger than all programs.
  outputOptions: { comments: { jsdoc: false } },
  inputOptions: withoutFileNames,
  deps: { neverBundle: own },
  plugins: [collectLicenses("dist/third-party-licences.txt")],
} satisfies UserConfig;

/** The emulator's console: one script for browsers, and the files beside it. */
const consolePage = {
  platform: "browser",
  target: "es2023",
  format: "esm",
  dts: false,
  minify: true,
  tsconfig: "src/emulator/console/page/tsconfig.json",
  entry: { page: "src/emulator/console/page/main.tsx" },
  outDir: "dist/console",
  copy: ["index.html", "icon.svg", "look.css", "page.css"].map((name) => ({
    from: `src/emulator/console/page/${name}`,
    to: "dist/console",
  })),
  outExtensions: () => ({ js: ".js" }),
  // The page is served by itself, so it has its own licenses beside it.
  plugins: [collectLicenses("dist/console/third-party-licences.txt")],
} satisfies UserConfig;

/** Builds only declarations. They are written for CommonJS, and passed on to ES modules. */
const declarations = {
  ...common,
  format: "esm",
  clean: false,
  sourcemap: true,
  dts: { sourcemap: true, emitDtsOnly: true, cjsDefault: true },
  outExtensions: () => ({ js: ".cjs", dts: ".d.cts" }),
  inputOptions: withoutFileNames,
  // What files share keeps its name, so that it can be exported in place.
  outputOptions: { minifyInternalExports: false },
  plugins: [
    referTo({
      "generated/models.ts": "./models.cjs",
      "generated/modules.ts": "./modules.cjs",
      "generated/operations/": "./operations.cjs",
      "src/core/operation.ts": "./runtime.cjs",
      "src/legacy/index.ts": "./legacy-client.cjs",
    }),
    compactDeclarations,
    // A model is declared by the same lines as in its source.
    shipSources((source) => !/^(codegen|src\/(emulator|schema|auth\/conformance)|generated\/models)\b/.test(source)),
  ],
} satisfies UserConfig;

export default defineConfig([
  {
    ...programs,
    format: "esm",
    entry: { ...client, legacy: "src/legacy/es-module.ts" },
    outputOptions: { ...programs.outputOptions, codeSplitting: { groups: [filePerPackage] } },
    plugins: [...programs.plugins, referTo({ "src/legacy/commonjs.ts": "./legacy.cjs" })],
  },
  {
    ...programs,
    format: "cjs",
    entry: {
      ...client,
      ...tools,
      cli: "src/cli/main.ts",
      // Otherwise it is in the program, and each command, which loads late, has to load the program once more.
      command: "src/cli/command.ts",
      // `require` returns the legacy client itself.
      legacy: "src/legacy/commonjs.ts",
      "inner-modules": "src/legacy/register/inner-modules.ts",
      register: "src/legacy/register/register.ts",
      "register-hooks": "src/legacy/register/register-hooks.ts",
    },
    // The declarations still refer to the package.
    deps: { ...programs.deps, alwaysBundle: ["openapi-fetch"] },
    outputOptions: {
      ...programs.outputOptions,
      // Otherwise the bundler puts its helpers into the transport, and every program would load the transport at once.
      codeSplitting: { groups: [{ name: "interop", test: /^\0rolldown/ }, filePerPackage] },
    },
    plugins: [
      ...programs.plugins,
      minifyPackages,
      defaultExportOf("openapi-typescript"),
      wrapForImport(Object.keys(tools)),
      withoutRequire,
      compactPrograms,
    ],
  },
  {
    ...declarations,
    entry: { ...client, ...tools },
    plugins: [...declarations.plugins, declareForImport],
  },
  {
    ...declarations,
    entry: {
      models: "generated/models.ts",
      modules: "generated/modules.ts",
      legacy: "src/legacy/commonjs.ts",
      "legacy-client": "src/legacy/index.ts",
      register: "src/legacy/register/register.ts",
    },
  },
  {
    ...declarations,
    entry: { legacy: "src/legacy/es-module.ts" },
    outExtensions: () => ({ js: ".mjs", dts: ".d.mts" }),
  },
  consolePage,
]);
