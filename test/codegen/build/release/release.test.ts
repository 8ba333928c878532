import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { checkTag, release, releaseNotes } from "../../../../codegen/build/release/release.js";
import { withFiles } from "../../../support/scratch.js";

const CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n\n## [1.2.0] - 2026-01-02\n\n- Old.\n";
const MANIFEST = '{\n  "name": "shop",\n  "version": "1.2.0",\n  "dependencies": { "other": "1.2.0" }\n}\n';

interface Repository {
  readonly folder: string;
  git(...args: string[]): string;
}

/** Runs `work` with a repository that has these files in one commit on main. */
const withRepository = (work: (repository: Repository) => Promise<void>, changelog = CHANGELOG) =>
  withFiles({ "CHANGELOG.md": changelog, "package.json": MANIFEST, "index.js": "" }, async (folder) => {
    const identity = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com"];
    const git = (...args: string[]) =>
      execFileSync("git", [...identity, ...args], { cwd: folder, encoding: "utf8" }).trim();
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Tester");
    git("config", "user.email", "tester@example.com");
    git("add", ".");
    git("commit", "--quiet", "--message", "first");
    await work({ folder, git });
  });

/** The state that a refused release must not change. */
const stateOf = ({ git }: Repository) => [git("rev-parse", "HEAD"), git("tag"), git("status", "--porcelain")];

test("a release is one commit and one tag, with the version in the manifest and the changelog", () =>
  withRepository(async ({ folder, git }) => {
    expect(release(folder, "minor", "2026-02-03")).toBe(
      "1.3.0 is committed and tagged. To publish it, run: git push --atomic origin main v1.3.0",
    );
    expect(await readFile(join(folder, "package.json"), "utf8")).toBe(
      MANIFEST.replace('"version": "1.2.0"', '"version": "1.3.0"'),
    );
    expect(git("log", "--format=%s")).toBe("release: publish version 1.3.0\nfirst");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("rev-parse", "v1.3.0^{commit}")).toBe(git("rev-parse", "HEAD"));
    expect(git("cat-file", "-t", "v1.3.0")).toBe("tag");
    expect(releaseNotes(folder, "1.3.0")).toBe("### Added\n\n- A thing.");
    expect(await readFile(join(folder, "CHANGELOG.md"), "utf8")).toContain("## [1.3.0] - 2026-02-03");
    expect(() => checkTag(folder, "v1.3.0")).not.toThrow();
  }));

test("a release that the changelog does not allow changes nothing", () =>
  withRepository(async (repository) => {
    const before = stateOf(repository);
    expect(() => release(repository.folder, "1.2.1", "2026-02-03")).toThrow(
      "1.2.1 is only a patch release, but CHANGELOG.md says: ### Added",
    );
    expect(() => release(repository.folder, "1.4.0", "2026-02-03")).toThrow('"1.4.0" does not follow 1.2.0');
    expect(stateOf(repository)).toEqual(before);
  }));

test("a release without changes is refused", () =>
  withRepository(
    async ({ folder }) => {
      expect(() => release(folder, "patch", "2026-02-03")).toThrow("CHANGELOG.md says nothing about Unreleased");
    },
    CHANGELOG.replace("### Added\n\n- A thing.\n\n", ""),
  ));

test("a release is refused on another branch, with changes, and if its tag exists", () =>
  withRepository(async (repository) => {
    const { folder, git } = repository;
    await writeFile(join(folder, "new.js"), "");
    expect(() => release(folder, "minor", "2026-02-03")).toThrow(/not committed:\n\?\? new\.js/);
    git("add", ".");
    git("commit", "--quiet", "--message", "second");
    git("tag", "v1.3.0");
    expect(() => release(folder, "minor", "2026-02-03")).toThrow("the tag v1.3.0 exists already");
    git("tag", "--delete", "v1.3.0");
    git("switch", "--quiet", "--create", "side");
    expect(() => release(folder, "minor", "2026-02-03")).toThrow(
      "releases are made on main; the current branch is side",
    );
    git("switch", "--quiet", "--detach");
    expect(() => release(folder, "minor", "2026-02-03")).toThrow(
      "releases are made on main; the current branch is (none)",
    );
    git("switch", "--quiet", "main");
    expect(release(folder, "minor", "2026-02-03")).toContain("1.3.0 is committed");
  }));

test("a tag that names another version than the manifest or the changelog is refused", () =>
  withRepository(async ({ folder }) => {
    expect(() => checkTag(folder, "v1.2.0")).not.toThrow();
    for (const tag of ["v1.2.1", "1.2.0", "v1.2.0-beta"]) {
      expect(() => checkTag(folder, tag)).toThrow(
        `the tag is ${tag}, package.json says 1.2.0, and the newest version in CHANGELOG.md is 1.2.0`,
      );
    }
    await writeFile(join(folder, "CHANGELOG.md"), CHANGELOG.replace("[1.2.0]", "[1.1.0]"));
    expect(() => checkTag(folder, "v1.2.0")).toThrow("the newest version in CHANGELOG.md is 1.1.0");
  }));

test("the command prints notes, and one line if it cannot do what it is asked for", () =>
  withRepository(async ({ folder }) => {
    const command = (...args: string[]) =>
      execFileSync(
        process.execPath,
        ["--import", import.meta.resolve("tsx"), resolve("codegen/build/release/run.ts"), ...args],
        {
          cwd: folder,
          encoding: "utf8",
          stdio: "pipe",
        },
      );
    expect(command("--notes", "1.2.0")).toBe("- Old.\n");
    expect(command("--check-tag", "v1.2.0")).toBe("");
    for (const [args, message] of [
      [["--check-tag", "v2.0.0"], "the tag is v2.0.0, package.json says 1.2.0"],
      [["--notes", "2.0.0"], 'CHANGELOG.md has no section "## [2.0.0]"\n'],
      [[], "usage: npm run release -- "],
      [["minor", "patch"], "usage: npm run release -- "],
      [["--force"], "Unknown option '--force'"],
    ] as const) {
      expect(() => command(...args)).toThrow(message);
    }
  }));
