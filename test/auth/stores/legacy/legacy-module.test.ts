import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeConformance } from "../../../../src/auth/conformance.js";
import { legacyModuleStore } from "../../../../src/auth/stores/legacy/legacy-module.js";
import type { Token } from "../../../../src/auth/token.js";
import { bundled } from "../../../support/bundled.js";
import { run } from "../../../support/package/packed-package.js";

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "zcrm-module-")));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
/** Writes a module, and returns its path. */
async function moduleOf(text: string, ending = "js"): Promise<string> {
  const path = join(folder, `module-${count++}.${ending}`);
  await writeFile(path, text);
  return path;
}

/** Like the old client's own module for MySQL: rows by user; an update changes two columns. */
const ROWS = `
  let rows = [];
  exports.saveOAuthTokens = async (t) => {
    rows = rows.filter((row) => row.useridentifier !== t.user_identifier);
    rows.push({ useridentifier: t.user_identifier, accesstoken: t.access_token, refreshtoken: t.refresh_token ?? "undefined", expirytime: t.expires_in });
  };
  exports.updateOAuthTokens = async (t) => {
    for (const row of rows) if (row.useridentifier === t.user_identifier) Object.assign(row, { accesstoken: t.access_token, expirytime: t.expires_in });
  };
  exports.getOAuthTokens = async (user) => rows.filter((row) => row.useridentifier === user).map((row) => ({ ...row }));`;

/** Like modules for other databases: one object by user, with the names that the client passes. */
const OBJECTS = `
  const kept = new Map();
  export default {
    async saveOAuthTokens(t) { kept.set(t.user_identifier, { ...t }); },
    async updateOAuthTokens(t) { kept.set(t.user_identifier, { ...t }); },
    async getOAuthTokens(user) { return kept.get(user); },
  };`;

/** Only adds rows, and uses the fork's names. */
const ADDS = `
  const rows = [];
  export const saveOAuthTokens = async (t) => void rows.push(t);
  export const updateOAuthTokens = saveOAuthTokens;
  export const getOAuthTokens = async () => rows.toReversed().filter((r, i, all) => all.findIndex((o) => o.user_identifier === r.user_identifier) === i)
    .map((t) => ({ user_identifier: t.user_identifier, access_token: t.access_token, refresh_token: t.refresh_token, expiry_time: t.expiry_time }));`;

describe.each([
  ["CommonJS, an array of rows", ROWS, "cjs"],
  ["ES module, a default export of objects", OBJECTS, "mjs"],
  ["ES module, the rows of all users", ADDS, "mjs"],
])("conformance: %s", (_, text, ending) => {
  let path: string;
  beforeAll(async () => {
    path = await moduleOf(text, ending);
  });
  for (const { name, run } of storeConformance(async () => legacyModuleStore(path), { bareTokens: true })) {
    test(name, run);
  }
});

describe("the module's functions", () => {
  const RECORDING = `
    const calls = (globalThis[import.meta.filename] = []);
    let row;
    const keep = (name) => async (t) => { calls.push([name, t]); row = { ...t }; };
    export const saveOAuthTokens = keep("save"), updateOAuthTokens = keep("update");
    export const getOAuthTokens = async (...args) => { calls.push(["get", ...args]); return row ? [row] : []; };`;

  test("save the first tokens and a new refresh token, and update for a new access token", async () => {
    const path = await moduleOf(RECORDING, "mjs");
    const store = legacyModuleStore(path);
    await store.set("ada", { accessToken: "a1", refreshToken: "r1", expiresAt: 1, issuedAt: [1] });
    await store.set("ada", { accessToken: "a2", refreshToken: "r1", expiresAt: 2 });
    await store.set("ada", { accessToken: "a3", refreshToken: "r2", expiresAt: 3 });
    const given = (n: number, r: string) => ({
      user_identifier: "ada",
      access_token: `a${n}`,
      refresh_token: r,
      expires_in: n,
      expiry_time: n,
    });
    expect(Reflect.get(globalThis, path)).toEqual([
      ["get", "ada"],
      ["save", given(1, "r1")],
      ["get", "ada"],
      ["update", given(2, "r1")],
      ["get", "ada"],
      ["save", given(3, "r2")],
    ]);
  });
});

