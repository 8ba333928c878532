/** `zcrm/legacy/register` with other packages, both module systems, workers and child processes; and its trace. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packedPackage, run, type ScratchProject } from "../support/package/packed-package.js";

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  // The old package is still installed, and another package uses it.
  await addPackage("zcrmsdk", `module.exports = "old"`);
  await addPackage("uses-zcrmsdk", `module.exports = require("zcrmsdk")`);
  await addPackage("zcrmsdk-extra", `module.exports = "extra"`);
});
afterAll(() => scratch?.remove());

async function addPackage(name: string, text: string): Promise<void> {
  const folder = join(scratch.folder, "node_modules", name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "index.js"), text);
}

/** Runs a program with `zcrm/legacy/register` loaded first. */
async function runRegistered(name: string, text: string, env: Record<string, string> = {}) {
  await writeFile(join(scratch.folder, name), text);
  const options = name.endsWith(".mjs") ? "--import" : "-r";
  return run(process.execPath, [options, "zcrm/legacy/register", name], {
    cwd: scratch.folder,
    env: { PATH: process.env.PATH ?? "", ...env },
  });
}
const printed = async (name: string, text: string): Promise<string[]> =>
  (await runRegistered(name, text)).stdout.trimEnd().split("\n");

describe("require", () => {
  test("returns one client for all names, from anywhere", async () => {
    const names = ["zcrmsdk", "@trifoia/zcrmsdk", "zcrmsdk/lib/js/ZCRMRestClient", "uses-zcrmsdk"].map((name) =>
      JSON.stringify(name),
    );
    const text = `console.log([${names}, "@trifoia/zcrmsdk/lib/js/ZCRMRestClient.js"].map((name) => require(name) === require("zcrm/legacy")).join())`;
    expect(await printed("names.cjs", text)).toEqual(["true,true,true,true,true"]);
  });

  test("returns the client for its inner path, with all its exports", async () => {
    const text = `
      const { ZCRMRestClient } = require("zcrmsdk/lib/js/ZCRMRestClient");
      console.log(ZCRMRestClient === require("zcrmsdk"));`;
    expect(await printed("path.cjs", text)).toEqual(["true"]);
  });

  test("returns the same inner modules for both names, with an extension, and after the cache was emptied", async () => {
    const text = `
      const util = require("zcrmsdk/lib/js/mysql/mysql_util");
      console.log(Object.keys(util).sort().join(), util === require("@trifoia/zcrmsdk/lib/js/mysql/mysql_util.js"));
      delete require.cache[require.resolve("zcrmsdk/lib/js/mysql/mysql_util")];
      console.log(util === require("zcrmsdk/lib/js/mysql/mysql_util"));`;
    expect(await printed("inner.cjs", text)).toEqual([
      "deleteOAuthTokens,getOAuthTokens,saveOAuthTokens,updateOAuthTokens true",
      "true",
    ]);
  });

  test("resolves to a path, and fails with the error of Node for unknown paths", async () => {
    const text = `
      console.log(require("node:path").relative(__dirname, require.resolve("zcrmsdk")), require("zcrmsdk-extra"));
      for (const name of ["@trifoia/zcrmsdk/lib/js/none", "zcrmsdk/package.json", "zcrmsdkx", "zcrmsdk.js"])
        try { require(name); } catch (error) { console.log(error.code, error.message.split("\\n")[0]); }`;
    expect(await printed("resolve.cjs", text)).toEqual([
      "node_modules/zcrm/dist/legacy.cjs extra",
      "MODULE_NOT_FOUND Cannot find module '@trifoia/zcrmsdk/lib/js/none'",
      "MODULE_NOT_FOUND Cannot find module 'zcrmsdk/package.json'",
      "MODULE_NOT_FOUND Cannot find module 'zcrmsdkx'",
      "MODULE_NOT_FOUND Cannot find module 'zcrmsdk.js'",
    ]);
  });
});

/** An ES module that prints whether all ways lead to one client. */
const MODULE = `
  import { createRequire } from "node:module";
  import client, { ZCRMRestClient } from "zcrmsdk";
  import own from "zcrm/legacy";
  import util, { getOAuthTokens } from "zcrmsdk/lib/js/mysql/mysql_util.js";
  const require = createRequire(import.meta.url);
  const { default: later } = await import("@trifoia/zcrmsdk");
  const { default: inner } = await import("zcrmsdk/lib/js/ZCRMRestClient");
  const same = [ZCRMRestClient, own, later, inner, require("zcrmsdk"), require("zcrm/legacy"), require("uses-zcrmsdk")];
  console.log(same.map((one) => one === client).join());
  console.log(util === require("zcrmsdk/lib/js/mysql/mysql_util"), getOAuthTokens === util.getOAuthTokens);
  await import("@trifoia/zcrmsdk/lib/js/none").catch((error) => console.log(error.code));`;
const ONE_CLIENT = ["true,true,true,true,true,true,true", "true true", "ERR_MODULE_NOT_FOUND"];

