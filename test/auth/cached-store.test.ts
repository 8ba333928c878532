import { once } from "node:events";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { cachedStore } from "../../src/auth/cached-store.js";
import { storeConformance } from "../../src/auth/conformance.js";
import type { Token } from "../../src/auth/token.js";

const scratch = await mkdtemp(join(tmpdir(), "zcrm-cache-"));
const before = process.env.XDG_CACHE_HOME;
let count = 0;
let folder: string;
beforeEach(() => {
  process.env.XDG_CACHE_HOME = join(scratch, String(count++));
  folder = join(process.env.XDG_CACHE_HOME, "zcrm");
});
afterEach(() => {
  delete process.env.XDG_CACHE_HOME;
  if (before !== undefined) process.env.XDG_CACHE_HOME = before;
});
afterAll(() => rm(scratch, { recursive: true }));

const ORIGIN = { clientId: "1000.CLIENT", refreshToken: "1000.re.fresh", accountsUrl: "https://accounts.zoho.com" };
const TOKEN: Token = {
  accessToken: "1000.acc.ess",
  refreshToken: ORIGIN.refreshToken,
  expiresAt: 1_900_000_000_000,
  apiDomain: "https://www.zohoapis.eu",
  issuedAt: [1_800_000_000_000],
};
const HOUR = 60 * 60_000;

/** Another store for the same refresh token, as another process has. */
const open = (origin: Partial<typeof ORIGIN> = {}) => cachedStore("ada", { ...ORIGIN, ...origin });
const fileOf = async (): Promise<string> => {
  const [name = ""] = (await readdir(folder)).filter((file) => file.endsWith(".json"));
  return join(folder, name);
};

describe("conformance", () => {
  const shared = open();
  // Only processes need the lock.
  const checks = storeConformance(async () => shared).filter(({ name }) => !name.startsWith("withLock runs"));
  for (const { name, run } of checks) test(name, run);
});

describe("the access token of the configured refresh token", () => {
  test("is found by another process, which has the refresh token itself", async () => {
    await open().set("ada", TOKEN);
    expect(await open().get("ada")).toEqual(TOKEN);
    await open().delete("ada");
    expect(await open().get("ada")).toBeUndefined();
  });

  test("is in a file that only the user can read, and that shows nothing of the refresh token", async () => {
    await open().set("ada", TOKEN);
    const path = await fileOf();
    expect((await lstat(folder)).mode & 0o777).toBe(0o700);
    expect((await lstat(path)).mode & 0o777).toBe(0o600);
    expect(path).toMatch(/\/[0-9a-f]{64}\.json$/);
    const text = await readFile(path, "utf8");
    expect(text).toContain(TOKEN.accessToken);
    for (const secret of ["re.fresh", "CLIENT"]) expect(text + path).not.toContain(secret);
  });

  test.each<[string, Partial<typeof ORIGIN>]>([
    ["another client", { clientId: "1000.OTHER" }],
    ["another refresh token", { refreshToken: "1000.other" }],
    ["another accounts server", { accountsUrl: "https://accounts.zoho.eu" }],
  ])("is not found with %s", async (_, origin) => {
    await open().set("ada", TOKEN);
    expect(await open(origin).get("ada")).toBeUndefined();
  });

  test("replaces an older one that this process knows, but not a newer one", async () => {
    const own = open();
    await own.set("ada", TOKEN);
    const newer = { ...TOKEN, accessToken: "1000.new.er", issuedAt: [1_800_000_000_001] };
    await open().set("ada", newer);
    expect(await own.get("ada")).toEqual(newer);
    const newest = { ...TOKEN, accessToken: "1000.new.est", issuedAt: [1_800_000_000_002] };
    await chmod(folder, 0o777);
    await own.set("ada", newest);
    await chmod(folder, 0o700);
    expect(await own.get("ada")).toEqual(newest);
    expect(await open().get("ada")).toEqual(newer);
  });
});

test("an accounts server on this machine, in a process that is a server itself, may be a test's: there is no file", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const own = open({ accountsUrl: "http://127.0.0.1:8123" });
    await own.set("ada", TOKEN);
    expect(await own.get("ada")).toEqual(TOKEN);
    await expect(lstat(folder)).rejects.toThrow("ENOENT");
    await open().set("ada", TOKEN);
    expect(await open().get("ada")).toEqual(TOKEN);
  } finally {
    server.close();
  }
});

test("tokens of other users, and of other refresh tokens, stay in this process", async () => {
  const own = open();
  const granted = { ...TOKEN, refreshToken: "1000.granted" };
  await own.set("ada", granted);
  await own.set("bob", TOKEN);
  expect([await own.get("ada"), await own.get("bob")]).toEqual([granted, TOKEN]);
  await expect(lstat(folder)).rejects.toThrow("ENOENT");
});

