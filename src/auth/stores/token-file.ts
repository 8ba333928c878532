import { ConfigError } from "../../core/errors/errors.js";
import { codeOf } from "../../core/kind.js";
import { makeFolder } from "../../core/make-folder.js";
import type { Token } from "../token.js";
import type { LockedStore } from "../token-store.js";
import { type HeldLock, withFileLock } from "./file-lock.js";
import { replaceFile } from "./replace-file.js";
import { createSeal, type Seal, type Sealed } from "./seal.js";
import { configFolder } from "./user-folders.js";

const { createHash } = process.getBuiltinModule("node:crypto");
const { readdir, readFile, realpath, rm, stat } = process.getBuiltinModule("node:fs/promises");
const { basename, dirname, join, resolve } = process.getBuiltinModule("node:path");

/** The tokens of all users in one file. */
export interface TokenFile {
  get(user: string): Promise<Token | undefined>;
  set(user: string, token: Token): Promise<void>;
  delete(user: string): Promise<void>;
  withLock<T>(user: string, work: (held: LockedStore) => Promise<T>): Promise<T>;
}

/** The content of the file by user. A map, since a user may have any name, such as `__proto__`. */
type Content = Map<string, unknown>;

/** Identifies a token file. Any other file is not touched, nor is one of a later version. */
const FORMAT = "zcrm-tokens";
const VERSION = 1;

/** Bytes that a token file may have: more than a hundred thousand users. */
const LARGEST = 2 ** 26;

/** Ending of a file that is being written. */
const PARTIAL = ".part";

/** Milliseconds after which a silent writer counts as dead. A write takes a few milliseconds. */
const WRITER_SILENCE = 3_000;
/** The same for the holder of a user's lock: others wait for up to 10 seconds. */
const USER_SILENCE = 8_000;

export async function openTokenFile(given: string | undefined, key: string | undefined): Promise<TokenFile> {
  const wanted = given === undefined ? defaultPath() : resolve(given);
  // Symbolic links are resolved, so that a link is not replaced, and all paths share one lock.
  const path = await realpath(wanted).catch(() => wanted);
  const locks = `${path}.locks`;
  const seal = key === undefined ? undefined : createSeal(key);

  const locked = async <T>(name: string, silence: number, work: (lock: HeldLock) => Promise<T>): Promise<T> => {
    await makeFolder(locks, 0o700);
    return withFileLock(join(locks, name), silence, work);
  };
  // Writers of one process queue here, which is much faster than competing for the lock of the file.
  let lastWrite: Promise<unknown> = Promise.resolve();
  const change = (apply: (content: Content) => boolean): Promise<void> => {
    const write = lastWrite.then(() =>
      locked("write", WRITER_SILENCE, async () => {
        const content = await read(path, seal);
        if (apply(content)) await replace(path, await format(content, seal));
      }),
    );
    lastWrite = write.catch(() => undefined);
    return write;
  };

  const set = (user: string, token: Token) => change((content) => content.set(user, token) === content);
  const remove = (user: string) => change((content) => content.delete(user));

  return {
    async get(user) {
      const token = (await read(path, seal)).get(user);
      if (token === undefined || isToken(token)) return token;
      throw unusable(path, `has an invalid entry for the user ${JSON.stringify(user)}`);
    },
    set,
    delete: remove,
    withLock: (user, work) =>
      locked(createHash("sha256").update(user).digest("hex"), USER_SILENCE, (lock) =>
        work({
          set: async (name, token) => (await lock.isHeld()) && set(name, token).then(() => true),
          delete: async (name) => (await lock.isHeld()) && remove(name).then(() => true),
        }),
      ),
  };
}

/** The token file, if the program names no other. @throws ConfigError if the environment names no place for it */
export function defaultPath(): string {
  const folder = configFolder();
  if (folder !== undefined) return join(folder, "tokens.json");
  throw new ConfigError(
    "there is no folder for the token file: set HOME and XDG_CONFIG_HOME to absolute paths, or pass a path to fileStore",
    { code: "INVALID_CONFIGURATION" },
  );
}

async function read(path: string, seal: Seal | undefined): Promise<Content> {
  const text = await textOf(path);
  if (text === undefined) return new Map();
  const file = parse(text);
  if (!isObject(file) || file.format !== FORMAT) throw unusable(path, "is not a token file");
  // The first files had no version.
  if (file.version !== undefined && file.version !== VERSION) {
    throw unusable(path, "was written by a later version of zcrm, which this one cannot read");
  }
  const users = isSealed(file.sealed) ? parse(await unseal(path, file.sealed, seal)) : file.users;
  if (!isObject(users)) throw unusable(path, "has no users");
  // Anybody who can write the file could put tokens of their own there.
  if (seal && !isSealed(file.sealed)) {
    throw unusable(path, "is not encrypted, although a key is set (docs/tokens.md shows how to encrypt it)");
  }
  return new Map(Object.entries(users));
}

/** The text of the file, or `undefined` if there is none. Reading a pipe might never end. */
async function textOf(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw unusable(path, "is not a file");
    if (found.size > LARGEST) throw unusable(path, "is too large for a token file");
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function unseal(path: string, sealed: Sealed, seal: Seal | undefined): Promise<string> {
  if (!seal) {
    throw new Error(
      `${path} is encrypted: set its key (option "key" of fileStore, or ZCRM_STORE_KEY in the environment)`,
    );
  }
  try {
    return await seal.open(sealed);
  } catch (cause) {
    throw new Error(
      `${path} cannot be opened with this key: set the key that it was encrypted with (option "key" of fileStore, ` +
        "or ZCRM_STORE_KEY in the environment), or move the file away to start with a new one",
      { cause },
    );
  }
}

async function format(content: Content, seal: Seal | undefined): Promise<string> {
  const users = Object.fromEntries(content);
  const body = seal ? { sealed: await seal.seal(JSON.stringify(users)) } : { users };
  return `${JSON.stringify({ format: FORMAT, version: VERSION, ...body }, undefined, 2)}\n`;
}

/** Requires the lock for writing. */
async function replace(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const prefix = `.${basename(path)}.`;
  // Files that dead processes left behind contain tokens.
  for (const name of await readdir(folder)) {
    if (name.startsWith(prefix) && name.endsWith(PARTIAL)) await rm(join(folder, name), { force: true });
  }
  // Each writer has its own partial file: one that has lost the lock may still be writing.
  await replaceFile(path, join(folder, `${prefix}${crypto.randomUUID()}${PARTIAL}`), (file) => file.writeFile(text));
}

const unusable = (path: string, what: string): Error =>
  new Error(`${path} ${what}: nothing was overwritten; move the file away, or pass another path to fileStore`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The message would quote the text, which may contain tokens.
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isToken = (value: unknown): value is Token =>
  isObject(value) && typeof value.accessToken === "string" && typeof value.expiresAt === "number";

const isSealed = (value: unknown): value is Sealed =>
  isObject(value) && [value.salt, value.iv, value.tag, value.data].every((part) => typeof part === "string");
