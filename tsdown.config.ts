import { defineConfig, type UserConfig } from "tsdown";
import { compactDeclarations } from "./codegen/build/compact-declarations.js";
import { declareForImport, referTo } from "./codegen/build/declaration-files.js";
import { collectLicenses } from "./codegen/build/licenses.js";

const common = {
  platform: "node",
  target: "node20.19",
  sourcemap: true,
  fixedExtension: true,
  dts: false,
  // The package includes the sources.
  outputOptions: { sourcemapExcludeSources: true },
  plugins: [collectLicenses("dist/third-party-licences.txt")],
} satisfies UserConfig;

const entry = {
  index: "src/index.ts",
  core: "src/core-client.ts",
  operations: "generated/operations/index.ts",
  query: "src/query/index.ts",
  emulator: "src/emulator/index.ts",
  runtime: "src/core/operation.ts",
  mysql: "src/auth/stores/mysql.ts",
  redis: "src/redis/index.ts",
  postgres: "src/postgres/index.ts",
  otel: "src/otel/index.ts",
  conformance: "src/auth/conformance.ts",
  schema: "src/schema/index.ts",
  data: "src/data/index.ts",
};

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

/** The entries of the package, which one build loads from another by name. */
const own = /^zcrm\//;

/** Builds only declarations. They are written for CommonJS, and passed on to ES modules. */
const declarations = {
  ...common,
  format: "esm",
  clean: false,
  dts: { sourcemap: true, emitDtsOnly: true, cjsDefault: true },
  outExtensions: () => ({ js: ".cjs", dts: ".d.cts" }),
  // No comments with the names of bundled files: the maps have them.
  inputOptions: { experimental: { attachDebugInfo: "none" } },
  plugins: [
    referTo({
      "generated/models.ts": "./models.cjs",
      "generated/modules.ts": "./modules.cjs",
      "generated/operations/": "./operations.cjs",
      "src/core/operation.ts": "./runtime.cjs",
      "src/legacy/index.ts": "./legacy-client.cjs",
    }),
    compactDeclarations,
  ],
} satisfies UserConfig;

export default defineConfig([
  {
    ...common,
    format: "esm",
    entry: { ...entry, codegen: "codegen/index.ts", cli: "src/cli/main.ts", legacy: "src/legacy/es-module.ts" },
    deps: { neverBundle: own },
    plugins: [...common.plugins, referTo({ "src/legacy/commonjs.ts": "./legacy.cjs" })],
  },
  {
    ...common,
    format: "cjs",
    // `require` returns the legacy client itself.
    entry: {
      ...entry,
      legacy: "src/legacy/commonjs.ts",
      "inner-modules": "src/legacy/register/inner-modules.ts",
      register: "src/legacy/register/register.ts",
      "register-hooks": "src/legacy/register/register-hooks.ts",
      codegen: "codegen/commonjs.ts",
    },
    // The CommonJS build of openapi-fetch exports its function as `exports.default`, but the bundler, like Node, takes the
    // whole module for the default export. So this build contains a copy. The declarations still refer to the package.
    deps: { neverBundle: own, alwaysBundle: ["openapi-fetch"] },
    // Otherwise the bundler puts its helpers into the transport, and every program would load the transport at once.
    outputOptions: { ...common.outputOptions, codeSplitting: { groups: [{ name: "interop", test: /^\0rolldown/ }] } },
  },
  {
    ...declarations,
    entry: { ...entry, codegen: "codegen/commonjs.ts" },
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