test("a row for everybody is updated under the name that it has", async () => {
  const path = await moduleOf(
    `const row = { user_identifier: "sales", access_token: "a1", refresh_token: "r", expires_in: 1 };
    exports.getOAuthTokens = async () => row;
    exports.saveOAuthTokens = async () => { throw new Error("saved"); };
    exports.updateOAuthTokens = async (t) => { if (t.user_identifier === row.user_identifier) Object.assign(row, t); };`,
    "cjs",
  );
  const store = legacyModuleStore(path);
  await store.set("ada", { accessToken: "a2", refreshToken: "r", expiresAt: 2 });
  expect(await store.get("ada")).toEqual({ accessToken: "a2", refreshToken: "r", expiresAt: 2 });
});

describe("a module is loaded as require loads it", () => {
  const load = createRequire(import.meta.url);
  const stubs = "saveOAuthTokens: async () => {}, updateOAuthTokens: async () => {}";

  test("and keeps state on `this`, in strict mode, too", async () => {
    const path = await moduleOf(
      `"use strict";
      module.exports = {
        async saveOAuthTokens(t) { this.row = t; },
        async updateOAuthTokens(t) { Object.assign(this.row, t); },
        async getOAuthTokens() { return this.row; },
      };`,
      "cjs",
    );
    const store = legacyModuleStore(path);
    await store.set("ada", { accessToken: "a", refreshToken: "r", expiresAt: 1 });
    await store.set("ada", { accessToken: "b", refreshToken: "r", expiresAt: 2 });
    expect(await store.get("ada")).toEqual({ accessToken: "b", refreshToken: "r", expiresAt: 2 });
    expect(load(path).row).toMatchObject({ access_token: "b" });
  });

  test("with functions that the program replaces later", async () => {
    const path = await moduleOf(`module.exports = { ${stubs}, getOAuthTokens: async () => [] };`, "cjs");
    const store = legacyModuleStore(path);
    expect(await store.get("ada")).toBeUndefined();
    load(path).getOAuthTokens = async () => [{ accesstoken: "later", expirytime: 1 }];
    expect(await store.get("ada")).toMatchObject({ accessToken: "later" });
  });

  test("again after the program took it out of the cache", async () => {
    const path = await moduleOf(
      `const count = (globalThis.loads = (globalThis.loads ?? 0) + 1);
      module.exports = { ${stubs}, getOAuthTokens: async () => [{ accesstoken: "load-" + count, expirytime: 1 }] };`,
      "cjs",
    );
    const store = legacyModuleStore(path);
    expect([await store.get("ada"), await store.get("ada")]).toMatchObject(Array(2).fill({ accessToken: "load-1" }));
    delete load.cache[path];
    expect(await store.get("ada")).toMatchObject({ accessToken: "load-2" });
  });

  test("by the loader of its language", async () => {
    const path = await moduleOf(`one row: here`, "rows");
    load.extensions[".rows"] = (loaded, file) => {
      const [, accesstoken] = readFileSync(file, "utf8").split(": ");
      loaded.exports = { saveOAuthTokens() {}, updateOAuthTokens() {}, getOAuthTokens: () => ({ accesstoken }) };
    };
    try {
      expect(await legacyModuleStore(path.replace(/\.rows$/, "")).get("ada")).toMatchObject({ accessToken: "here" });
    } finally {
      delete load.extensions[".rows"];
    }
  });

  test("or by import, if require cannot load it", async () => {
    const path = await moduleOf(
      `const row = await Promise.resolve({ accesstoken: "awaited", expirytime: 1 });
      export default { ${stubs}, row, async getOAuthTokens() { return this.row; } };`,
      "mjs",
    );
    expect(await legacyModuleStore(path).get("ada")).toMatchObject({ accessToken: "awaited" });
  });

  test("and an error of the module itself is passed on", async () => {
    const path = await moduleOf(`throw new Error("no driver");`, "cjs");
    await expect(legacyModuleStore(path).get("ada")).rejects.toThrow("no driver");
  });
});

