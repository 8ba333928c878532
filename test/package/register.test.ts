/** `zcrm/legacy/register` beside other packages, in both module systems, and in what a program starts; and the trace. */
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

/** Runs a program with the option that loads what is registered. */
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
  test("gives one client for all its names, from anywhere", async () => {
    const names = ["zcrmsdk", "@trifoia/zcrmsdk", "zcrmsdk/lib/js/ZCRMRestClient", "uses-zcrmsdk"].map((name) =>
      JSON.stringify(name),
    );
    const text = `console.log([${names}, "@trifoia/zcrmsdk/lib/js/ZCRMRestClient.js"].map((name) => require(name) === require("zcrm/legacy")).join())`;
    expect(await printed("names.cjs", text)).toEqual(["true,true,true,true,true"]);
  });

  test("gives the client by its inner path with all its names", async () => {
    const text = `
      const { ZCRMRestClient } = require("zcrmsdk/lib/js/ZCRMRestClient");
      console.log(ZCRMRestClient === require("zcrmsdk"));`;
    expect(await printed("path.cjs", text)).toEqual(["true"]);
  });

  test("gives inner modules, the same ones for both names and with an extension, also after the cache was emptied", async () => {
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

  test("is resolved to a path, and what there is not fails as Node has it", async () => {
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

/** An ES module that says whether all ways lead to one client. */
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
  test("gives the same client and modules as require", async () => {
    expect(await printed("same.mjs", MODULE)).toEqual(ONE_CLIENT);
  });

  test("from a CommonJS program as well", async () => {
    const text = `import("zcrmsdk").then(({ default: client }) => console.log(client === require("@trifoia/zcrmsdk")))`;
    expect(await printed("dynamic.cjs", text)).toEqual(["true"]);
  });
});

describe("what a program starts", () => {
  test("a worker thread", async () => {
    await writeFile(join(scratch.folder, "same.mjs"), MODULE);
    const text = `new (require("node:worker_threads").Worker)("./same.mjs")`;
    expect(await printed("worker.cjs", text)).toEqual(ONE_CLIENT);
  });

  test("a process that has the option from its environment", async () => {
    await writeFile(join(scratch.folder, "same.mjs"), MODULE);
    const text = `
      const { execFileSync } = require("node:child_process");
      const env = { ...process.env, NODE_OPTIONS: "-r zcrm/legacy/register" };
      process.stdout.write(execFileSync(process.execPath, ["same.mjs"], { env }));`;
    expect(await scratch.script("child.cjs", text)).toBe(ONE_CLIENT.join("\n"));
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

  test("has a line for each call and nothing else, and loses none where the program exits", async () => {
    const env = { ZCRM_LEGACY_TRACE: "calls.txt" };
    for (const _ of [1, 2]) await runRegistered("trace.cjs", text, env);
    const lines = await readFile(join(scratch.folder, "calls.txt"), "utf8");
    const once = "MODULES.get\nMODULES.get\nORG.get\n";
    expect(lines).toBe(once + once);
  });

  test("that cannot be written is one warning, and the program goes on", async () => {
    for (const path of ["no/such/folder/calls.txt", "."]) {
      const { stdout, stderr } = await runRegistered("trace.cjs", text.replace("process.exit();", ""), {
        ZCRM_LEGACY_TRACE: path,
      });
      expect(stdout).toBe("done\n");
      expect(stderr.match(/ZCRM_LEGACY_TRACE/g)).toHaveLength(1);
    }
  });
});
