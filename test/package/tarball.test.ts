/** The package as users get it: packed, installed into an empty project, required, imported, compiled. */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addNodeTypes,
  addOpenTelemetry,
  packedPackage,
  run,
  type ScratchProject,
} from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addOpenTelemetry(scratch);
});
afterAll(() => scratch?.remove());

const manifest = JSON.parse(await readFile("package.json", "utf8")) as { exports: Record<string, unknown> };
const entries = Object.keys(manifest.exports)
  // `register` has no exports, and its own test.
  .filter((entry) => !entry.endsWith(".json") && entry !== "./legacy/register")
  .map((entry) => entry.replace(/^\./, "zcrm"));

/** Lists leads of an emulator, with the entries that a test loads. */
const program = `
  const { Leads: [id] } = emulator.seed({ Leads: [{ Last_Name: "Doe", Company: "Acme" }] });
  const crm = createClient(emulator.clientOptions());
  const page = await crm.records.list({ module: "Leads", ids: [id] });
  const same = await getRecord(crm, { module: "Leads", id });
  const error = await crm.records.list({ module: "Leeds" }).catch((error) => error);
  console.log(page.data[0].Last_Name, same.data[0].Company, error.code, isCrmError(error, "Api"));
  await emulator.close();
`;

describe("every entry loads", () => {
  for (const entry of entries) {
    test(`import ${entry}`, async () => {
      const printed = await scratch.script("load.mjs", `console.log(Object.keys(await import("${entry}")).length > 0)`);
      expect(printed).toBe("true");
    });
    test(`require ${entry}`, async () => {
      const printed = await scratch.script("load.cjs", `console.log(Object.keys(require("${entry}")).length > 0)`);
      expect(printed).toBe("true");
    });
  }

  test("with the same names, however it is loaded", async () => {
    const text = `
      import { createRequire } from "node:module";
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(entries.filter((entry) => entry !== "zcrm/legacy"))}) {
        const names = (module) => Object.keys(module).filter((name) => !/^(default|module\\.exports)$/.test(name)).sort();
        const [imported, required] = [names(await import(entry)), names(require(entry))];
        console.log(JSON.stringify(imported) === JSON.stringify(required) && imported.length > 0 ? "same" : entry);
      }`;
    const printed = await scratch.script("names.mjs", text);
    expect(printed.split("\n")).toEqual(Array(entries.length - 1).fill("same"));
  });

  test("the description", async () => {
    const printed = await scratch.script("load.cjs", `console.log(require("zcrm/openapi.json").openapi)`);
    expect(printed).toBe("3.1.0");
  });
});

