/** Where the pages are written, so that a browser can open them. */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cacheFolder, isOwnFolder } from "../../auth/stores/user-folders.js";
import { isFolder, makeFolder } from "../../core/make-folder.js";
import { CommandError } from "../command.js";
import type { PackedSite } from "./packed-site.js";

/** The beginning of the name of a folder that is being written. */
const PARTIAL = "partial-";

/** Another process that writes is done long before this, in milliseconds. */
const ABANDONED_AFTER = 3_600_000;

/**
 * Writes the site into the user's cache, unless it is there. What older versions left there is removed.
 * @param bytes The packed site, whose content is in the name of the folder
 * @param now Milliseconds since 1970
 * @returns The folder
 */
export async function cachedSite(site: PackedSite, bytes: Buffer, version: string, now = Date.now()): Promise<string> {
  const cache = cacheFolder();
  if (cache === undefined) throw new CommandError("the environment names no cache folder; pass --out FOLDER");
  const docs = join(cache, "docs");
  await makeFolder(docs, 0o700);
  if (!(await isOwnFolder(docs)))
    throw new CommandError(`others can write to ${docs}; correct its rights, or pass --out FOLDER`);
  const name = `${version}-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`;
  const folder = join(docs, name);
  if (!(await isFolder(folder))) await writeWhole(site, docs, folder);
  await removeOthers(docs, name, now);
  return folder;
}

/** The folder appears with all its pages, or not at all. */
async function writeWhole(site: PackedSite, docs: string, folder: string): Promise<void> {
  const partial = await mkdtemp(join(docs, PARTIAL));
  try {
    await writeSite(site, partial);
    await rename(partial, folder);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    // Another process was faster.
    if (!(await isFolder(folder))) throw error;
  }
}

async function removeOthers(docs: string, name: string, now: number): Promise<void> {
  for (const other of await readdir(docs)) {
    if (other === name) continue;
    const path = join(docs, other);
    const written = other.startsWith(PARTIAL) ? ((await stat(path).catch(() => undefined))?.mtimeMs ?? now) : 0;
    if (now - written > ABANDONED_AFTER) await rm(path, { recursive: true, force: true });
  }
}

/** Writes all files. Those that a folder has besides stay. */
export async function writeSite({ files }: PackedSite, folder: string): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await makeFolder(dirname(file));
    await writeFile(file, text);
  }
}

/**
 * A page that leads to a place within another page: what opens a file for the user loses that part of an address.
 * @param address From the root of the site, with a `#`
 * @returns Its path
 */
export async function pageLeadingTo(address: string, folder: string): Promise<string> {
  const path = join(folder, `to-${address.replaceAll(/[^\w]+/g, "-")}.html`);
  await writeFile(
    path,
    `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=${address}"><title>zcrm</title>\n`,
  );
  return path;
}