describe("getOAuthTokens may return", () => {
  const returning = async (result: string) =>
    legacyModuleStore(
      await moduleOf(
        `exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {}; exports.getOAuthTokens = (user) => ${result};`,
        "cjs",
      ),
    ).get("ada");

  const old = { accessToken: "a", refreshToken: "r", expiresAt: 5 };
  const cases: [string, string, Token | undefined][] = [
    ["an array", "Promise.resolve([{ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }])", old],
    ["one object", "Promise.resolve({ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 })", old],
    ["a value without a promise", "[{ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }]", old],
    ["the expiry as a string", "[{ accesstoken: 'a', refreshtoken: 'r', expirytime: '5' }]", old],
    ["the names of the old client's own objects", "[{ access_token: 'a', refresh_token: 'r', expires_in: 5 }]", old],
    [
      "several rows, of which the one that expires last counts",
      "[['b', 4], ['a', 5], ['c', 3]].map(([accesstoken, expirytime]) => ({ accesstoken, refreshtoken: 'r', expirytime }))",
      old,
    ],
    [
      "rows of other users as well",
      "[{ useridentifier: 'Ada', accesstoken: 'x', expirytime: 9 }, { useridentifier: user, accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }]",
      old,
    ],
    [
      "one row for everybody, under another name",
      "[{ useridentifier: 'Ada', accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }]",
      old,
    ],
    [
      "only rows of other users",
      "['Ada', 'Bob'].map((useridentifier) => ({ useridentifier, accesstoken: 'x', expirytime: 9 }))",
      undefined,
    ],
    ["a row without an access token", "[{ refreshtoken: 'r' }]", { accessToken: "", refreshToken: "r", expiresAt: 0 }],
    ["an empty array", "[]", undefined],
    ["nothing", "undefined", undefined],
    ["null", "Promise.resolve(null)", undefined],
    ["an empty object", "[{}]", undefined],
    ["a word", "'no tokens'", undefined],
  ];
  test.each(cases)("%s", async (_, result, want) => {
    expect(await returning(result)).toEqual(want);
  });

  test("nothing, but reject or throw, which is passed on", async () => {
    await expect(returning("Promise.reject(new Error('no row'))")).rejects.toThrow("no row");
    await expect(returning("user.x.y")).rejects.toThrow(TypeError);
  });

  test("anything, which counts as a token or as nothing", async () => {
    const path = await moduleOf(
      "exports.saveOAuthTokens = exports.updateOAuthTokens = () => {}; exports.getOAuthTokens = () => globalThis.anything;",
      "cjs",
    );
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        Reflect.set(globalThis, "anything", value);
        const token = await legacyModuleStore(path).get("ada");
        expect(["undefined", "string"]).toContain(typeof token?.accessToken);
      }),
    );
  });
});

test("a module that rejects if it has nothing can save the first tokens", async () => {
  const path = await moduleOf(
    `let row;
    exports.saveOAuthTokens = async (t) => { row = t; };
    exports.updateOAuthTokens = async () => { throw new Error("no row"); };
    exports.getOAuthTokens = async () => { if (!row) throw new Error("no row"); return row; };`,
    "cjs",
  );
  const store = legacyModuleStore(path);
  await store.set("ada", { accessToken: "a", expiresAt: 1 });
  expect(await store.get("ada")).toEqual({ accessToken: "a", expiresAt: 1 });
});

test("delete is an error that names the module", async () => {
  const path = await moduleOf(ROWS, "cjs");
  await expect(legacyModuleStore(path).delete("ada")).rejects.toThrow(`${path} has no function that deletes`);
});

