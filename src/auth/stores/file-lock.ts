import { codeOf } from "../../core/kind.js";
import { wait } from "../../core/lifetime/wait.js";

const { mkdir, readdir, readFile, readlink, rename, rm, rmdir, stat, unlink, utimes, writeFile } =
  process.getBuiltinModule("node:fs/promises");
const { closeSync, ftruncateSync, openSync, renameSync, writeFileSync } = process.getBuiltinModule("node:fs");
const { join } = process.getBuiltinModule("node:path");

/*
 * A lock between processes is a folder that contains one file. The name of the file is unique to one holder and never
 * used again.
 *
 *   acquire  Make a folder with such a file under another name, and rename it to the lock's name. Renaming to a folder
 *            that is not empty fails. If there is no folder, or an empty one, exactly one of many renames succeeds.
 *   hold     Update the file's time every second.
 *   release  Remove the file by its name, then the folder, which only works while it is empty.
 *   recover  If the file's time does not change for a few seconds, its holder is dead: remove the file by its name, then
 *            acquire the lock like everyone else.
 *
 * The file names the holder's process. On Linux, a process of the same machine sees at once that it has ended.
 *
 * A process only removes the file of the holder that it watched. If two find the same lock stale, the second removes
 * nothing: the file is gone, and the next holder's has another name. A file's time is only compared with its earlier
 * value, never with a clock, so neither a wrong clock nor a sleeping machine makes a lock look stale.
 */

/** Milliseconds between two updates of a holder's file. */
const BEAT = 1_000;
/** Milliseconds between two attempts to acquire a lock, unless its user says otherwise. */
const PAUSE = 20;

/** A lock that is held. */
export interface HeldLock {
  /** Whether the lock is still held. A holder that was blocked for too long has lost it. */
  isHeld(): Promise<boolean>;
  /**
   * Replaces a small file beside the lock and releases the lock, in one step, if the lock is still held. Only the owner may
   * read the file. It is not durable: a crash of the system may lose it. It blocks, so that a busy machine does not hold the
   * lock for long.
   * @returns whether the lock was held
   */
  releaseWith(path: string, text: string): boolean;
  release(): Promise<void>;
}

/**
 * Runs `work` while no other work, in this process or another, holds the lock.
 * @param lock Path of the lock; its folder must exist.
 * @param silence Milliseconds without a beat after which a holder counts as dead. No holder may block the event loop for that long.
 * @param patience Milliseconds after which waiting for living holders ends with an error.
 * @param pause Milliseconds between two attempts to acquire the lock.
 */
export async function withFileLock<T>(
  lock: string,
  silence: number,
  work: (held: HeldLock) => Promise<T>,
  patience = Number.POSITIVE_INFINITY,
  pause = PAUSE,
): Promise<T> {
  const begin = performance.now();
  const onBeat = () => {
    if (performance.now() - begin > patience) throw new Error(`${lock} has living holders for ${patience} ms`);
  };
  const mine = await acquire(lock, silence, onBeat, pause);
  const held = hold(lock, mine);
  try {
    return await work(held);
  } finally {
    await held.release();
  }
}

/**
 * Acquires a lock, unless it has a living holder. It takes a second or two to see whether a holder lives.
 * @param silence As for {@link withFileLock}
 * @returns `undefined` if the lock has a living holder.
 */
