import { readdir, readFile, writeFile } from "node:fs/promises";
import { defineConfig, type UserConfig } from "tsdown";

const common = {
  platform: "node",
  target: "node20.19",
  sourcemap: true,
  fixedExtension: true,
  dts: false,
  // The sources are packed beside their maps.
  outputOptions: { sourcemapExcludeSources: true },
} satisfies UserConfig;

const entry = {
  index: "src/index.ts",
  operations: "generated/operations/index.ts",
  emulator: "src/emulator/index.ts",
  runtime: "src/core/operation.ts",
  mysql: "src/auth/stores/mysql.ts",
  conformance: "src/auth/conformance.ts",
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

/** What the emulator alone validates, parses and packs with. It brings them along: nobody else who installs needs them. */
const bundled = ["ajv", "csv-parse", "csv-stringify", "fast-deep-equal", "fast-uri", "fflate", "json-schema-traverse"];

/** What the emulator's console is made with. */
const bundledInPage = ["preact"];

/** What is brought along comes with its licence. */
async function tellLicences(): Promise<void> {
  const texts = [...bundled, ...bundledInPage].sort().map(async (name) => {
    const licence = await readFile(`node_modules/${name}/LICENSE`, "utf8");
    return `${name}\n\n${licence.trim()}\n`;
  });
  await writeFile("dist/third-party-licences.txt", (await Promise.all(texts)).join("\n---\n\n"));
}

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
  deps: { alwaysBundle: bundledInPage },
} satisfies UserConfig;

/** The package's own entries by name: what one build loads from another. */
const own = /^zcrm\//;

/** A list of exports at the end of a file names each once more than is needed; 12 kB of the declarations. */
async function exportInPlace(): Promise<void> {
  const files = (await readdir("dist")).filter((name) => name.endsWith(".d.cts"));
  for (const file of files) {
    const path = `dist/${file}`;
    let text = await readFile(path, "utf8");
    const [list = "", names = ""] = /^export \{ (.*) \};$/m.exec(text) ?? [];
    const others = names.split(", ").filter((entry) => {
      const name = entry.replace(/^type /, "");
      const declaration = new RegExp(
        `^(declare (?:abstract class|class|const|function) |interface |type )(?=${name}\\b)`,
        "gm",
      );
      const before = text;
      if (/^\w+$/.test(name)) text = text.replace(declaration, "export $1");
      return text === before;
    });
    // An empty list stays: without any, a declaration file exports whatever it declares.
    if (list !== "")
      await writeFile(
        path,
        text.replace(list, () => `export {${others.join(", ")}};`),
      );
  }
}

/** The declarations of both builds are the same, so one refers to the other: half the size, and one identity. */
async function shareDeclarations(): Promise<void> {
  await exportInPlace();
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
    deps: { neverBundle: own, alwaysBundle: bundled },
    hooks: {
      "build:done": async () => {
        await tellLicences();
        await writeFile("dist/legacy.mjs", LEGACY);
      },
    },
  },
  {
    ...common,
    format: "cjs",
    // `require` gives the old client itself, which has only one export to give.
    entry: {
      ...entry,
      legacy: "src/legacy/commonjs.ts",
      "inner-modules": "src/legacy/register/inner-modules.ts",
      register: "src/legacy/register/register.ts",
      "register-hooks": "src/legacy/register/register-hooks.ts",
      codegen: "codegen/commonjs.ts",
    },
    // Its CommonJS build has its function as `exports.default`, where the bundler, as Node would, looks for the module
    // itself; so these builds carry a copy. The declarations go on referring to the package.
    deps: { neverBundle: own, alwaysBundle: ["openapi-fetch", ...bundled] },
    // Left to itself the bundler puts its helpers into the transport, which then loads with everything else.
    outputOptions: { ...common.outputOptions, codeSplitting: { groups: [{ name: "interop", test: /^\0rolldown/ }] } },
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
  consolePage,
]);
