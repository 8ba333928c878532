import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeConformance } from "../../../src/auth/conformance.js";
import { legacyModuleStore } from "../../../src/auth/stores/legacy-module.js";
import type { Token } from "../../../src/auth/token.js";
import { run } from "../../support/package/packed-package.js";

let folder: string;
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "zcrm-module-")));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
/** Writes a module, and gives its path. What it does is seen in `globalThis[path]`. */
async function moduleOf(text: string, ending = "js"): Promise<string> {
  const path = join(folder, `module-${count++}.${ending}`);
  await writeFile(path, text);
  return path;
}

/** As the old client's own module for MySQL: rows by user, of which an update changes two columns. */
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

/** One object by user, under the names that the client hands in, as modules for other databases have it. */
const OBJECTS = `
  const kept = new Map();
  export default {
    async saveOAuthTokens(t) { kept.set(t.user_identifier, { ...t }); },
    async updateOAuthTokens(t) { kept.set(t.user_identifier, { ...t }); },
    async getOAuthTokens(user) { return kept.get(user); },
  };`;

/** By the fork's names, and it only ever adds. */
const ADDS = `
  const rows = [];
  export const saveOAuthTokens = async (t) => void rows.push(t);
  export const updateOAuthTokens = saveOAuthTokens;
  export const getOAuthTokens = async () => rows.toReversed().filter((r, i, all) => all.findIndex((o) => o.user_identifier === r.user_identifier) === i)
    .map((t) => ({ user_identifier: t.user_identifier, access_token: t.access_token, refresh_token: t.refresh_token, expiry_time: t.expiry_time }));`;

describe.each([
  ["CommonJS, an array of rows", ROWS, "cjs"],
  ["ES module, a default export of objects", OBJECTS, "mjs"],
  ["ES module, everybody's rows", ADDS, "mjs"],
])("conformance: %s", (_, text, ending) => {
  let path: string;
  beforeAll(async () => {
    path = await moduleOf(text, ending);
  });
  for (const { name, run } of storeConformance(async () => legacyModuleStore(path), { bareTokens: true })) {
    test(name, run);
  }
});

