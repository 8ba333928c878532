import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { isFolder, makeFolder } from "../../src/core/make-folder.js";

const scratch = await mkdtemp(join(tmpdir(), "zcrm-folder-"));
afterAll(() => rm(scratch, { recursive: true }));

test("a folder is made with its parents, by any number of callers, and may exist", async () => {
  const path = join(scratch, "a", "b", "c");
  await Promise.all(Array.from({ length: 5 }, () => makeFolder(path, 0o700)));
  await makeFolder(path);
  for (const made of [path, join(scratch, "a")]) expect((await stat(made)).mode & 0o777).toBe(0o700);
});

test("a file where the folder or a parent should be is an error", async () => {
  const file = join(scratch, "file");
  await writeFile(file, "");
  expect(await isFolder(file)).toBe(false);
  await expect(makeFolder(file)).rejects.toThrow("EEXIST");
  await expect(makeFolder(join(file, "below"))).rejects.toThrow("ENOTDIR");
});

// Only Linux has such a place: Node's own recursive mkdir never returns there.
test.runIf(process.platform === "linux")("a place that takes no folders is an error, at once", async () => {
  await expect(makeFolder("/proc/zcrm/below")).rejects.toThrow("ENOENT: no such file or directory, mkdir '/proc/zcrm'");
});
