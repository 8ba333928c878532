import { withFileLock } from "../auth/stores/file-lock.js";
import { cacheFolder, isOwnFolder } from "../auth/stores/user-folders.js";
import { codeOf } from "../core/kind.js";
import type { Change } from "../core/limits/shared-state.js";
import { makeFolder } from "../core/make-folder.js";

const { lstat, readdir, rm } = process.getBuiltinModule("node:fs/promises");
const { readFileSync, statSync } = process.getBuiltinModule("node:fs");
const { join } = process.getBuiltinModule("node:path");

/** Milliseconds after which a silent holder of the lock counts as dead. One that is not cannot replace the file any more. */
const SILENCE = 1_000;
/** Milliseconds to wait for others that hold the lock. A client does not wait for longer. */
const PATIENCE = 2_000;
/** Milliseconds between two attempts to acquire the lock, which others hold for about one. */
const PAUSE = 4;
/** Milliseconds after which a file is of no use. */
const LIFE = 24 * 60 * 60_000;
/** The files of all organizations, also while they are locked. */
const NAME = /^[0-9a-f]{64}\.(json|lock)/;

/** The folder of limits that the user's processes share; `undefined` if the environment names no place for it. */
export function limitsFolder(): string | undefined {
  const folder = cacheFolder();
  return folder && join(folder, "limits");
}

/**
 * Makes sure that the folder is there, and the user's own.
 * @param given The folder; by default {@link limitsFolder}
 * @throws Error if there is none, or others can write to it
 */
export async function readyFolder(given: string | undefined): Promise<string> {
  const folder = given ?? limitsFolder();
  if (folder === undefined) throw new Error('the user has no cache folder; pass the option "folder"');
  await makeFolder(folder, 0o700);
  if (given === undefined && !(await isOwnFolder(folder)))
    throw new Error(`${folder} belongs to somebody else, or others can write to it`);
  return folder;
}

/** What a file says, without waiting for those that replace it; `undefined` if it does not exist. */
export function readText(folder: string, key: string): string | undefined {
  try {
    return readFileSync(join(folder, `${key}.json`), "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** Replaces the string in a file, as one step among the processes of this machine. */
export async function updateText<T>(
  folder: string,
  key: string,
  change: (text: string | undefined, now: number) => Change<T>,
): Promise<T> {
  const lock = join(folder, `${key}.lock`);
  for (;;) {
    const done = await withFileLock(
      lock,
      SILENCE,
      async (held) => {
        // The time of the file system is the same for all, whatever their clocks say.
        const now = Math.floor(statSync(lock).mtimeMs);
        const before = readText(folder, key);
        const { text, result } = change(before, now);
        if (!held.releaseWith(join(folder, `${key}.json`), text)) return undefined;
        return { result, now, isNew: before === undefined };
      },
      PATIENCE,
      PAUSE,
    );
    if (done?.isNew) await sweep(folder, done.now);
    if (done) return done.result;
  }
}

/** Removes the files of organizations that nobody calls any more. @param now The time of the file system */
async function sweep(folder: string, now: number): Promise<void> {
  for (const name of (await readdir(folder).catch(() => [])).filter((one) => NAME.test(one))) {
    const path = join(folder, name);
    const found = await lstat(path).catch(() => undefined);
    if (found && Math.abs(now - found.mtimeMs) > LIFE)
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
