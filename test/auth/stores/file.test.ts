import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { storeConformance } from "../../../src/auth/conformance.js";
import { fileStore } from "../../../src/auth/stores/file.js";
import type { Token } from "../../../src/auth/token.js";
import type { TokenStore } from "../../../src/auth/token-store.js";

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

describe("conformance, encrypted", () => {
  // A store derives its key once, which takes long on purpose. Two take turns, so that each reads what the other wrote.
  const stores: TokenStore[] = [];
  beforeAll(() => {
    const path = join(folder, "encrypted.json");
    stores.push(fileStore(path, { key: KEY }), fileStore(path, { key: KEY }));
  });
  const nextStore = (): TokenStore => {
    const [store, ...others] = stores.splice(0);
    if (!store) throw new Error("no store is open");
    stores.push(...others, store);
    return store;
  };
  for (const { name, run } of storeConformance(async () => nextStore())) test(name, run);
});

test("any users and tokens are kept exactly, in any order of writes", async () => {
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
  test("can only be read by its owner, and so can its folder", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(path, ".."))).mode & 0o777).toBe(0o700);
  });

  test("is protected again with the next write, if others could read it", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    await chmod(path, 0o644);
    await fileStore(path).set("ada", TOKEN);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test("is in the user's configuration folder by default", async () => {
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

  test("is replaced behind a symbolic link", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const link = join(folder, "link.json");
    await symlink(path, link);
    await fileStore(link).set("bob", TOKEN);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(await fileStore(path).get("bob")).toEqual(TOKEN);
  });

  test("is not created by reading, and is alone after writing", async () => {
    const path = newPath();
    expect(await fileStore(path).get("ada")).toBeUndefined();
    await expect(stat(join(path, ".."))).rejects.toThrow("ENOENT");
    await fileStore(path).set("ada", TOKEN);
    await fileStore(path).withLock?.("ada", async () => undefined);
    expect(await readdir(join(path, ".."))).toEqual(["tokens.json", "tokens.json.locks"]);
    expect(await readdir(`${path}.locks`)).toEqual([]);
  });

  test("is written without what a dead process has left", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const partial = join(path, "..", ".tokens.json.0c0ffee0.part");
    await writeFile(partial, '{"format":"zcrm-tok');
    expect(await fileStore(path).get("ada")).toEqual(TOKEN);
    await fileStore(path).set("bob", TOKEN);
    await expect(stat(partial)).rejects.toThrow("ENOENT");
  });

  const unusable = {
    "not JSON": "{ broken",
    empty: "",
    "of another program": '{"name":"package","version":"1.0.0"}',
    "an array": "[]",
    "without users": '{"format":"zcrm-tokens","users":7}',
    "encrypted in part": '{"format":"zcrm-tokens","sealed":{"salt":"x"}}',
  };
  for (const [what, text] of Object.entries(unusable)) {
    test(`is rejected with its path and not overwritten, if it is ${what}`, async () => {
      const path = join(folder, `unusable-${count++}.json`);
      await writeFile(path, text);
      for (const store of [fileStore(path), fileStore(path, { key: KEY })]) {
        await expect(store.get("ada")).rejects.toThrow(`${path} `);
        await expect(store.set("ada", TOKEN)).rejects.toThrow("move the file away");
        await expect(store.delete("ada")).rejects.toThrow("nothing was overwritten");
      }
      expect(await readFile(path, "utf8")).toBe(text);
    });
  }

  test("can have an unusable entry, which affects no other", async () => {
    const path = join(folder, `unusable-${count++}.json`);
    await writeFile(path, '{"format":"zcrm-tokens","users":{"ada":{"accessToken":7},"__proto__":{"polluted":true}}}');
    const store = fileStore(path);
    await expect(store.get("ada")).rejects.toThrow('has an invalid entry for the user "ada"');
    await store.set("bob", TOKEN);
    expect(await store.get("bob")).toEqual(TOKEN);
    expect(await store.get("polluted")).toBeUndefined();
    await store.set("ada", TOKEN);
    expect(await store.get("ada")).toEqual(TOKEN);
  });

  test("is kept as it is, if a later version wrote it", async () => {
    const path = join(folder, `later-${count++}.json`);
    const text = JSON.stringify({ format: "zcrm-tokens", version: 2, users: { ada: TOKEN }, note: "of later" });
    await writeFile(path, text);
    for (const work of [fileStore(path).get("ada"), fileStore(path).set("bob", TOKEN)]) {
      await expect(work).rejects.toThrow(`${path} was written by a later version of zcrm`);
    }
    expect(await readFile(path, "utf8")).toBe(text);
  });

  test("may be of the first versions, which wrote no version", async () => {
    const path = join(folder, `first-${count++}.json`);
    await writeFile(path, JSON.stringify({ format: "zcrm-tokens", users: { ada: TOKEN } }));
    expect(await fileStore(path).get("ada")).toEqual(TOKEN);
    await fileStore(path).set("bob", TOKEN);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({ version: 1, users: { ada: TOKEN, bob: TOKEN } });
  });

  test("must be a file, of a size that tokens can have", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(fileStore(pipe).get("ada")).rejects.toThrow(`${pipe} is not a file`);
    await expect(fileStore(folder).set("ada", TOKEN)).rejects.toThrow(`${folder} is not a file`);
    const large = join(folder, "large.json");
    await fileStore(large).set("ada", TOKEN);
    await truncate(large, 2 ** 30);
    await expect(fileStore(large).get("ada")).rejects.toThrow("is too large for a token file");
  });

  // Only Linux has such a place: Node's own recursive mkdir never returns there.
  test.runIf(process.platform === "linux")(
    "cannot be in a place that takes no folders, which it reports at once",
    async () => {
      const store = fileStore("/proc/zcrm/tokens.json");
      await expect(store.set("ada", TOKEN)).rejects.toThrow("ENOENT: no such file or directory, mkdir '/proc/zcrm'");
      await expect(store.withLock?.("ada", async () => 1)).rejects.toThrow("mkdir '/proc/zcrm'");
    },
  );

  describe("by default", () => {
    const before = { ...process.env };
    afterEach(() => {
      for (const name of ["HOME", "XDG_CONFIG_HOME"]) {
        delete process.env[name];
        if (before[name] !== undefined) process.env[name] = before[name];
      }
    });

    test.each(["conf", ".", ""])("is not below the working directory, if XDG_CONFIG_HOME is %j", async (relative) => {
      Object.assign(process.env, { XDG_CONFIG_HOME: relative, HOME: join(folder, `home-${count++}`) });
      await fileStore().set("ada", TOKEN);
      expect(await readFile(join(process.env.HOME ?? "", ".config/zcrm/tokens.json"), "utf8")).toContain("1000.secret");
    });

    test("is nowhere, if XDG_CONFIG_HOME is relative and HOME is the working directory", async () => {
      Object.assign(process.env, { XDG_CONFIG_HOME: "conf", HOME: process.cwd() });
      await expect(fileStore().set("ada", TOKEN)).rejects.toThrow("there is no folder for the token file");
    });

    test("is nowhere, if HOME is empty", async () => {
      Object.assign(process.env, { XDG_CONFIG_HOME: "", HOME: "" });
      await expect(fileStore().set("ada", TOKEN)).rejects.toThrow(
        "there is no folder for the token file: set HOME and XDG_CONFIG_HOME to absolute paths, or pass a path",
      );
    });
  });

  test("cannot have an empty path", () => {
    expect(() => fileStore("")).toThrow(expect.objectContaining({ code: "INVALID_CONFIGURATION" }));
  });
});

