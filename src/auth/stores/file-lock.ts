import { wait } from "../../core/lifetime/wait.js";

const { mkdir, readdir, rename, rm, rmdir, stat, unlink, utimes, writeFile } =
  process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");

/*
 * A lock among processes is a folder that is not empty: it holds one file, whose name belongs to one holder and is
 * never used again.
 *
 *   take     make a folder of one's own with that file in it, and rename it to the lock's name. A rename onto a folder
 *            that is not empty fails, onto none or an empty one it succeeds, for exactly one of many.
 *   hold     renew the file's time every second.
 *   release  remove the file by its name, then the folder, which works only while it is empty.
 *   recover  a file whose time did not change while it was watched for some seconds has lost its holder: remove it by its
 *            name, then take the lock like everyone else.
 *
 * Whoever removes a file removes that of the very holder he watched. So of two that find the same lock stale, the
 * second removes nothing: the file is gone, and the next holder's has another name. Times are compared with
 * themselves, never with a clock, so neither wrong clocks nor a sleeping machine make a lock look stale.
 */

/** How often a holder shows that it lives, in milliseconds. */
const BEAT = 1_000;
/** Milliseconds between two looks at a lock that is held. */
const PAUSE = 20;

/** A lock that is held. */
export interface HeldLock {
  /** Whether it is held still: a holder that was held up for too long has lost it. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Runs `work` while nobody else, in this process or another, holds the lock of that name.
 * @param silence Milliseconds without a beat after which a holder counts as dead: more than it may be held up.
 */
export async function withFileLock<T>(lock: string, silence: number, work: () => Promise<T>): Promise<T> {
  const held = hold(lock, await take(lock, silence, () => undefined));
  try {
    return await work();
  } finally {
    await held.release();
  }
}

/**
 * Takes a lock unless somebody holds it who shows that he lives, which takes a second or two to see.
 * @param silence As for {@link withFileLock}
 * @returns `undefined` where somebody holds it.
 */
export async function tryFileLock(lock: string, silence: number): Promise<HeldLock | undefined> {
  const living = new Error("held by somebody who lives");
  try {
    const mine = await take(lock, silence, () => {
      throw living;
    });
    return hold(lock, mine);
  } catch (error) {
    if (error === living) return undefined;
    throw error;
  }
}

/** @param mine The holder's file. */
function hold(lock: string, mine: string): HeldLock {
  const beat = setInterval(() => {
    const now = new Date();
    // Fails where the lock was lost; there is nothing to be done about that from here.
    utimes(mine, now, now).catch(() => undefined);
  }, BEAT);
  beat.unref();
  return {
    isHeld: async () => (await timeOf(mine)) !== 0,
    release: async () => {
      clearInterval(beat);
      // A lock that cannot be released is recovered by others; what the work has brought must not be lost for that.
      await removeHolder(lock, mine).catch(() => undefined);
    },
  };
}

/**
 * @param onBeat Called for each sign of life of the holder that is waited for.
 * @returns the holder's file.
 */
async function take(lock: string, silence: number, onBeat: () => void): Promise<string> {
  let watched = { file: "", time: 0, silent: 0, at: 0 };
  for (;;) {
    const file = await holderOf(lock);
    if (file === undefined) {
      const mine = await tryTaking(lock);
      if (mine !== undefined) return mine;
    } else {
      const time = await timeOf(file);
      const at = performance.now();
      const same = watched.file === file && watched.time === time;
      if (watched.file === file && !same && time !== 0) onBeat();
      // A look counts for no more than a beat: where all processes slept, the holder did not have its chance to beat.
      watched = { file, time, silent: same ? watched.silent + Math.min(at - watched.at, BEAT) : 0, at };
      if (watched.silent >= silence) await removeHolder(lock, file);
    }
    await wait(PAUSE, undefined);
  }
}

/** @returns the holder's file; `undefined` where somebody else was faster. */
async function tryTaking(lock: string): Promise<string | undefined> {
  const name = crypto.randomUUID();
  const folder = `${lock}.${name}`;
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, name), "");
  try {
    await rename(folder, lock);
    return join(lock, name);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!isOneOf(error, TAKEN)) throw error;
    // Windows renames onto nothing, not even an empty folder.
    await rmdir(lock).catch(unless([...GONE, ...TAKEN], undefined));
    return undefined;
  }
}

async function holderOf(lock: string): Promise<string | undefined> {
  const [name] = await readdir(lock).catch(unless(GONE, [] as string[]));
  return name === undefined ? undefined : join(lock, name);
}

/** 0 for a file that is gone. */
const timeOf = (file: string): Promise<number> => stat(file).then(({ mtimeMs }) => mtimeMs, unless(GONE, 0));

/** Frees a lock, but only where this is its holder's file: a lock that has another holder by now is left alone. */
export async function removeHolder(lock: string, file: string): Promise<void> {
  await unlink(file).catch(unless(GONE, undefined));
  await rmdir(lock).catch(unless([...GONE, ...TAKEN], undefined));
}

const GONE = ["ENOENT"];
/** What systems answer where a folder is in the way. */
const TAKEN = ["ENOTEMPTY", "EEXIST", ...(process.platform === "win32" ? ["EPERM", "EACCES"] : [])];

const isOneOf = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && codes.includes(String(Reflect.get(error, "code")));

const unless =
  <T>(codes: readonly string[], instead: T) =>
  (error: unknown): T => {
    if (isOneOf(error, codes)) return instead;
    throw error;
  };
