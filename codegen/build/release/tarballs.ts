/** Comparison of two tarballs. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Says in which files, lines, permissions and times two tarballs differ.
 * @returns An empty string if they are the same, byte for byte
 */
export function compareTarballs(one: string, other: string): string {
  if (readFileSync(one).equals(readFileSync(other))) return "";
  const differences = differencesIn(one, other);
  return differences === ""
    ? `${one} and ${other} contain the same, but are compressed in different ways: use the same version of Node.js`
    : `${one} and ${other} differ:\n${differences}`;
}

function differencesIn(one: string, other: string): string {
  const [listedOne, listedOther] = [one, other].map(listed);
  const scratch = mkdtempSync(join(tmpdir(), "zcrm-tarballs-"));
  try {
    for (const [name, tarball] of Object.entries({ one, other })) {
      mkdirSync(join(scratch, name));
      execFileSync("tar", ["--extract", "--file", tarball, "--directory", join(scratch, name)]);
    }
    const listings = listedOther?.filter((line) => !listedOne?.includes(line)) ?? [];
    const order = listings.length === 0 && listedOne?.join() !== listedOther?.join() ? ["the order of the files"] : [];
    const args = ["diff", "--no-index", "--no-color", "--no-ext-diff", "--unified=0", "one", "other"];
    const { stdout } = spawnSync("git", args, { cwd: scratch, encoding: "utf8", maxBuffer: 1e8 });
    const rest = listings.length > MAX_FILES ? [`and ${listings.length - MAX_FILES} more files`] : [];
    return [...listings.slice(0, MAX_FILES), ...rest, ...order, stdout.slice(0, MAX_LENGTH)].filter(Boolean).join("\n");
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** A build with another version of a tool differs everywhere. */
const MAX_FILES = 20;
const MAX_LENGTH = 20_000;

/** A line for each file: its permissions, size, time and path. */
const listed = (tarball: string): string[] =>
  execFileSync("tar", ["--list", "--verbose", "--numeric-owner", "--full-time", "--utc", "--file", tarball], {
    encoding: "utf8",
    maxBuffer: 1e8,
  })
    .trim()
    .split("\n");