describe("an encrypted file", () => {
  test("shows neither users nor tokens", async () => {
    const path = newPath();
    await fileStore(path, { key: KEY }).set("ada", TOKEN);
    const text = await readFile(path, "utf8");
    for (const word of ["ada", "1000", "secret", KEY]) expect(text).not.toContain(word);
    expect(await fileStore(path, { key: KEY }).get("ada")).toEqual(TOKEN);
  });

  test("is never encrypted twice in the same way", async () => {
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
      [fileStore(path, { key: "another key of some length" }), "cannot be opened with this key"],
      [fileStore(path), "is encrypted: set its key"],
    ] as const) {
      await expect(store.get("ada")).rejects.toThrow(message);
      await expect(store.set("ada", TOKEN)).rejects.toThrow(message);
      await expect(store.delete("ada")).rejects.toThrow(message);
    }
    expect(await readFile(path, "utf8")).toBe(before);
  });

  test("is rejected if it was changed", async () => {
    const path = newPath();
    await fileStore(path, { key: KEY }).set("ada", TOKEN);
    const file = JSON.parse(await readFile(path, "utf8"));
    const data = Buffer.from(file.sealed.data, "base64");
    data[5] = (data[5] ?? 0) ^ 1;
    file.sealed.data = data.toString("base64");
    await writeFile(path, JSON.stringify(file));
    await expect(fileStore(path, { key: KEY }).get("ada")).rejects.toThrow("cannot be opened");
  });

  test("is not replaced by one that is not encrypted, which anybody who can write it could have made", async () => {
    const path = newPath();
    await fileStore(path).set("ada", TOKEN);
    const encrypted = fileStore(path, { key: KEY });
    const before = await readFile(path, "utf8");
    for (const work of [encrypted.get("ada"), encrypted.set("bob", TOKEN), encrypted.delete("ada")]) {
      await expect(work).rejects.toThrow(`${path} is not encrypted, although a key is set (docs/tokens.md`);
    }
    expect(await readFile(path, "utf8")).toBe(before);
  });

  test("uses the key of the environment by default", async () => {
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

  test("needs a key that is long enough", () => {
    for (const key of ["", "fifteen letters"]) {
      expect(() => fileStore("x", { key })).toThrow(/ZCRM_STORE_KEY.*fewer than 16/);
    }
  });
});
