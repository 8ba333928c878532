import type { FileHandle } from "node:fs/promises";

const { open, rename, rm } = process.getBuiltinModule("node:fs/promises");
const { dirname } = process.getBuiltinModule("node:path");

/**
 * Replaces a file in one step, durably: after a crash at any moment, `path` has the old content or the new.
 * @param partial Where the new content is written first: a path in the same folder, at which nothing exists. It is
 *   removed if `write` fails.
 * @param write Writes the new content.
 * @param mode Who may read the file: by default only the owner.
 */
export async function replaceFile(
  path: string,
  partial: string,
  write: (file: FileHandle) => Promise<void>,
  mode = 0o600,
): Promise<void> {
  const file = await open(partial, "wx", mode);
  try {
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the new name durable. On systems that cannot sync a folder, that happens a little later. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
