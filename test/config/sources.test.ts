import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { processSources } from "../../src/config/sources.js";

const folder = mkdtempSync(join(tmpdir(), "zcrm-sources-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("processSources", () => {
  const { readFile, variable } = processSources();

  test("reads a file", () => {
    writeFileSync(join(folder, "a.properties"), "a=Zoë");
    expect(readFile(join(folder, "a.properties"))).toBe("a=Zoë");
  });

  test("returns undefined for a file that does not exist", () => {
    expect(readFile(join(folder, "none.properties"))).toBeUndefined();
    expect(readFile(join(folder, "a.properties", "below"))).toBeUndefined();
  });

  test("names a file that it cannot read", () => {
    expect(() => readFile(folder)).toThrow(`cannot read ${folder} (EISDIR)`);
  });

  test("reads the environment", () => expect(variable("PATH")).toBe(process.env.PATH));
});
