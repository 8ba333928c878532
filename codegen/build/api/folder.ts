/** The folder with the committed reports. */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { write } from "../../output.js";
import { reportApi } from "./report.js";

/** Writes the reports of a package into a folder, and deletes reports of what is no longer there. */
export async function writeApi(packageFolder: string, reports: string): Promise<void> {
  await write(reports, await reportApi(packageFolder));
}

/**
 * Compares the reports in a folder with what is built.
 * @returns The differences as `git diff` shows them, and what to do; empty if there are none
 */
export async function compareApi(packageFolder: string, reports: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "zcrm-api-"));
  try {
    await writeApi(packageFolder, folder);
    const args = [
      "diff",
      "--no-index",
      "--no-color",
      "--no-ext-diff",
      "--ignore-cr-at-eol",
      "--src-prefix=",
      "--dst-prefix=",
    ];
    const { status, stdout, stderr } = spawnSync("git", [...args, resolve(reports), folder], { encoding: "utf8" });
    if (status === 0) return "";
    if (status !== 1) throw new Error(`git diff failed: ${stderr}`);
    const text = stdout
      .replaceAll(`${folder.slice(1)}/`, "built/")
      .replaceAll(`${resolve(reports).slice(1)}/`, `${reports}/`);
    return `${text}\nThe public API differs from ${reports}. If that is intended, run: npm run api\n`;
  } finally {
    await rm(folder, { recursive: true });
  }
}
