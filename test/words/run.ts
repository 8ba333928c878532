/** `npm run words [-- FOLDER …]`: lists wordings that a native engineer would write otherwise, by file and line. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { PATTERNS, type Pattern } from "./patterns.js";
import { proseOf } from "./prose.js";

/** Derived from `spec/`, what other people wrote, names of Zoho's, and this list itself. */
const EXCLUDED =
  /^(?:generated\/|test\/words\/|test\/emulator\/records\/recorded-fields\.ts|test\/legacy\/programs\/|LICENSE)/;

const folders = process.argv.slice(2);
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...folders], {
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(?:md|ya?ml|[cm]?[jt]sx?)$/.test(file) && !EXCLUDED.test(file));

const counts = new Map<Pattern, number>();
for (const file of files) {
  for (const { line, text } of proseOf(file, readFileSync(file, "utf8"))) {
    for (const entry of PATTERNS) {
      const [match] = entry.pattern.exec(text) ?? [];
      if (match === undefined) continue;
      counts.set(entry, (counts.get(entry) ?? 0) + 1);
      console.log(`${file}:${line}: "${match.trim()}": ${entry.better}: ${text.trim()}`);
    }
  }
}

for (const [{ better, pattern }, count] of counts) console.error(`${String(count).padStart(5)} ${pattern} (${better})`);
process.exitCode = counts.size === 0 ? 0 : 1;
