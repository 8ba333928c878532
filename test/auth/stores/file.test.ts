import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { storeConformance } from "../../../src/auth/conformance.js";
import { fileStore } from "../../../src/auth/stores/file.js";
import type { Token } from "../../../src/auth/token.js";
import { startStoreProcess } from "../../support/stores/store-process.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-file-store-"));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
const newPath = (): string => join(folder, String(count++), "zcrm", "tokens.json");

const KEY = "correct horse battery staple";
const TOKEN: Token = {
  accessToken: "1000.secret.access",
  refreshToken: "1000.secret.refresh",
  expiresAt: 1,
  issuedAt: [1],
};

describe("conformance", () => {
  const path = () => join(folder, "conformance.json");
  for (const { name, run } of storeConformance(async () => fileStore(path()))) test(name, run);
});

describe("conformance, sealed", () => {
  const path = () => join(folder, "sealed.json");
  for (const { name, run } of storeConformance(async () => fileStore(path(), { key: KEY }))) test(name, run);
});

test("any users and tokens come back, in any order of writes", async () => {
  const user = fc.oneof(fc.constantFrom("a", "b", "__proto__", "toString", ""), fc.string({ unit: "binary" }));
  const token = fc.record(
    {
      accessToken: fc.string({ unit: "binary" }),
      refreshToken: fc.string({ unit: "binary" }),
      expiresAt: fc.integer(),
      apiDomain: fc.webUrl(),
      issuedAt: fc.array(fc.nat()),
    },
    { requiredKeys: ["accessToken", "expiresAt"] },
  );
  const step = fc.record({ user, token: fc.option(token) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const path = newPath();
      const store = fileStore(path);
      const model = new Map<string, Token>();
      for (const { user, token } of steps) {
        if (token) {
          await store.set(user, token);
          model.set(user, token);
        } else {
          await store.delete(user);
          model.delete(user);
        }
      }
      for (const { user } of steps) expect(await fileStore(path).get(user)).toEqual(model.get(user));
    }),
    { numRuns: 25 },
  );
});

