import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceFile } from "../../../src/auth/stores/replace-file.js";
import { withFiles } from "../../support/scratch.js";

test("the new file belongs to its owner alone, and nothing else is left", () =>
  withFiles({ "tokens.json": "old" }, async (folder) => {
    const path = join(folder, "tokens.json");

    await replaceFile(path, `${path}.partial`, (file) => file.writeFile("new"));

    expect(await readFile(path, "utf8")).toBe("new");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["tokens.json"]);
  }));

test("a write that fails leaves the old file, and nothing else", () =>
  withFiles({ "tokens.json": "old" }, async (folder) => {
    const path = join(folder, "tokens.json");
    const failure = new Error("the disk is full");

    const replaced = replaceFile(path, `${path}.partial`, async (file) => {
      await file.writeFile("half of the new");
      throw failure;
    });

    await expect(replaced).rejects.toBe(failure);
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["tokens.json"]);
  }));

test("something else at the partial path is an error, and stays", () =>
  withFiles({ "tokens.json": "old", "tokens.json.partial": "another's" }, async (folder) => {
    const path = join(folder, "tokens.json");

    await expect(replaceFile(path, `${path}.partial`, async () => undefined)).rejects.toThrow("EEXIST");

    expect(await readFile(`${path}.partial`, "utf8")).toBe("another's");
  }));
