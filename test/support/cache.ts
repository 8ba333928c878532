import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "../../src/auth/stores/file-lock.js";

/** What tests keep between runs. Git ignores it. */
export const CACHE = ".cache";

/** Runs `work` while no other worker, of this run or another, runs work of the same name. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(CACHE, { recursive: true });
  return withFileLock(join(CACHE, `${name}.lock`), 10_000, work);
}
