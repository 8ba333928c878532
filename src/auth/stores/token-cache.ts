import { makeFolder } from "../../core/make-folder.js";
import { isLoopback } from "../../core/transport/loopback.js";
import type { Token } from "../token.js";
import { withFileLock } from "./file-lock.js";
import { replaceFile } from "./replace-file.js";
import { cacheFolder, isOwnedAlone, isOwnFolder } from "./user-folders.js";

const { createHash } = process.getBuiltinModule("node:crypto");
const { constants, lstat, open, readdir, rm, writeFile } = process.getBuiltinModule("node:fs/promises");
const { join } = process.getBuiltinModule("node:path");

/** What access tokens belong to. */
export interface TokenOrigin {
  readonly clientId: string;
  readonly refreshToken: string;
  /** Origin of the accounts server. */
  readonly accountsUrl: string;
}

/** The access tokens that processes of one user got with one refresh token. */
export interface TokenCache {
  /** Returns what was saved, unchecked. */
  get(): Promise<unknown>;
  /** Saves all of a token but its refresh token. */
  set(token: Token): Promise<void>;
  delete(): Promise<void>;
  /** Runs work while no other process does, or without the lock if that cannot be had. */
  withLock<T>(work: () => Promise<T>): Promise<T>;
}

const FORMAT = "zcrm-access-token";
const VERSION = 1;

/** Milliseconds after which a silent holder of the lock counts as dead, which delays the start after a script was killed. */
const SILENCE = 3_000;
/** Milliseconds to wait for other processes that request a token. */
const PATIENCE = 20_000;
/** Milliseconds after which a file is of no use: no access token lives longer. */
const LIFE = 60 * 60_000;
/** Bytes that a file may have. */
const LARGEST = 2 ** 16;

/** The files of caches, also while they are written or locked. */
const NAME = /^\.?[0-9a-f]{64}\.(json|lock)/;
/** The file whose time shows when old files were last removed. */
const SWEPT = "swept";

/**
 * Opens the cache for a refresh token, in a folder of the user's cache that only the user can write to.
 * @returns `undefined` if there is no such folder, or if the accounts server may be in this process.
 */
export function openTokenCache({ clientId, refreshToken, accountsUrl }: TokenOrigin): TokenCache | undefined {
  const folder = cacheFolder();
  if (folder === undefined || mayBeHere(accountsUrl)) return undefined;
  // The name shows nothing of the refresh token, which is long and random.
  const name = createHash("sha256")
    .update(JSON.stringify([clientId, refreshToken, accountsUrl]))
    .digest("hex");
  const path = join(folder, `${name}.json`);

  return {
    async get() {
      return (await isOwnFolder(folder)) ? read(path) : undefined;
    },
    async set(token) {
      await makeFolder(folder, 0o700);
      if (!(await isOwnFolder(folder))) return;
      const { refreshToken: _, ...saved } = token;
      const text = JSON.stringify({ format: FORMAT, version: VERSION, token: saved });
      await replaceFile(path, join(folder, `.${name}.json.${crypto.randomUUID()}`), (file) => file.writeFile(text));
      await sweep(folder);
    },
    delete: () => rm(path, { force: true }),
    async withLock(work) {
      let begun = false;
      const begin = () => {
        begun = true;
        return work();
      };
      try {
        await makeFolder(folder, 0o700);
        if (!(await isOwnFolder(folder))) return await begin();
        return await withFileLock(join(folder, `${name}.lock`), SILENCE, begin, PATIENCE);
      } catch (error) {
        if (begun) throw error;
        return work();
      }
    },
  };
}

/**
 * Whether this process may be the accounts server itself, as in a test. Its port is random then, and sooner or later one that
 * a server of another test had, with the same credentials.
 */
const mayBeHere = (accountsUrl: string): boolean =>
  isLoopback(new URL(accountsUrl).hostname) && process.getActiveResourcesInfo().includes("TCPServerWrap");

/** Reads a file that the user alone can read. Opening a pipe must not wait for its other end. */
async function read(path: string): Promise<unknown> {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  const file = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const found = await file.stat();
    if (!found.isFile() || found.size > LARGEST || !isOwnedAlone(found, 0o077)) return undefined;
    const { format, version, token } = JSON.parse(await file.readFile("utf8"));
    return format === FORMAT && version === VERSION ? token : undefined;
  } finally {
    await file.close();
  }
}

/** Removes the files of tokens that have expired, at most once an hour. */
async function sweep(folder: string): Promise<void> {
  const now = Date.now();
  const isOld = (name: string) =>
    lstat(join(folder, name)).then(
      ({ mtimeMs }) => Math.abs(now - mtimeMs) > LIFE,
      () => false,
    );
  const names = await readdir(folder);
  if (names.includes(SWEPT) && !(await isOld(SWEPT))) return;
  await writeFile(join(folder, SWEPT), "", { mode: 0o600 });
  for (const name of names) {
    if (NAME.test(name) && (await isOld(name))) await rm(join(folder, name), { recursive: true, force: true });
  }
}
