/** A folder of type files on disk. Files of another origin are neither replaced nor removed. */
import { replaceFile } from "../../auth/stores/replace-file.js";
import { CrmError } from "../../core/errors/errors.js";
import { codeOf, messageOf } from "../../core/kind.js";
import { makeFolder } from "../../core/make-folder.js";
import { isSchemaText } from "../schema-text.js";
import type { Change } from "./changes.js";
import { isOurs } from "./header.js";
import { LISTS, SCHEMA_FILE } from "./types-of.js";

const { readdir, readFile, rm, rmdir, stat } = process.getBuiltinModule("node:fs/promises");
const { dirname, join } = process.getBuiltinModule("node:path");

/** The ending of a file that is being written. The compiler does not take it for code. */
const PARTIAL = ".zcrm-partial";

/** The maximum number of files that an error names. */
const MAX_NAMED = 5;

/**
 * Our files in a folder, with their texts.
 * @param wanted The paths that will be written
 * @throws CrmError `FILE_IN_THE_WAY` if a file of another origin is at one of them
 */
export async function filesIn(folder: string, wanted: Iterable<string>): Promise<Map<string, string>> {
  const listed = [
    ...(await namesIn(folder)),
    ...(await namesIn(join(folder, LISTS))).map((name) => `${LISTS}/${name}`),
  ];
  const ours = new Map<string, string>();
  const others: string[] = [];
  // The file system decides whether a file is at a path: some do not tell capitals from small letters.
  const paths = new Set(wanted);
  for (const path of paths) {
    const text = await textAt(join(folder, path));
    if (text === undefined) continue;
    if (path === SCHEMA_FILE ? isSchemaText(text) : isOurs(text)) ours.set(path, text);
    else others.push(join(folder, path));
  }
  if (others.length > 0) throw inTheWay(others);
  for (const path of listed) {
    if (paths.has(path) || !path.endsWith(".ts") || (await isOneOf(folder, path, paths))) continue;
    const text = await textAt(join(folder, path));
    if (text !== undefined && isOurs(text)) ours.set(path, text);
  }
  return ours;
}

/**
 * Carries out a step. A file is replaced in one moment: a reader sees the old text or the new.
 * @throws CrmError `FILE_NOT_WRITTEN`
 */
export async function apply(folder: string, change: Change): Promise<void> {
  const path = join(folder, change.path);
  try {
    if (change.kind === "remove") return await rm(path);
    await makeFolder(dirname(path));
    await replaceFile(path, `${path}.${crypto.randomUUID()}${PARTIAL}`, (file) => file.writeFile(change.text), 0o666);
  } catch (error) {
    const message = `cannot ${change.kind} ${path}: ${messageOf(error)}`;
    throw new CrmError(message, { code: "FILE_NOT_WRITTEN", cause: error });
  }
}

/** Removes what an interrupted run left, and the folder of lists if it is empty. */
export async function tidy(folder: string): Promise<void> {
  for (const place of [folder, join(folder, LISTS)]) {
    const partial = (await namesIn(place)).filter((name) => name.endsWith(PARTIAL));
    for (const name of partial) await rm(join(place, name), { force: true });
  }
  await rmdir(join(folder, LISTS)).catch(() => undefined);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    if (codeOf(error) === "ENOTDIR") throw inTheWay([folder]);
    throw unreadable(folder, error);
  }
}

/** The text of a file; empty for a folder. */
async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    if (codeOf(error) === "EISDIR") return "";
    throw unreadable(path, error);
  }
}

/** Whether a file is one of these under another spelling. */
async function isOneOf(folder: string, path: string, paths: ReadonlySet<string>): Promise<boolean> {
  const twin = [...paths].find((other) => other.toLowerCase() === path.toLowerCase());
  if (twin === undefined) return false;
  const [one, other] = await Promise.all([path, twin].map((name) => stat(join(folder, name)).catch(() => undefined)));
  return one !== undefined && one.ino === other?.ino;
}

function inTheWay(paths: readonly string[]): CrmError {
  const named = paths.slice(0, MAX_NAMED).join(", ");
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : "";
  const message = `${named}${more}: not written by zcrm pull, so it is not replaced. Move it, or choose another folder`;
  return new CrmError(message, { code: "FILE_IN_THE_WAY", details: { files: paths } });
}

const unreadable = (path: string, error: unknown): CrmError =>
  new CrmError(`cannot read ${path}: ${messageOf(error)}`, { code: "FILE_NOT_READ", cause: error });
