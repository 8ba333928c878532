import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compare, write } from "../../codegen/output.js";
import { withFile } from "../support/mini-description.js";

const output = new Map([
  ["client.ts", "one\ntwo\n"],
  ["operations/records.ts", "three\n"],
]);

const inFolder = (work: (folder: string) => Promise<void>) =>
  withFile("", (_, folder) => work(join(folder, "generated")));

describe("compare", () => {
  test("finds no difference after write", () =>
    inFolder(async (folder) => {
      await write(folder, output);
      expect(await compare(folder, output)).toEqual([]);
    }));

  test("shows the first line that differs, and names missing and unknown files", () =>
    inFolder(async (folder) => {
      await write(folder, output);
      await writeFile(join(folder, "client.ts"), "one\n2\n");
      await writeFile(join(folder, "stray.ts"), "");
      const wanted = new Map([...output, ["models.ts", ""]]);
      expect(await compare(folder, wanted)).toEqual([
        `${join(folder, "client.ts")}:2: stale\n  have: 2\n  want: two`,
        `${join(folder, "models.ts")}: missing`,
        `${join(folder, "stray.ts")}: unknown; no description produces it`,
      ]);
    }));

  test("finds a file that is cut off", () =>
    inFolder(async (folder) => {
      await write(folder, output);
      await writeFile(join(folder, "client.ts"), "one\ntwo\n\nthree");
      expect(await compare(folder, output)).toEqual([expect.stringContaining("stale")]);
    }));
});

describe("write", () => {
  test("deletes files that no description produces any more", () =>
    inFolder(async (folder) => {
      await write(folder, output);
      await write(folder, new Map([["client.ts", "one\ntwo\n"]]));
      expect(await readdir(folder, { recursive: true })).toEqual(expect.arrayContaining(["client.ts"]));
      expect(await compare(folder, new Map([["client.ts", "one\ntwo\n"]]))).toEqual([]);
    }));

  test("does not touch a file that stays the same", () =>
    inFolder(async (folder) => {
      await write(folder, output);
      const before = await stat(join(folder, "client.ts"), { bigint: true });
      await write(folder, new Map([...output, ["operations/records.ts", "changed\n"]]));
      expect((await stat(join(folder, "client.ts"), { bigint: true })).mtimeNs).toBe(before.mtimeNs);
      expect(await readFile(join(folder, "operations/records.ts"), "utf8")).toBe("changed\n");
    }));
});