describe("a program runs", () => {
  test("as an ES module", async () => {
    const imports = `
      import { createClient, isCrmError } from "zcrm";
      import { getRecord } from "zcrm/operations";
      import { startEmulator } from "zcrm/emulator";
      const emulator = await startEmulator();`;
    expect(await scratch.script("program.mjs", imports + program)).toBe("Doe Acme INVALID_MODULE true");
  });

  test("as CommonJS", async () => {
    const requires = `
      const { createClient, isCrmError } = require("zcrm");
      const { getRecord } = require("zcrm/operations");
      const { startEmulator } = require("zcrm/emulator");
      startEmulator().then(async (emulator) => {`;
    expect(await scratch.script("program.cjs", `${requires}${program}});`)).toBe("Doe Acme INVALID_MODULE true");
  });

  const stores = `
    const file = fileStore("tokens/tokens.json", { key: "a key of some length" });
    await file.withLock("ada", () => file.set("ada", { accessToken: "kept", expiresAt: 1 }));
    const checks = storeConformance(async () => memoryStore());
    for (const { run } of checks) await run();
    const found = await legacyModuleStore("./tokens.mjs").get("ada");
    const missing = await mysqlStore({ port: 1 }).get("ada").catch((error) => error.message);
    const empty = await redisStore({ eval: async () => null }).get("ada");
    console.log((await file.get("ada")).accessToken, checks.length > 10, found.accessToken, missing.includes("ECONNREFUSED"), empty);`;

  test("with the token stores, from both module systems", async () => {
    await writeFile(
      join(scratch.folder, "tokens.mjs"),
      `export const saveOAuthTokens = () => {}, updateOAuthTokens = saveOAuthTokens;
       export const getOAuthTokens = async () => [{ accesstoken: "found", expirytime: 1 }];`,
    );
    const imports = `
      import { fileStore, legacyModuleStore, memoryStore } from "zcrm";
      import { storeConformance } from "zcrm/conformance";
      import { mysqlStore } from "zcrm/mysql";
      import { redisStore } from "zcrm/redis";`;
    expect(await scratch.script("stores.mjs", imports + stores)).toBe("kept true found true undefined");
    const requires = `
      const { fileStore, legacyModuleStore, memoryStore } = require("zcrm");
      const { storeConformance } = require("zcrm/conformance");
      const { mysqlStore } = require("zcrm/mysql");
      const { redisStore } = require("zcrm/redis");
      (async () => {`;
    expect(await scratch.script("stores.cjs", `${requires}${stores}})();`)).toBe("kept true found true undefined");
  });

  test("without the database driver, until its store is used", async () => {
    const text = `
      const { createRequire } = process.getBuiltinModule("module");
      const { cache } = createRequire(process.cwd() + "/x.js");
      const loaded = () => Object.keys(cache).some((file) => file.includes("mysql2"));
      Promise.all(["zcrm", "zcrm/legacy", "zcrm/mysql"].map((name) => load(name))).then(async ([, , { mysqlStore }]) => {
        const before = loaded();
        await mysqlStore({ port: 1 }).get("ada").catch(() => undefined);
        console.log(before, loaded());
      });`;
    expect(await scratch.script("driver.mjs", `const load = (name) => import(name);${text}`)).toBe("false true");
    expect(await scratch.script("driver.cjs", `const load = async (name) => require(name);${text}`)).toBe("false true");
  });

  test("the legacy client is the module itself, its default export and a named export", async () => {
    const text = `
      const client = require("zcrm/legacy");
      console.log(typeof client.initialize, client === client.default, client === client.ZCRMRestClient);`;
    expect(await scratch.script("legacy.cjs", text)).toBe("function true true");
    const module = `
      import client, { ZCRMRestClient } from "zcrm/legacy";
      console.log(typeof client.initialize, client === ZCRMRestClient);`;
    expect(await scratch.script("legacy.mjs", module)).toBe("function true");
  });

  test("an error of one copy of the package is recognized by the other", async () => {
    const text = `
      import { createRequire } from "node:module";
      import { createClient } from "zcrm";
      const { isCrmError, CrmError } = createRequire(import.meta.url)("zcrm");
      const error = await createClient({ clientId: "a", clientSecret: "b" }).records.list({ module: ".." }).catch((error) => error);
      console.log(isCrmError(error), error instanceof CrmError);`;
    expect(await scratch.script("copies.mjs", text)).toBe("true false");
  });

  test("without configuration, the error names every missing setting and where to set it", async () => {
    const text = `
      const { createClient } = require("zcrm");
      try { createClient(); } catch (error) { console.log(error.name + ": " + error.message); }`;
    const printed = await scratch.script("bare.cjs", text);
    for (const place of [
      "ConfigError",
      "clientId",
      "clientSecret",
      "zcrm.client_id",
      "ZCRM__client_id",
      "ZCRM__client_secret",
    ]) {
      expect(printed).toContain(place.replace("zcrm.", "zoho.crm."));
    }
  });
});

test("the command is installed, and lists its commands", async () => {
  const { stdout } = await run(join(scratch.folder, "node_modules/.bin/zcrm"), ["--help"]);
  expect(stdout).toMatch(/^Usage: zcrm COMMAND/);
  for (const command of ["login", "whoami", "logout", "config", "store", "generate", "pull", "migrate"]) {
    expect(stdout).toMatch(new RegExp(`^  ${command} `, "m"));
  }
});

