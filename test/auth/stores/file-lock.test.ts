import { spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeHolder, withFileLock } from "../../../src/auth/stores/file-lock.js";

let folder: string;
let lock: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "zcrm-lock-"));
  lock = join(folder, "lock");
});
afterEach(() => rm(folder, { recursive: true }));

/** Creates the lock of a dead process. */
async function deadHolder(path = lock): Promise<string> {
  await mkdir(path);
  const file = join(path, crypto.randomUUID());
  await writeFile(file, "");
  return file;
}

test("of two that find the same lock stale, the second does not remove the lock of the first", async () => {
  const dead = await deadHolder();
  await removeHolder(lock, dead);
  await withFileLock(lock, 8_000, async () => {
    const held = await readdir(lock);
    await removeHolder(lock, dead);
    expect(await readdir(lock)).toEqual(held);
    expect(held).toHaveLength(1);
  });
  expect(await readdir(folder)).toEqual([]);
});

// Only Linux tells whether the process of a lock is one of this start of the machine. Elsewhere, silence tells.
test.runIf(process.platform === "linux")("a lock whose process has ended is taken over at once", async () => {
  const script = `process.stdout.write((await import("node:fs")).readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim())`;
  const { pid, stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
  const space = readlinkSync("/proc/self/ns/pid");
  await writeFile(await deadHolder(), `${pid} ${stdout} ${space}`);
  const begin = performance.now();
  expect(await withFileLock(lock, 60_000, async () => "entered")).toBe("entered");
  expect(performance.now() - begin).toBeLessThan(30_000);
  // The same number in another container, or of a process that lives, says nothing.
  const others = [`${pid} ${stdout} pid:[1]`, `${process.pid} ${stdout} ${space}`, "nonsense"];
  const waits = others.map(async (holder, at) => {
    await writeFile(await deadHolder(`${lock}${at}`), holder);
    const start = performance.now();
    return (await withFileLock(`${lock}${at}`, 500, async () => performance.now())) - start;
  });
  for (const wait of await Promise.all(waits)) expect(wait).toBeGreaterThan(400);
});

test("an empty folder, left by a process that died while it released the lock, is not a lock", async () => {
  await mkdir(lock);
  expect(await withFileLock(lock, 8_000, async () => "entered")).toBe("entered");
});

test("a holder that has lost the lock does not release its successor's", async () => {
  await withFileLock(lock, 8_000, async () => {
    const [mine = ""] = await readdir(lock);
    await removeHolder(lock, join(lock, mine));
    await withFileLock(lock, 8_000, async () => {
      const successor = await readdir(lock);
      await removeHolder(lock, join(lock, mine));
      expect(await readdir(lock)).toEqual(successor);
    });
  });
  expect(await readdir(folder)).toEqual([]);
});

test("a folder that contains anything else is not a lock, and stays as it is", async () => {
  await mkdir(lock);
  for (const name of ["letters.txt", ".hidden", crypto.randomUUID()]) await writeFile(join(lock, name), "mine");
  await expect(withFileLock(lock, 1, async () => "entered")).rejects.toThrow("lock is not a lock, since it contains");
  expect(await readdir(lock)).toHaveLength(3);
});

test("waiting for a living holder ends after some time, if the caller wants", async () => {
  await withFileLock(lock, 8_000, async () => {
    await expect(withFileLock(lock, 8_000, async () => "entered", 1)).rejects.toThrow("has living holders");
  });
  expect(await readdir(folder)).toEqual([]);
});

test("a lock whose folder does not exist is an error", async () => {
  await expect(withFileLock(join(folder, "missing", "lock"), 8_000, async () => 1)).rejects.toThrow("ENOENT");
});

test("a file is replaced and the lock released in one step, and not by a holder that lost the lock", async () => {
  const path = join(folder, "state.json");
  await withFileLock(lock, 8_000, async (held) => {
    expect(held.releaseWith(path, "a long first text, longer than what names the process")).toBe(true);
    // Another one has the lock already.
    await withFileLock(lock, 8_000, async (other) => {
      expect(held.releaseWith(path, "late")).toBe(false);
      expect(other.releaseWith(path, "second")).toBe(true);
    });
  });
  expect(await readFile(path, "utf8")).toBe("second");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(["state.json"]);
});