export async function tryFileLock(lock: string, silence: number): Promise<HeldLock | undefined> {
  const living = new Error("the lock has a living holder");
  try {
    const mine = await acquire(lock, silence, () => {
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
    // Fails if the lock was lost. Nothing can be done about that here.
    utimes(mine, now, now).catch(() => undefined);
  }, BEAT);
  beat.unref();
  return {
    isHeld: async () => (await timeOf(mine)) !== 0,
    releaseWith(path, text) {
      try {
        // Recovering the lock removes this very file, so it cannot be renamed any more.
        overwrite(mine, text);
        renameSync(mine, path);
        return true;
      } catch (error) {
        if (isOneOf(error, GONE)) return false;
        throw error;
      }
    },
    release: async () => {
      clearInterval(beat);
      // Others recover a lock that cannot be released. The result of the work must not be lost because of it.
      await removeHolder(lock, mine).catch(() => undefined);
    },
  };
}

/**
 * @param onBeat Called for each beat of the lock's current holder.
 * @returns the path of the new holder's file.
 */
async function acquire(lock: string, silence: number, onBeat: () => void, pause = PAUSE): Promise<string> {
  let watched = { file: "", time: 0, silent: 0, at: 0 };
  let vacant = 0;
  for (;;) {
    const file = await holderOf(lock);
    if (file === undefined) {
      const mine = await tryAcquiring(lock);
      if (mine !== undefined) return mine;
      vacant += pause;
      if (vacant >= silence) throw new Error(`${lock} cannot be locked, although nobody holds it`);
    } else {
      vacant = 0;
      if (file !== watched.file && (await hasEnded(file))) {
        await removeHolder(lock, file);
        continue;
      }
      const time = await timeOf(file);
      const at = performance.now();
      const same = watched.file === file && watched.time === time;
      if (watched.file === file && !same && time !== 0) onBeat();
      // An attempt counts for one beat at most: if the machine slept, the holder had no chance to beat.
      watched = { file, time, silent: same ? watched.silent + Math.min(at - watched.at, BEAT) : 0, at };
      if (watched.silent >= silence) await removeHolder(lock, file);
    }
    await wait(pause, undefined);
  }
}

/** @returns the path of the holder's file; `undefined` if another process was faster. */
async function tryAcquiring(lock: string): Promise<string | undefined> {
  const name = crypto.randomUUID();
  const folder = `${lock}.${name}`;
  await mkdir(folder, { mode: 0o700 });
  await writeFile(join(folder, name), `${process.pid} ${await machine()}`, { mode: 0o600 });
  try {
    await rename(folder, lock);
    return join(lock, name);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!isOneOf(error, TAKEN)) throw error;
    // Windows does not rename to an existing folder, even an empty one.
    await rmdir(lock).catch(unless([...GONE, ...TAKEN], undefined));
    return undefined;
  }
}

/** @throws Error if the folder is not a lock: whatever else is in it must not be removed. */
async function holderOf(lock: string): Promise<string | undefined> {
  const names = await readdir(lock).catch(unless(GONE, [] as string[]));
  const other = names.find((name) => !HOLDER.test(name));
  if (other !== undefined) throw new Error(`${lock} is not a lock, since it contains ${other}: choose another place`);
  const [name] = names;
  return name === undefined ? undefined : join(lock, name);
}

/**
 * Names the processes among which a number means one process: those of this machine since it was started, in this
 * container. Empty where it is unknown.
 */
const machine = (): Promise<string> => {
  known ??= readMachine();
  return known;
};

let known: Promise<string> | undefined;

async function readMachine(): Promise<string> {
  try {
    const boot = await readFile("/proc/sys/kernel/random/boot_id", "utf8");
    return `${boot.trim()} ${await readlink("/proc/self/ns/pid")}`;
  } catch {
    return "";
  }
}

/** Whether the holder certainly has ended. If that is unknown, it counts as alive. */
async function hasEnded(file: string): Promise<boolean> {
  const [, id = "", where = ""] = /^(\d+) (.+)$/.exec(await readFile(file, "utf8").catch(() => "")) ?? [];
  if (id === "" || where !== (await machine())) return false;
  try {
    process.kill(Number(id), 0);
    return false;
  } catch (error) {
    return codeOf(error) === "ESRCH";
  }
}

/** The name of a holder's file. */
const HOLDER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** 0 if the file is gone. */
const timeOf = (file: string): Promise<number> => stat(file).then(({ mtimeMs }) => mtimeMs, unless(GONE, 0));

/** Removes a holder's file and releases its lock. A lock that has another holder by now stays as it is. */
export async function removeHolder(lock: string, file: string): Promise<void> {
  await unlink(file).catch(unless(GONE, undefined));
  await rmdir(lock).catch(unless([...GONE, ...TAKEN], undefined));
}

/** Replaces the content of a file that exists. */
function overwrite(path: string, text: string): void {
  const file = openSync(path, "r+");
  try {
    ftruncateSync(file);
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

const GONE = ["ENOENT"];
/** The error codes of different systems if a folder is in the way. */
const TAKEN = ["ENOTEMPTY", "EEXIST", ...(process.platform === "win32" ? ["EPERM", "EACCES"] : [])];

const isOneOf = (error: unknown, codes: readonly string[]): boolean => codes.includes(codeOf(error) ?? "");

const unless =
  <T>(codes: readonly string[], instead: T) =>
  (error: unknown): T => {
    if (isOneOf(error, codes)) return instead;
    throw error;
  };
