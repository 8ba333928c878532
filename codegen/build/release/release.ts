/** Makes a release out of what the changelog calls unreleased: a commit and a tag, here. Pushing them publishes. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { neededBump, newestVersion, notesOf, released } from "./changelog.js";
import { allows, nextVersion } from "./version.js";

/**
 * Commits and tags a release of a repository.
 * @param folder The repository's folder
 * @param asked A version, or `major`, `minor` or `patch`
 * @param today The date of the release, as `2026-12-01`
 * @returns What to do next
 * @throws Error, before anything is changed, if the repository or the changelog does not allow the release
 */
export function release(folder: string, asked: string, today: string): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  const branch = git("branch", "--show-current");
  if (branch !== "main") throw new Error(`releases are made on main; the current branch is ${branch || "(none)"}`);
  const changes = git("status", "--porcelain");
  if (changes !== "") throw new Error(`there are changes that are not committed:\n${changes}`);

  const [changelog, manifest] = [read(folder, "CHANGELOG.md"), read(folder, "package.json")];
  const current = versionOf(manifest);
  const { version, bump } = nextVersion(current, asked);
  const needed = neededBump(changelog);
  if (!allows(current, bump, needed.bump)) {
    throw new Error(`${version} is only a ${bump} release, but CHANGELOG.md says: ${needed.because}`);
  }
  const tag = `v${version}`;
  if (git("tag", "--list", tag) !== "") throw new Error(`the tag ${tag} exists already`);

  writeFileSync(join(folder, "CHANGELOG.md"), released(changelog, version, today));
  writeFileSync(join(folder, "package.json"), manifest.replace(`"version": "${current}"`, `"version": "${version}"`));
  git("commit", "--quiet", "--all", "--message", `release: publish version ${version}`);
  git("tag", "--annotate", tag, "--message", `Version ${version}`);
  return `${version} is committed and tagged. To publish it, run: git push --atomic origin main ${tag}`;
}

/**
 * Checks that a tag, the manifest and the changelog name the same version.
 * @throws Error that names all three
 */
export function checkTag(folder: string, tag: string): void {
  const version = versionOf(read(folder, "package.json"));
  const newest = newestVersion(read(folder, "CHANGELOG.md"));
  if (tag === `v${version}` && newest === version) return;
  throw new Error(
    `the tag is ${tag}, package.json says ${version}, and the newest version in CHANGELOG.md is ${newest ?? "missing"}`,
  );
}

/** What the changelog says about a version. */
export const releaseNotes = (folder: string, version: string): string => notesOf(read(folder, "CHANGELOG.md"), version);

const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");

const versionOf = (manifest: string): string => JSON.parse(manifest).version;
