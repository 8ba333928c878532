/**
 * Test runners that run each test file in a realm of its own, where the errors, Buffers and files of Node are not
 * instances of the file's classes. The same tests pass in all of them.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installedPackages } from "../../support/package/installed-packages.js";
import { packedPackage, run, type ScratchProject } from "../../support/package/packed-package.js";
import { mariaDb } from "../../support/stores/mariadb.js";

const PACKAGES = { name: "runners", private: true, dependencies: { jest: "30.5.2" } };

const LOADED = {
  zcrm: "{ createClient, fileStore, memoryStore }",
  "zcrm/emulator": "{ startEmulator }",
  "zcrm/mysql": "{ mysqlStore }",
  "zcrm/conformance": "{ storeConformance }",
  "zcrm/schema": "{ readSchema }",
  "zcrm/data": "{ readRecords }",
  "zcrm/legacy": "ZCRMRestClient",
  "node:fs/promises": "fs",
};

/** The lines that load the package, for each kind of module. The old client goes by its old name in one of them. */
const LINES = {
  commonjs: Object.entries(LOADED).map(
    ([name, what]) => `const ${what} = require("${name === "zcrm/legacy" ? "zcrmsdk" : name}");`,
  ),
  module: Object.entries(LOADED).map(([name, what]) => `import ${what} from "${name}";`),
};

let project: ScratchProject;
let jest: string;
let port: number;
beforeAll(async () => {
  project = await packedPackage();
  jest = join(await installedPackages("jest", JSON.stringify(PACKAGES)), "jest/bin/jest.js");
  ({ port } = await mariaDb());
});
afterAll(() => project?.remove());

/** Runs the tests in a folder of their own, and returns what the runner prints. */
async function output(type: keyof typeof LINES, name: string, args: readonly string[]): Promise<string> {
  const folder = join(project.folder, name);
  await mkdir(folder);
  const suite = await readFile("test/package/runners/suite.js", "utf8");
  await writeFile(join(folder, "package.json"), JSON.stringify({ type }));
  await writeFile(join(folder, "suite.test.js"), [...LINES[type], suite].join("\n"));
  const env = { PATH: process.env.PATH, MYSQL_PORT: String(port), MYSQL_DATABASE: name, NO_COLOR: "1" };
  const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env }).catch((failed) => failed);
  return `${stdout}${stderr}`;
}

/** As in MIGRATION.md. */
const MAPPER = JSON.stringify({ "^(@trifoia/)?zcrmsdk$": "zcrm/legacy" });
/** On a busy machine, a test may take longer than the runners expect. */
const PATIENT = "--testTimeout=60000";
const JEST = ["--watchman=false", PATIENT];
const VITEST = [resolve("node_modules/vitest/vitest.mjs"), "run", "--globals", PATIENT];

test.each([
  ["commonjs", "jest_commonjs", () => [jest, ...JEST, `--moduleNameMapper=${MAPPER}`]],
  ["module", "jest_module", () => ["--experimental-vm-modules", jest, ...JEST]],
  ["module", "vitest_threads", () => [...VITEST, "--pool=vmThreads"]],
  ["module", "vitest_forks", () => [...VITEST, "--pool=vmForks"]],
] as const)("%s: %s", async (type, name, args) => {
  const printed = await output(type, name, args());
  expect(printed).toMatch(/Tests:? +(\d+) passed(, \1 total| \(\1\))/);
  expect(printed).not.toContain("did not exit");
});
