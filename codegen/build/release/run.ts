/** `npm run release -- VERSION|major|minor|patch`, `--notes VERSION`, or `--check-tag TAG`. */
import { parseArgs } from "node:util";
import { checkTag, release, releaseNotes } from "./release.js";

const USAGE = "usage: npm run release -- VERSION|major|minor|patch | --notes VERSION | --check-tag TAG";

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { notes: { type: "string" }, "check-tag": { type: "string" } },
  });
  const [asked, ...others] = positionals;
  const tag = values["check-tag"];
  if ([asked, values.notes, tag].filter((value) => value !== undefined).length !== 1 || others.length > 0) {
    throw new Error(USAGE);
  }
  if (values.notes !== undefined) console.log(releaseNotes(".", values.notes));
  if (tag !== undefined) checkTag(".", tag);
  if (asked !== undefined) console.log(release(".", asked, new Date().toISOString().slice(0, "2026-12-01".length)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