test("no file loads the program once more", async () => {
  const dist = join(scratch.folder, "node_modules/zcrm/dist");
  const files = (await readdir(dist)).filter((file) => /\.[cm]js$/.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(dist, file), "utf8")));
  expect(files).toContain("cli.cjs");
  expect(files.filter((_, at) => /["']\.\/cli\.cjs["']/.test(texts[at] ?? ""))).toEqual([]);
});

test("the license of every bundled package is included", async () => {
  const dist = join(scratch.folder, "node_modules/zcrm/dist");
  // The name of a file is that of its package, and a hash.
  const bundled = (await readdir(join(dist, "packages"))).map((file) => file.replace(/-[\w-]{8}\.[cm]js$/, ""));
  const licenses = await readFile(join(dist, "third-party-licences.txt"), "utf8");
  const licensed = [...licenses.matchAll(/^(\S+)\nVersion \d+\.\d+\.\d+\n\n/gm)].map(([, name = ""]) =>
    name.replace(/^@(.+)\//, "$1-"),
  );
  expect(new Set(bundled).size).toBeGreaterThan(5);
  expect(licensed).toEqual(expect.arrayContaining(bundled));
});

test("no program is shipped with a map, and no map without the sources that it refers to", async () => {
  const dist = join(scratch.folder, "node_modules/zcrm/dist");
  const files = (await readdir(dist, { recursive: true })).toSorted();
  const maps = files.filter((file) => file.endsWith(".map"));
  expect(maps.length).toBeGreaterThan(10);
  expect(maps.filter((map) => !/\.d\.[cm]ts\.map$/.test(map))).toEqual([]);
  const referred = await Promise.all(
    maps.map(async (map): Promise<string[]> => JSON.parse(await readFile(join(dist, map), "utf8")).sources),
  );
  const shipped = files.filter((file) => /^sources\/.*\.ts$/.test(file));
  expect([...new Set(referred.flat())].toSorted()).toEqual(shipped);
  for (const file of files.filter((name) => /\.[cm]?[jt]s$/.test(name) && !name.startsWith("sources/"))) {
    const [, map] = /^\/\/# sourceMappingURL=(.+)$/m.exec(await readFile(join(dist, file), "utf8")) ?? [];
    if (map !== undefined) expect(maps).toContain(map);
  }
});

describe("the package", () => {
  test("compiles without errors in a strict project, from both module systems", async () => {
    await addNodeTypes(scratch);
    const calls = await readFile("test/types/calls.ts", "utf8");
    await writeFile(join(scratch.folder, "calls.mts"), calls);
    await writeFile(join(scratch.folder, "calls.cts"), calls);
    const options = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      target: "es2022",
      lib: ["es2023", "esnext.disposable"],
      module: "nodenext",
      noEmit: true,
      types: ["node"],
    };
    await writeFile(
      join(scratch.folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: options, include: ["calls.*"] }),
    );
    const tsc = resolve("node_modules/typescript/bin/tsc");
    const errors = await run(process.execPath, [tsc, "-p", scratch.folder]).then(
      () => "",
      ({ stdout }) => String(stdout),
    );
    expect(errors).toBe("");
  });

  test("has types for every way of resolving modules", async () => {
    const attw = resolve("node_modules/@arethetypeswrong/cli/dist/index.js");
    const { stdout } = await run(process.execPath, [
      attw,
      scratch.tarball,
      "--format",
      "json",
      "--exclude-entrypoints",
      "openapi.json",
    ]).catch((failure: { stdout: string }) => failure);
    const { problems } = JSON.parse(stdout) as { problems?: Record<string, unknown> };
    expect(problems ?? {}).toEqual({});
  });

  test("has a sound manifest", async () => {
    const { publint } = await import("publint");
    const { messages } = await publint({
      strict: true,
      pack: { tarball: new Uint8Array(await readFile(scratch.tarball)).buffer },
    });
    expect(messages).toEqual([]);
  });
});
