import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
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
async function deadHolder(): Promise<string> {
  await mkdir(lock);
  const file = join(lock, crypto.randomUUID());
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