describe("import", () => {
  test("returns the same client and modules as require", async () => {
    expect(await printed("same.mjs", MODULE)).toEqual(ONE_CLIENT);
  });

  test("works in a CommonJS program", async () => {
    const text = `import("zcrmsdk").then(({ default: client }) => console.log(client === require("@trifoia/zcrmsdk")))`;
    expect(await printed("dynamic.cjs", text)).toEqual(["true"]);
  });
});

describe("a program for zcrmsdk 1.x gets a message that it is one", () => {
  const path = "zcrmsdk/routes/initializer";

  test.each([
    ["require", `try { require("${path}"); } catch (error) { console.log(error.code, error.message); }`],
    ["import", `import("${path}").catch((error) => console.log(error.code, error.message));`],
  ])("by %s", async (_, text) => {
    const [first, ...rest] = await printed("later.cjs", text);
    expect(first).toMatch(/MODULE_NOT_FOUND Cannot find module /);
    expect(rest.join("\n")).toContain("This is a module of zcrmsdk 1.x, which has another API");
  });

  test("by a warning, if that is installed", async () => {
    const folder = join(scratch.folder, "later/node_modules/zcrmsdk/routes");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "initializer.js"), "");
    const { stdout, stderr } = await runRegistered("later/app.cjs", `console.log(typeof require("zcrmsdk").API);`);
    expect(stdout).toBe("object\n");
    expect(stderr).toContain("ZcrmWarning: the installed package is zcrmsdk 1.x, which has another API");
  });
});

describe("applies to what a program starts", () => {
  test("worker threads", async () => {
    await writeFile(join(scratch.folder, "same.mjs"), MODULE);
    const text = `new (require("node:worker_threads").Worker)("./same.mjs")`;
    expect(await printed("worker.cjs", text)).toEqual(ONE_CLIENT);
  });

  test("processes with the option in NODE_OPTIONS", async () => {
    await writeFile(join(scratch.folder, "same.mjs"), MODULE);
    const text = `
      const { execFileSync } = require("node:child_process");
      const env = { ...process.env, NODE_OPTIONS: "-r zcrm/legacy/register" };
      process.stdout.write(execFileSync(process.execPath, ["same.mjs"], { env }));`;
    expect(await scratch.script("child.cjs", text)).toBe(ONE_CLIENT.join("\n"));
  });
});

describe("works beside the hooks of", () => {
  const LOADER = "export const resolve = (specifier, context, next) => next(specifier, context);";
  const AGENT = `
    const { pathToFileURL } = require("node:url");
    require("node:module").register("./loader.mjs", pathToFileURL(__filename));`;
  beforeAll(async () => {
    await writeFile(join(scratch.folder, "same.mjs"), MODULE);
    await writeFile(join(scratch.folder, "loader.mjs"), LOADER);
    await writeFile(join(scratch.folder, "agent.cjs"), AGENT);
  });

  test.each([
    ["an agent before it", "-r ./agent.cjs -r zcrm/legacy/register"],
    ["an agent after it", "-r zcrm/legacy/register -r ./agent.cjs"],
    ["an agent that is imported", "-r zcrm/legacy/register --import ./agent.cjs"],
    ["a loader before it", "--experimental-loader ./loader.mjs --import zcrm/legacy/register"],
    ["a loader after it", "-r zcrm/legacy/register --experimental-loader ./loader.mjs"],
  ])("%s", async (_, options) => {
    const { stdout } = await run(process.execPath, ["--no-warnings", ...options.split(" "), "same.mjs"], {
      cwd: scratch.folder,
      env: { PATH: process.env.PATH ?? "" },
    });
    expect(stdout.trimEnd().split("\n")).toEqual(ONE_CLIENT);
  });
});

describe("the trace", () => {
  const text = `
    const { API } = require("zcrmsdk");
    API.MODULES.get({ module: "Leads", id: "secret" }).catch(() => {});
    API.MODULES.get({}).catch(() => {});
    API.ORG.get().catch(() => {});
    console.log("done");
    process.exit();`;

  test("has one line for each call, even if the program exits at once", async () => {
    const env = { ZCRM_LEGACY_TRACE: "calls.txt" };
    for (const _ of [1, 2]) await runRegistered("trace.cjs", text, env);
    const lines = await readFile(join(scratch.folder, "calls.txt"), "utf8");
    const once = "MODULES.get\nMODULES.get\nORG.get\n";
    expect(lines).toBe(once + once);
  });

  test("prints one warning if it cannot be written, and the program continues", async () => {
    for (const path of ["no/such/folder/calls.txt", "."]) {
      const { stdout, stderr } = await runRegistered("trace.cjs", text.replace("process.exit();", ""), {
        ZCRM_LEGACY_TRACE: path,
      });
      expect(stdout).toBe("done\n");
      expect(stderr.match(/ZCRM_LEGACY_TRACE/g)).toHaveLength(1);
    }
  });
});
