/**
 * A journal on disk: lines of JSON that are only ever added, each on disk before the writing goes on. A crash can cut the
 * last line; then what it says has not happened yet for anybody.
 */
import type { FileHandle } from "node:fs/promises";
import { tryFileLock } from "../../../auth/stores/file-lock.js";
import { CrmError } from "../../../core/errors/errors.js";
import {
  type ChunkLine,
  type ChunkState,
  checkHeader,
  type EndLine,
  type Header,
  type Journal,
  mismatch,
  readLine,
  stateAfter,
} from "./lines.js";

const { createHash } = process.getBuiltinModule("node:crypto");
const { open } = process.getBuiltinModule("node:fs/promises");

/** Milliseconds without a sign of life after which another process counts as dead. */
const SILENCE = 5_000;

/** A journal, and how it was begun. */
export type OpenJournal = Journal & Pick<Header, "size" | "via">;

/** Where a line is in the file. */
type Place = readonly [start: number, length: number];

/**
 * Opens a journal, or begins one.
 * @param isWayChosen Whether another way of writing than before is an error
 * @throws CrmError `CHECKPOINT_IN_USE`, `CHECKPOINT_MISMATCH`, `CHECKPOINT_DAMAGED`
 */
export async function openJournal(path: string, header: Header, isWayChosen: boolean): Promise<OpenJournal> {
  const lock = await tryFileLock(`${path}.lock`, SILENCE);
  if (lock === undefined)
    throw new CrmError(`the checkpoint ${path} is in use by another process; wait until it ends`, {
      code: "CHECKPOINT_IN_USE",
      details: { path },
    });
  let file: FileHandle | undefined;
  try {
    file = await open(path, "a+", 0o600);
    return await journalIn(file, path, header, isWayChosen, () => lock.release());
  } catch (error) {
    await file?.close();
    await lock.release();
    throw error;
  }
}

async function journalIn(
  file: FileHandle,
  path: string,
  wanted: Header,
  isWayChosen: boolean,
  release: () => Promise<void>,
): Promise<OpenJournal> {
  const chunks = new Map<number, readonly Place[]>();
  let header: Header | undefined;
  let rows: number | undefined;
  const length = await scan(file, path, (line, place) => {
    if ("zcrm" in line) header = line;
    else if ("end" in line) rows = line.end;
    else chunks.set(line.chunk, line.done ? [place] : [...(chunks.get(line.chunk) ?? []), place]);
  });
  if (header !== undefined) checkHeader(header, isWayChosen ? wanted : { ...wanted, via: header.via }, path);
  // What a crash left of the last line.
  await file.truncate(length);
  const append = appender(file);
  if (header === undefined) await append(wanted);

  return {
    path,
    size: header?.size ?? wanted.size,
    via: header?.via ?? wanted.via,
    digestOf,
    async chunk(chunk): Promise<ChunkState | undefined> {
      const places = chunks.get(chunk);
      // Each chunk is asked for once.
      chunks.delete(chunk);
      if (places === undefined) return undefined;
      const lines = await Promise.all(places.map((place) => lineAt(file, place)));
      return stateAfter(lines);
    },
    note: append,
    async end(count) {
      if (rows !== undefined && rows !== count) throw mismatch(path, `it ended after ${rows} rows, not ${count}`);
      if (rows === undefined) await append({ end: count });
    },
    async close() {
      await file.close();
      await release();
    },
  };
}

/** A digest of rows, in their order. What JSON cannot express has none of its own. */
function digestOf(rows: readonly unknown[]): string {
  const hash = createHash("sha256");
  for (const row of rows) hash.update(`${textOf(row)}\n`);
  return hash.digest("base64url").slice(0, 22);
}

function textOf(row: unknown): string {
  try {
    return JSON.stringify(row) ?? typeof row;
  } catch {
    return "?";
  }
}

/** Bytes that are read at once. */
const BLOCK = 1 << 16;

/** Reads all whole lines. @returns where they end */
async function scan(
  file: FileHandle,
  path: string,
  take: (line: Header | ChunkLine | EndLine, place: Place) => void,
): Promise<number> {
  const block = new Uint8Array(BLOCK);
  const decoder = new TextDecoder();
  let [start, at, number] = [0, 0, 0];
  let rest: Uint8Array[] = [];
  for (;;) {
    const { bytesRead } = await file.read(block, 0, BLOCK, at);
    if (bytesRead === 0) return start;
    let from = 0;
    for (let end = block.indexOf(10); end >= 0 && end < bytesRead; end = block.indexOf(10, from)) {
      const bytes = joined([...rest, block.subarray(from, end)]);
      rest = [];
      number += 1;
      take(readLine(decoder.decode(bytes), number, path), [start, bytes.length]);
      start += bytes.length + 1;
      from = end + 1;
    }
    rest.push(block.slice(from, bytesRead));
    at += bytesRead;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

async function lineAt(file: FileHandle, [start, length]: Place): Promise<ChunkLine> {
  const bytes = new Uint8Array(length);
  await file.read(bytes, 0, length, start);
  return JSON.parse(new TextDecoder().decode(bytes)) as ChunkLine;
}

/** Adds lines. Those that come while the disk is busy are written together. After a failure, nothing is added any more. */
function appender(file: FileHandle): (line: object) => Promise<void> {
  let waiting: string[] = [];
  let next: Promise<void> | undefined;
  let current: Promise<void> = Promise.resolve();
  const flush = async () => {
    const bytes = new TextEncoder().encode(waiting.join(""));
    waiting = [];
    next = undefined;
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, at, bytes.length - at);
      at += bytesWritten;
    }
    await file.datasync();
  };
  return (line) => {
    waiting.push(`${JSON.stringify(line)}\n`);
    if (next === undefined) {
      next = current.then(flush);
      current = next;
      // The caller that waits for it gets the error.
      next.catch(() => undefined);
    }
    return next;
  };
}