describe("the memory is used instead of", () => {
  const places: Record<string, () => Promise<unknown>> = {
    "a link": async () => {
      await mkdir(`${folder}-theirs`, { recursive: true });
      await symlink(`${folder}-theirs`, folder);
    },
    "a folder that others can write to": async () => {
      await mkdir(folder, { recursive: true });
      await chmod(folder, 0o770);
    },
    "a file": async () => {
      await mkdir(join(folder, ".."));
      await writeFile(folder, "");
    },
    "a place that takes no folders": async () => {
      process.env.XDG_CACHE_HOME = "/proc/cache";
    },
    ...(process.getuid?.() === 0 && {
      "a folder of another user": async () => {
        await mkdir(folder, { recursive: true });
        await chown(folder, 1, 1);
      },
    }),
  };
  test.each(Object.keys(places))("%s", async (name) => {
    await places[name]?.();
    const own = open();
    expect(await own.get("ada")).toBeUndefined();
    await own.set("ada", TOKEN);
    expect(await own.get("ada")).toEqual(TOKEN);
    expect(await own.withLock?.("ada", async () => "entered")).toBe("entered");
    expect(await open().get("ada")).toBeUndefined();
    await own.delete("ada");
    expect(await own.get("ada")).toBeUndefined();
    expect(await readdir(`${folder}-theirs`).catch(() => [])).toEqual([]);
  });

  test("an empty HOME", async () => {
    const home = process.env.HOME;
    Object.assign(process.env, { HOME: "", XDG_CACHE_HOME: "relative" });
    try {
      const own = open();
      await own.set("ada", TOKEN);
      expect(await own.get("ada")).toEqual(TOKEN);
      expect(await open().get("ada")).toBeUndefined();
      await expect(lstat("relative")).rejects.toThrow("ENOENT");
    } finally {
      delete process.env.HOME;
      if (home !== undefined) process.env.HOME = home;
    }
  });
});

describe("a file is ignored, and replaced with the next token, if", () => {
  const spoils: Record<string, (path: string) => Promise<unknown>> = {
    "others can read it": (path) => chmod(path, 0o640),
    "it is a link": async (path) => {
      await rename(path, join(folder, "elsewhere"));
      await symlink("elsewhere", path);
    },
    "it is not JSON": (path) => writeFile(path, "{ broken"),
    "it is of another version": async (path) =>
      writeFile(path, (await readFile(path, "utf8")).replace('"version":1', '"version":2')),
    "it holds no token": (path) =>
      writeFile(path, '{"format":"zcrm-access-token","version":1,"token":{"accessToken":1}}'),
    "it is null": (path) => writeFile(path, "null"),
    "it is too large": (path) => writeFile(path, " ".repeat(2 ** 17)),
    ...(process.getuid?.() === 0 && { "it is another user's": (path: string) => chown(path, 1, 1) }),
  };
  test.each(Object.keys(spoils))("%s", async (name) => {
    await open().set("ada", TOKEN);
    await spoils[name]?.(await fileOf());
    expect(await open().get("ada")).toBeUndefined();
    await open().set("ada", TOKEN);
    expect(await open().get("ada")).toEqual(TOKEN);
    expect((await lstat(await fileOf())).isFile()).toBe(true);
  });
});

test("files of tokens that have expired are removed, and no others", async () => {
  await open().set("ada", TOKEN);
  const old = new Date(Date.now() - 2 * HOUR);
  const hash = "0".repeat(64);
  const [stale, foreign] = [
    [`${hash}.json`, `.${hash}.json.part`, `${hash}.lock`],
    ["notes.txt", "old.json"],
  ];
  for (const name of [...stale, ...foreign, "swept"]) {
    if (name.endsWith(".lock")) await mkdir(join(folder, name));
    else await writeFile(join(folder, name), "");
    await utimes(join(folder, name), old, old);
  }
  await open({ clientId: "1000.OTHER" }).set("ada", TOKEN);
  const left = await readdir(folder);
  expect(left.filter((name) => /^[0-9a-f]{64}\.json$/.test(name))).toHaveLength(2);
  expect(left).toEqual(expect.arrayContaining([...foreign, "swept"]));
  expect(left).toHaveLength(5);
});

test("work with the lock fails with its own error, and runs once", async () => {
  let runs = 0;
  const work = async () => {
    runs += 1;
    throw new Error("the work failed");
  };
  await expect(open().withLock?.("ada", work)).rejects.toThrow("the work failed");
  await chmod(folder, 0o777);
  await expect(open().withLock?.("ada", work)).rejects.toThrow("the work failed");
  expect(runs).toBe(2);
});
