/** The part of `npm run codegen` for the old client. With `--check`, it compares the files instead of writing them. */
import { readFile, writeFile } from "node:fs/promises";
import { OLD_CALLS } from "../../src/legacy/old-calls.js";
import { compareFile } from "../output.js";
import { emitApi, withTable } from "./emit.js";

const API = "src/legacy/api.ts";
const GUIDE = "MIGRATION.md";

const output = [
  [API, emitApi(OLD_CALLS)],
  [GUIDE, withTable(await readFile(GUIDE, "utf8"), OLD_CALLS)],
] as const;

if (process.argv.includes("--check")) {
  const differences = (await Promise.all(output.map(([path, text]) => compareFile(path, text)))).flat();
  if (differences.length > 0) {
    console.error(
      `${differences.join("\n")}\n${API} and ${GUIDE} must match the table of old calls; run: npm run codegen`,
    );
    process.exitCode = 1;
  }
} else {
  for (const [path, text] of output) await writeFile(path, text);
}