describe("a module is found", () => {
  /** What a program in another folder finds: paths are relative to the working directory. */
  const inProject = async (
    files: Record<string, string>,
    path: string,
    { program: name = "program.mjs", directory = "." } = {},
  ): Promise<string> => {
    const project = join(folder, `project-${count++}`);
    for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
      await mkdir(dirname(join(project, name)), { recursive: true });
      await writeFile(join(project, name), text);
    }
    const program = `
      import { legacyModuleStore } from ${JSON.stringify(await bundled("src/auth/stores/legacy/legacy-module.ts"))};
      const found = await legacyModuleStore(${JSON.stringify(path)}).get("ada").catch((error) => error);
      console.log(found?.accessToken ?? found?.name + " " + found?.code + " " + found?.message);`;
    await mkdir(dirname(join(project, name)), { recursive: true });
    await writeFile(join(project, name), program);
    const { stdout } = await run(process.execPath, [join(project, name)], { cwd: resolve(project, directory) });
    return stdout.trim().replaceAll(project, "PROJECT");
  };
  const moduleWith = (accessToken: string) => `
    exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};
    exports.getOAuthTokens = async () => [{ accesstoken: ${JSON.stringify(accessToken)}, expirytime: 1 }];`;

  test.each([
    ["the working directory", { "lib/tokens.js": moduleWith("here") }, "./lib/tokens.js"],
    ["the working directory, without an extension", { "lib/tokens.js": moduleWith("here") }, "lib/tokens"],
    ["the old package's file", { "tokens.js": moduleWith("here") }, "../../../../tokens.js"],
    [
      "the fork's file",
      { "tokens.js": moduleWith("here"), "node_modules/@trifoia/zcrmsdk/package.json": "{}" },
      "../../../../../tokens",
    ],
    ["the old package's folder", { "node_modules/zcrmsdk/lib/js/own/tokens.js": moduleWith("here") }, "./own/tokens"],
    [
      "the packages",
      { "node_modules/my-tokens/index.js": moduleWith("here"), "node_modules/my-tokens/package.json": "{}" },
      "my-tokens",
    ],
  ])("from %s", async (_, files, path) => {
    expect(await inProject(files, path)).toBe("here");
  });

  const elsewhere = { directory: "/" };
  const zcrm = { "node_modules/zcrm/package.json": "{}" };
  test.each([
    ["the folder of the program", { "tokens.js": moduleWith("here") }, "../../../../tokens", {}],
    [
      "the program's own folder below the project",
      { "bin/tokens.js": moduleWith("here") },
      "./tokens",
      { program: "bin/www.mjs" },
    ],
    [
      "the project of the program",
      { "tokens.js": moduleWith("here") },
      "../../../../tokens",
      { program: "bin/www.mjs" },
    ],
    [
      "the project that has the package installed",
      { ...zcrm, "lib/tokens.js": moduleWith("here"), "apps/one/package.json": "{}" },
      "../../../../lib/tokens",
      { program: "apps/one/main.mjs" },
    ],
    [
      "the packages of the program",
      { "node_modules/my-tokens/index.js": moduleWith("here") },
      "my-tokens",
      { program: "bin/www.mjs" },
    ],
  ])("from %s, if the working directory is another", async (_, files, path, how) => {
    expect(await inProject(files, path, { ...elsewhere, ...how })).toBe("here");
  });

  test("nowhere: the error lists every place", async () => {
    expect(await inProject({}, "./tokens")).toBe(
      "ConfigError INVALID_CONFIGURATION cannot find the module ./tokens; looked for " +
        "PROJECT/node_modules/zcrmsdk/lib/js/tokens, PROJECT/node_modules/@trifoia/zcrmsdk/lib/js/tokens, " +
        "PROJECT/tokens (set mysql_module to the path of a module, to local for the memory of the process, or leave it out for MySQL)",
    );
  });

  test("without its functions: the error lists them", async () => {
    const path = await moduleOf("exports.getOAuthTokens = async () => [];", "cjs");
    await expect(legacyModuleStore(path).get("ada")).rejects.toThrow(
      `${path} must export the functions saveOAuthTokens, updateOAuthTokens, getOAuthTokens`,
    );
  });
});
