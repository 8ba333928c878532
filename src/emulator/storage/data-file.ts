/** The state of an emulator as one file: a header, then frames, each with its length and checksum, and an end mark. */

import { type FileHandle, open, rm } from "node:fs/promises";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";
import { replaceFile } from "../../auth/stores/replace-file.js";
import { codeOf, isBytes, isMap, isPlainObject, messageOf } from "../../core/kind.js";

const HEADER = Buffer.from("zcrm emulator data 3\n");
/** Length and checksum before each frame. */
const PREFIX = 8;
/**
 * The maximum number of map entries in one frame, and its maximum size in bytes. The server handles other work in
 * between.
 */
const FRAME_ENTRIES = 200;
const FRAME_BYTES = 16 * 1024 * 1024;

/** The path of a map in the state: names of members and keys of maps, from the outermost in. */
type Path = readonly unknown[];

interface LargeMap {
  readonly place: Path;
  readonly map: ReadonlyMap<unknown, unknown>;
}

type Frame =
  | { readonly state: unknown }
  | { readonly place: Path; readonly entries: readonly (readonly [unknown, unknown])[] }
  | { readonly end: true };

/**
 * Replaces the file with one that holds this state. A crash at any moment leaves the old file or the new one.
 * @param state Plain objects, maps and other cloneable values. Nothing in it may change meanwhile
 */
export async function writeDataFile(path: string, state: unknown): Promise<void> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  await replaceFile(path, partial, async (file) => {
    await file.appendFile(HEADER);
    for (const frame of framesOf(state)) await file.appendFile(encode(frame));
  });
}

/** @returns `undefined` if there is no file @throws Error if it is damaged, or of another version */
export async function readDataFile(path: string): Promise<unknown> {
  const file = await open(path, "r").catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  });
  if (file === undefined) return undefined;
  try {
    return await join(framesIn(file));
  } catch (cause) {
    const reason = messageOf(cause);
    throw new Error(`${path} cannot be read: ${reason}. Put a copy in its place, or move it away to start over`, {
      cause,
    });
  } finally {
    await file.close();
  }
}

function* framesOf(state: unknown): Generator<Frame> {
  const large: LargeMap[] = [];
  yield { state: withoutLargeMaps(state, [], large) };
  for (const { place, map } of large) {
    let entries: [unknown, unknown][] = [];
    let bytes = 0;
    for (const entry of map) {
      entries.push(entry);
      bytes += bytesIn(entry[1]);
      if (entries.length < FRAME_ENTRIES && bytes < FRAME_BYTES) continue;
      yield { place, entries };
      entries = [];
      bytes = 0;
    }
    yield { place, entries };
  }
  yield { end: true };
}

/** The size of the bytes and strings in a value, except for those in maps, which have their own frames. */
function bytesIn(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (isBytes(value)) return value.byteLength;
  const members = Array.isArray(value) ? value : isPlainObject(value) ? Object.values(value) : [];
  return members.reduce<number>((sum, member) => sum + bytesIn(member), 0);
}

const isLarge = (map: ReadonlyMap<unknown, unknown>): boolean =>
  map.size > FRAME_ENTRIES || bytesIn([...map.values()]) > FRAME_BYTES;

/** A copy in which large maps are empty. They are added to `large`. */
function withoutLargeMaps(value: unknown, place: Path, large: LargeMap[]): unknown {
  const inner = (key: unknown, member: unknown) => withoutLargeMaps(member, [...place, key], large);
  if (isMap(value)) {
    if (!isLarge(value)) return new Map(Array.from(value, ([key, member]) => [key, inner(key, member)]));
    large.push({ place, map: value });
    return new Map();
  }
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(key, member)]));
}

async function join(frames: AsyncIterable<Frame>): Promise<unknown> {
  let state: unknown;
  let ended = false;
  for await (const frame of frames) {
    if ("state" in frame) state = frame.state;
    else if ("end" in frame) ended = true;
    else {
      const map = frame.place.reduce((outer, key) => memberOf(outer, key), state);
      if (!isMap(map)) throw new Error("it has entries that belong to no map");
      for (const [key, value] of frame.entries) map.set(key, value);
    }
  }
  if (!ended) throw new Error("its end is missing");
  return state;
}

const memberOf = (outer: unknown, key: unknown): unknown => {
  if (isMap(outer)) return outer.get(key);
  return isPlainObject(outer) ? outer[String(key)] : undefined;
};

function encode(frame: Frame): Buffer {
  const body = serialize(frame);
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(body.length, 0);
  prefix.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([prefix, body]);
}

/** Reads the frames one by one, because a file may be larger than a buffer can be. */
async function* framesIn(file: FileHandle): AsyncGenerator<Frame> {
  const { size } = await file.stat();
  if (!(await readAt(file, 0, Math.min(HEADER.length, size))).equals(HEADER))
    throw new Error("it is not the data of an emulator, or has another version");
  let at = HEADER.length;
  while (at < size) {
    const damaged = new Error(`it is damaged at byte ${at}`);
    if (at + PREFIX > size) throw damaged;
    const prefix = await readAt(file, at, PREFIX);
    const length = prefix.readUInt32LE(0);
    if (at + PREFIX + length > size) throw damaged;
    const body = await readAt(file, at + PREFIX, length);
    if (crc32(body) !== prefix.readUInt32LE(4)) throw damaged;
    yield deserialize(body);
    at += PREFIX + length;
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  // A shorter read occurs only if the file is truncated meanwhile.
  return bytes.subarray(0, bytesRead);
}