describe("what the functions are called with", () => {
  const RECORDING = `
    const calls = (globalThis[import.meta.filename] = []);
    let row;
    const keep = (name) => async (t) => { calls.push([name, t]); row = { ...t }; };
    export const saveOAuthTokens = keep("save"), updateOAuthTokens = keep("update");
    export const getOAuthTokens = async (...args) => { calls.push(["get", ...args]); return row ? [row] : []; };`;

  test("first tokens are saved, a new access token updates, a new refresh token is saved", async () => {
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

describe("what getOAuthTokens may answer", () => {
  const answering = async (answer: string) =>
    legacyModuleStore(
      await moduleOf(
        `exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {}; exports.getOAuthTokens = (user) => ${answer};`,
        "cjs",
      ),
    ).get("ada");

  const old = { accessToken: "a", refreshToken: "r", expiresAt: 5 };
  const cases: [string, string, Token | undefined][] = [
    ["an array", "Promise.resolve([{ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }])", old],
    ["one object", "Promise.resolve({ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 })", old],
    ["no promise", "[{ accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }]", old],
    ["the time as a text", "[{ accesstoken: 'a', refreshtoken: 'r', expirytime: '5' }]", old],
    ["the names of its own client", "[{ access_token: 'a', refresh_token: 'r', expires_in: 5 }]", old],
    [
      "the row that ends last",
      "[['b', 4], ['a', 5], ['c', 3]].map(([accesstoken, expirytime]) => ({ accesstoken, refreshtoken: 'r', expirytime }))",
      old,
    ],
    [
      "others' rows as well",
      "[{ useridentifier: 'Ada', accesstoken: 'x', expirytime: 9 }, { useridentifier: user, accesstoken: 'a', refreshtoken: 'r', expirytime: 5 }]",
      old,
    ],
    ["only others' rows", "[{ useridentifier: 'Ada', accesstoken: 'x', expirytime: 9 }]", undefined],
    ["no access token yet", "[{ refreshtoken: 'r' }]", { accessToken: "", refreshToken: "r", expiresAt: 0 }],
    ["an empty array", "[]", undefined],
    ["nothing", "undefined", undefined],
    ["null", "Promise.resolve(null)", undefined],
    ["an empty object", "[{}]", undefined],
    ["a word", "'no tokens'", undefined],
  ];
  test.each(cases)("%s", async (_, answer, want) => {
    expect(await answering(answer)).toEqual(want);
  });

  test("a rejection and a throw come out as they are", async () => {
    await expect(answering("Promise.reject(new Error('no row'))")).rejects.toThrow("no row");
    await expect(answering("user.x.y")).rejects.toThrow(TypeError);
  });

  test("any nonsense is nothing, or a token", async () => {
    const path = await moduleOf(
      "exports.saveOAuthTokens = exports.updateOAuthTokens = () => {}; exports.getOAuthTokens = () => globalThis.nonsense;",
      "cjs",
    );
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (answer) => {
        Reflect.set(globalThis, "nonsense", answer);
        const token = await legacyModuleStore(path).get("ada");
        expect(["undefined", "string"]).toContain(typeof token?.accessToken);
      }),
    );
  });
});

test("a module that rejects where it has nothing gets the first tokens all the same", async () => {
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

test("delete is refused by name", async () => {
  const path = await moduleOf(ROWS, "cjs");
  await expect(legacyModuleStore(path).delete("ada")).rejects.toThrow(`${path} has no function that deletes`);
});

describe("where it is found", () => {
  /** A program of another folder, since the place to look from is the process's. */
  const inProject = async (files: Record<string, string>, path: string): Promise<string> => {
    const project = join(folder, `project-${count++}`);
    for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
      await mkdir(dirname(join(project, name)), { recursive: true });
      await writeFile(join(project, name), text);
    }
    const program = `
      import { legacyModuleStore } from ${JSON.stringify(join(process.cwd(), "src/auth/stores/legacy-module.ts"))};
      const found = await legacyModuleStore(${JSON.stringify(path)}).get("ada").catch((error) => error);
      console.log(found?.accessToken ?? found?.name + " " + found?.code + " " + found?.message);`;
    await writeFile(join(project, "program.mts"), program);
    const tsx = join(process.cwd(), "node_modules/tsx/dist/loader.mjs");
    const { stdout } = await run(process.execPath, ["--import", tsx, "program.mts"], { cwd: project });
    return stdout.trim().replaceAll(project, "PROJECT");
  };
  const answers = (word: string) => `
    exports.saveOAuthTokens = exports.updateOAuthTokens = async () => {};
    exports.getOAuthTokens = async () => [{ accesstoken: ${JSON.stringify(word)}, expirytime: 1 }];`;

  test.each([
    ["the working directory", { "lib/tokens.js": answers("here") }, "./lib/tokens.js"],
    ["the working directory, without an ending", { "lib/tokens.js": answers("here") }, "lib/tokens"],
    ["the old package's file", { "tokens.js": answers("here") }, "../../../../tokens.js"],
    [
      "the fork's file",
      { "tokens.js": answers("here"), "node_modules/@trifoia/zcrmsdk/package.json": "{}" },
      "../../../../../tokens",
    ],
    ["the old package's folder", { "node_modules/zcrmsdk/lib/js/own/tokens.js": answers("here") }, "./own/tokens"],
    [
      "the packages",
      { "node_modules/my-tokens/index.js": answers("here"), "node_modules/my-tokens/package.json": "{}" },
      "my-tokens",
    ],
  ])("from %s", async (_, files, path) => {
    expect(await inProject(files, path)).toBe("here");
  });

  test("nowhere: the error names every place looked at", async () => {
    expect(await inProject({}, "./tokens")).toBe(
      "ConfigError INVALID_CONFIGURATION cannot find the module ./tokens; looked for " +
        "PROJECT/node_modules/zcrmsdk/lib/js/tokens, PROJECT/node_modules/@trifoia/zcrmsdk/lib/js/tokens, " +
        "PROJECT/tokens (set mysql_module to the path of a module, to local for the memory of the process, or leave it out for MySQL)",
    );
  });

  test("a module without the functions says which", async () => {
    const path = await moduleOf("exports.getOAuthTokens = async () => [];", "cjs");
    await expect(legacyModuleStore(path).get("ada")).rejects.toThrow(
      `${path} must export the functions saveOAuthTokens, updateOAuthTokens, getOAuthTokens`,
    );
  });
});