describe("the file", () => {
  test("is its owner's alone, as is its folder", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, ".."))).mode & 0o777).toBe(0o700);
  });

  test("is made so again where others could read it", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    await chmod(path, 0o644);
    await fileStore(path).set("ada", TOKEN);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("is by default in the user's configuration folder", async () => {
    const before = process.env.XDG_CONFIG_HOME;
    process.env.XDG_CONFIG_HOME = join(folder, "config");
    try {
      await fileStore().set("ada", TOKEN);
      expect(await readFile(join(folder, "config/zcrm/tokens.json"), "utf8")).toContain("1000.secret.access");
    } finally {
      if (before === undefined) delete process.env.XDG_CONFIG_HOME;
      else process.env.XDG_CONFIG_HOME = before;
    }
  });

  test("that is a link stays one", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const link = join(folder, "link.json");
    await symlink(path, link);
    await fileStore(link).set("bob", TOKEN);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await fileStore(path).get("bob")).toEqual(TOKEN);
  });

  test("is not made by reading, and nothing but it is left by writing", async () => {
    const path = newPath();
    expect(await fileStore(path).get("ada")).toBeUndefined();
    await expect(stat(join(path, ".."))).rejects.toThrow("ENOENT");
    await fileStore(path).set("ada", TOKEN);
    await fileStore(path).withLock?.("ada", async () => undefined);
    expect(await readdir(join(path, ".."))).toEqual(["tokens.json", "tokens.json.locks"]);
    expect(await readdir(`${path}.locks`)).toEqual([]);
  });

  test("what a dead process has begun is removed", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const partial = join(path, "..", ".tokens.json.0c0ffee0.part");
    await writeFile(partial, '{"format":"zcrm-tok');
    expect(await fileStore(path).get("ada")).toEqual(TOKEN);
    await fileStore(path).set("bob", TOKEN);
    await expect(stat(partial)).rejects.toThrow("ENOENT");
  });

  test("a writer that died does not hold up the next one for long", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    await mkdir(`${path}.locks/write`);
    await writeFile(`${path}.locks/write/of-the-dead`, "");
    const start = performance.now();
    await fileStore(path).set("bob", TOKEN);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  const odd = {
    "not JSON": "{ broken",
    empty: "",
    "somebody else's": '{"name":"package","version":"1.0.0"}',
    "an array": "[]",
    "without users": '{"format":"zcrm-tokens","users":7}',
    "sealed in part": '{"format":"zcrm-tokens","sealed":{"salt":"x"}}',
  };
  for (const [what, text] of Object.entries(odd)) {
    test(`that is ${what} is refused by name, and not overwritten`, async () => {
      const path = join(folder, `odd-${count++}.json`);
      await writeFile(path, text);
      for (const store of [fileStore(path), fileStore(path, { key: KEY })]) {
        await expect(store.get("ada")).rejects.toThrow(`${path} `);
        await expect(store.set("ada", TOKEN)).rejects.toThrow("move the file away");
        await expect(store.delete("ada")).rejects.toThrow("nothing was overwritten");
      }
      expect(await readFile(path, "utf8")).toBe(text);
    });
  }

  test("an odd entry is refused, and harms no other", async () => {
    const path = join(folder, `odd-${count++}.json`);
    await writeFile(path, '{"format":"zcrm-tokens","users":{"ada":{"accessToken":7},"__proto__":{"polluted":true}}}');
    const store = fileStore(path);
    await expect(store.get("ada")).rejects.toThrow('has an invalid entry for the user "ada"');
    await store.set("bob", TOKEN);
    expect(await store.get("bob")).toEqual(TOKEN);
    expect(await store.get("polluted")).toBeUndefined();
    await store.set("ada", TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("an empty path is a mistake", () => {
    expect(() => fileStore("")).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
  });
});

describe("a sealed file", () => {
  test("shows neither users nor tokens", async () => {
    const path = newPath();
    await fileStore(path, { key: KEY }).set("ada", TOKEN);
    const text = await readFile(path, "utf8");
    for (const word of ["ada", "1000", "secret", KEY]) expect(text).not.toContain(word);
    expect(await fileStore(path, { key: KEY }).get("ada")).toEqual(TOKEN);
  });

  test("is never sealed twice in the same way", async () => {
    const path = newPath();
    const store = fileStore(path, { key: KEY });
    await store.set("ada", TOKEN);
    const one = await readFile(path, "utf8");
    await store.set("ada", TOKEN);
    const other = await readFile(path, "utf8");
    const { sealed: a } = JSON.parse(one);
    const { sealed: b } = JSON.parse(other);
    expect(a.salt).toBe(b.salt);
    expect([a.iv, a.data, a.tag]).not.toContain(b.iv);
    expect(a.data).not.toBe(b.data);
  });

  test("cannot be read or overwritten with another key, or none", async () => {
    const path = newPath();
    await fileStore(path, { key: KEY }).set("ada", TOKEN);
    const before = await readFile(path, "utf8");
    for (const [store, message] of [
      [fileStore(path, { key: "another key of some length" }), "cannot be decrypted with this key"],
      [fileStore(path), "is encrypted: set its key"],
    ] as const) {
      await expect(store.get("ada")).rejects.toThrow(message);
      await expect(store.set("ada", TOKEN)).rejects.toThrow(message);
      await expect(store.delete("ada")).rejects.toThrow(message);
    }
    expect(await readFile(path, "utf8")).toBe(before);
  });

  test("that was changed is not believed", async () => {
    const path = newPath();
    await fileStore(path, { key: KEY }).set("ada", TOKEN);
    const file = JSON.parse(await readFile(path, "utf8"));
    const data = Buffer.from(file.sealed.data, "base64");
    data[5] = (data[5] ?? 0) ^ 1;
    file.sealed.data = data.toString("base64");
    await writeFile(path, JSON.stringify(file));
    await expect(fileStore(path, { key: KEY }).get("ada")).rejects.toThrow("cannot be decrypted");
  });

  test("was an open one before its first write with a key", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const sealed = fileStore(path, { key: KEY });
    expect(await sealed.get("ada")).toEqual(TOKEN);
    await sealed.set("bob", TOKEN);
    expect(await readFile(path, "utf8")).not.toContain("secret");
    expect(await fileStore(path, { key: KEY }).get("ada")).toEqual(TOKEN);
  });

  test("takes its key from the environment where none is given", async () => {
    const path = newPath();
    process.env.ZCRM_STORE_KEY = KEY;
    try {
      await fileStore(path).set("ada", TOKEN);
    } finally {
      delete process.env.ZCRM_STORE_KEY;
    }
    expect(await readFile(path, "utf8")).not.toContain("secret");
    expect(await fileStore(path, { key: KEY }).get("ada")).toEqual(TOKEN);
  });

  test("needs a key that is not too short", () => {
    for (const key of ["", "fifteen letters"]) {
      expect(() => fileStore("x", { key })).toThrow(/ZCRM_STORE_KEY.*fewer than 16/);
    }
  });
});

describe("several processes", () => {
  test("that write for different users lose nothing", async () => {
    const path = newPath();
    const processes = [0, 1, 2, 3].map((index) =>
      startStoreProcess({ file: path }, { task: "users", prefix: `${index}-`, count: 15 }),
    );
    await Promise.all(processes.map((each) => each.line()));
    for (const each of processes) each.go();
    await Promise.all(processes.map((each) => each.ended));
    for (const prefix of [0, 1, 2, 3]) {
      for (let index = 0; index < 15; index += 1) {
        expect((await fileStore(path).get(`${prefix}-${index}`))?.accessToken).toBe(`access ${index}`);
      }
    }
  });

  test("a write that is killed at any moment leaves the old content or the new, and every reader sees one of them", async () => {
    const round = async (reads: number): Promise<void> => {
      const path = newPath();
      const store = fileStore(path);
      await store.set("before", TOKEN);
      await using writer = startStoreProcess({ file: path }, { task: "write", user: "ada" });
      await writer.line();
      const check = async (): Promise<void> => {
        const index = (await store.get("ada"))?.expiresAt ?? 0;
        expect(await store.get("before")).toEqual(TOKEN);
        expect(await store.get("ada")).toMatchObject({ refreshToken: expect.stringMatching(/^refresh \d+ x*$/) });
        expect((await store.get("ada"))?.expiresAt).toBeGreaterThanOrEqual(index);
      };
      for (let read = 0; read < reads; read += 1) await check();
      await writer.kill();
      await check();
    };
    for (const reads of [1, 20, 40, 60]) await Promise.all([0, 3, 6].map((more) => round(reads + more)));
  });
});
