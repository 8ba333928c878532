import { codeOf } from "./kind.js";

const { mkdir, stat } = process.getBuiltinModule("node:fs/promises");
const { dirname } = process.getBuiltinModule("node:path");

/**
 * Creates a folder, and its parents. Node's recursive `mkdir` would never end in a place that refuses folders with ENOENT,
 * such as `/proc`.
 */
export async function makeFolder(path: string, mode?: number): Promise<void> {
  if (await isFolder(path)) return;
  // That a parent is a file is best said by what is to be created below it.
  if (dirname(path) !== path) await makeFolder(dirname(path), mode).catch(unlessFile);
  await mkdir(path, mode).catch(async (error: unknown) => {
    if (!(await isFolder(path))) throw error;
  });
}

function unlessFile(error: unknown): void {
  if (codeOf(error) !== "EEXIST") throw error;
}

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
