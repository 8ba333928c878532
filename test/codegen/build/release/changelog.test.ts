import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neededBump, newestVersion, notesOf, released } from "../../../../codegen/build/release/changelog.js";

const changelogOf = (unreleased: string) =>
  `# Changelog\n\nAll changes.\n\n## [Unreleased]\n\n${unreleased}\n\n## [1.2.0] - 2026-01-02\n\n### Fixed\n\n- Old.\n`;

describe("the smallest release", () => {
  test.each([
    ["### Fixed\n\n- A bug.", "patch", "only fixes"],
    ["### Changed\n\n- Faster.", "patch", "only fixes"],
    ["### Fixed\n\n- A bug.\n\n### Added\n\n- A thing.", "minor", "### Added"],
    ["### Deprecated\n\n- `old`.", "minor", "### Deprecated"],
    ["### Removed\n\n- `old`.", "major", "### Removed"],
    ["### Added\n\n- A thing.\n\n### Changed\n\n- **Breaking:** b.", "major", "- **Breaking:** b."],
    ["### Fixed\n\n- What is **Breaking:** elsewhere.", "patch", "only fixes"],
  ])("of %j is %s", (unreleased, bump, because) => {
    expect(neededBump(changelogOf(unreleased))).toEqual({ bump, because });
  });

  test("needs an entry", () => {
    expect(() => neededBump(changelogOf(""))).toThrow("CHANGELOG.md says nothing about Unreleased");
    expect(() => neededBump(changelogOf("### Added"))).toThrow("CHANGELOG.md lists no unreleased change");
    expect(() => neededBump("# Changelog\n")).toThrow('CHANGELOG.md has no section "## [Unreleased]"');
  });
});

test("a release moves what is unreleased below a heading of its own, and leaves the rest as it is", () => {
  const lines = fc.stringMatching(/^[-#*`$&a-z ]{1,30}$/);
  fc.assert(
    fc.property(fc.array(lines, { minLength: 1 }), (entries) => {
      const unreleased = `- Entry.\n${entries.join("\n")}\n- Last.`;
      const before = changelogOf(unreleased);
      const after = released(before, "1.3.0", "2026-02-03");
      expect(notesOf(after, "1.3.0")).toBe(unreleased);
      expect(newestVersion(after)).toBe("1.3.0");
      expect(notesOf(after, "1.2.0")).toBe(notesOf(before, "1.2.0"));
      expect(() => notesOf(after, "Unreleased")).toThrow("CHANGELOG.md says nothing about Unreleased");
      expect(after.replace("\n\n## [1.3.0] - 2026-02-03", "")).toBe(before);
    }),
  );
});

test("a version that is not there is named", () => {
  expect(() => notesOf(changelogOf(""), "9.9.9")).toThrow('CHANGELOG.md has no section "## [9.9.9]"');
  expect(newestVersion("# Changelog\n\n## [Unreleased]\n")).toBeUndefined();
});

test("the project's changelog can be read, and its newest version is that of the manifest", async () => {
  const changelog = await readFile("CHANGELOG.md", "utf8");
  expect(newestVersion(changelog)).toBe(JSON.parse(await readFile("package.json", "utf8")).version);
  expect(notesOf(changelog, newestVersion(changelog) ?? "")).not.toBe("");
});
