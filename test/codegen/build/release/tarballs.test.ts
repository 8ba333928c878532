import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compareTarballs } from "../../../../codegen/build/release/tarballs.js";
import { withFiles } from "../../../support/scratch.js";

/** Packs two files as npm does, changes what `change` changes, packs them again, and compares. */
const comparedAfter = (change: (folder: string) => void, order = ["a.js", "b.js"]) =>
  withFiles({ "a.js": "one\ntwo\n", "b.js": "three\n" }, async (folder) => {
    const pack = (name: string, files: readonly string[]) => {
      const portable = ["--mtime=1985-10-26T08:15:00Z", "--owner=0", "--group=0", "--numeric-owner"];
      execFileSync("tar", ["--create", "--file", `${name}.tar`, ...portable, ...files], { cwd: folder });
      writeFileSync(join(folder, name), gzipSync(readFileSync(join(folder, `${name}.tar`))));
      return join(folder, name);
    };
    const one = pack("one.tgz", ["a.js", "b.js"]);
    change(folder);
    return compareTarballs(one, pack("other.tgz", order));
  });

test("tarballs with the same bytes do not differ", async () => {
  expect(await comparedAfter(() => {})).toBe("");
});

test("a changed line is shown", async () => {
  const differences = await comparedAfter((folder) => writeFileSync(join(folder, "a.js"), "one\nTWO\n"));
  expect(differences).toMatch(/one\.tgz and .*other\.tgz differ:\n/);
  expect(differences).toMatch(/^-two\n\+TWO$/m);
  expect(differences).not.toContain("three");
});

test("other permissions are shown", async () => {
  const differences = await comparedAfter((folder) => chmodSync(join(folder, "b.js"), 0o600));
  expect(differences).toMatch(/^-rw------- .* b\.js$/m);
  expect(differences).not.toContain("a.js");
});

test("another order of the files is shown", async () => {
  expect(await comparedAfter(() => {}, ["b.js", "a.js"])).toContain("the order of the files");
});

test("the same files in another compression are distinguished from other files", () =>
  withFiles({}, async (folder) => {
    const [one, other] = [join(folder, "one.tgz"), join(folder, "other.tgz")];
    execFileSync("tar", ["--create", "--gzip", "--file", one, "package.json"]);
    copyFileSync(one, other);
    writeFileSync(other, gzipSync(gunzipSync(readFileSync(one)), { level: 1 }));
    expect(compareTarballs(one, other)).toContain("compressed in different ways");
  }));
