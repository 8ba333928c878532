import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allows, type Bump, bumped, nextVersion } from "../../../../codegen/build/release/version.js";

const versions = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)).map((numbers) => numbers.join("."));
const bumps = fc.constantFrom<Bump>("major", "minor", "patch");

const isLater = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((version) => version.split(".").map(Number));
  const at = a?.findIndex((number, index) => number !== b?.[index]) ?? -1;
  return at !== -1 && (a?.[at] ?? 0) > (b?.[at] ?? 0);
};

test("the next version of each kind", () => {
  expect(bumped("1.2.7", "major")).toBe("2.0.0");
  expect(bumped("1.2.7", "minor")).toBe("1.3.0");
  expect(bumped("1.2.7", "patch")).toBe("1.2.8");
});

test("a next version is later, and asking for it by its kind or its number is the same", () => {
  fc.assert(
    fc.property(versions, bumps, (current, bump) => {
      const next = nextVersion(current, bump);
      expect(isLater(next.version, current)).toBe(true);
      expect(nextVersion(current, next.version)).toEqual(next);
      expect(next.bump).toBe(bump);
    }),
  );
});

test("no other version may follow, and the error names those that may", () => {
  fc.assert(
    fc.property(versions, versions, (current, asked) => {
      const next = (["major", "minor", "patch"] as const).map((bump) => bumped(current, bump));
      if (next.includes(asked)) return;
      expect(() => nextVersion(current, asked)).toThrow(
        `"${asked}" does not follow ${current}; pass one of ${next[2]}`,
      );
    }),
  );
  for (const asked of ["", "premajor", "v1.3.0", "1.3", "1.3.0-beta.1", "01.3.0"]) {
    expect(() => nextVersion("1.2.7", asked)).toThrow(`"${asked}" does not follow 1.2.7; pass one of 1.2.8 (patch), `);
  }
});

describe("what a release may contain", () => {
  test.each<[current: string, bump: Bump, needed: Bump, allowed: boolean]>([
    ["1.2.7", "major", "major", true],
    ["1.2.7", "minor", "major", false],
    ["1.2.7", "patch", "major", false],
    ["1.2.7", "minor", "minor", true],
    ["1.2.7", "patch", "minor", false],
    ["1.2.7", "patch", "patch", true],
    ["0.2.7", "minor", "major", true],
    ["0.2.7", "patch", "major", false],
    ["0.2.7", "patch", "minor", false],
  ])("after %s, a %s release with what needs a %s release: %s", (current, bump, needed, allowed) => {
    expect(allows(current, bump, needed)).toBe(allowed);
  });
});
