import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { withFileLock } from "../../src/auth/stores/file-lock.js";

/** What tests keep between runs; git ignores it. */
export const CACHE = ".cache";

/** Does the work while no other test process of this checkout does work of the same name. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(CACHE, { recursive: true });
  return withFileLock(join(CACHE, `${name}.lock`), 10_000, work);
}
