/** A store in a folder: each entry in a file of its own, which is named by the hash of its key. */

import { replaceFile } from "../../auth/stores/replace-file.js";
import { isPlainObject } from "../../core/kind.js";
import { makeFolder } from "../../core/make-folder.js";
import type { NotificationStore } from "./store.js";

const { createHash, randomUUID } = process.getBuiltinModule("node:crypto");
const { constants } = process.getBuiltinModule("node:fs");
const { lstat, open, readdir, rm } = process.getBuiltinModule("node:fs/promises");
const { join, resolve } = process.getBuiltinModule("node:path");

/** The files of entries, also while they are written. Nothing else in the folder is read or removed. */
const NAME = /^[0-9a-f]{64}\.(json|[0-9a-f-]{36}\.part)$/;
/** Bytes that a file may have. Entries have a hundred. */
const LARGEST = 65_536;
/** Milliseconds between two looks for entries whose life is over. */
const SWEEP_EVERY = 3_600_000;

interface Entry {
  readonly key: string;
  readonly text: string;
  /** When its life is over, in milliseconds since 1970. */
  readonly end: number;
}

export function storeIn(given: string): NotificationStore {
  // Wherever the program goes from here.
  const folder = resolve(given);
  let sweptAt = Number.NEGATIVE_INFINITY;
  return {
    async get(key) {
      const entry = await entryIn(pathOf(folder, key));
      return entry?.key === key && entry.end > Date.now() ? entry.text : undefined;
    },
    async set(key, text, life) {
      await makeFolder(folder, 0o700);
      const path = pathOf(folder, key);
      const entry: Entry = { key, text, end: Date.now() + life };
      const partial = `${path.slice(0, -".json".length)}.${randomUUID()}.part`;
      await replaceFile(path, partial, (file) => file.writeFile(JSON.stringify(entry)));
      if (Date.now() - sweptAt < SWEEP_EVERY) return;
      sweptAt = Date.now();
      await sweep(folder);
    },
  };
}

const pathOf = (folder: string, key: string): string =>
  join(folder, `${createHash("sha256").update(key).digest("hex")}.json`);

/** What a file has; `undefined` if it is not there, or not one of ours. */
async function entryIn(path: string): Promise<Entry | undefined> {
  // Opening a pipe could wait for ever, and a link leads elsewhere.
  const found = await lstat(path).catch(unlessMissing);
  if (!found?.isFile() || found.size > LARGEST) return undefined;
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(unlessMissing);
  if (file === undefined) return undefined;
  try {
    return readEntry(await file.readFile("utf8"));
  } finally {
    await file.close();
  }
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT") throw error;
}

function readEntry(content: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(content);
    if (!isPlainObject(entry)) return undefined;
    const { key, text, end } = entry;
    if (typeof key !== "string" || typeof text !== "string" || typeof end !== "number") return undefined;
    return { key, text, end };
  } catch {
    return undefined;
  }
}

/** Removes entries whose life is over, and what a process that was killed left half written. */
async function sweep(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => NAME.test(one))) {
    const path = join(folder, name);
    if (await isOver(path)) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function isOver(path: string): Promise<boolean> {
  if (path.endsWith(".json"))
    return ((await entryIn(path).catch(() => undefined))?.end ?? Number.POSITIVE_INFINITY) <= Date.now();
  const found = await lstat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > SWEEP_EVERY;
}
