// The state of an emulator as one file: a header, then frames, each with its length and checksum, and an end.
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import { crc32 } from "node:zlib";

const HEADER = Buffer.from("zcrm emulator data 3\n");
/** Length and checksum before each frame. */
const PREFIX = 8;
/** The most entries of a map in one frame: the server answers others between two frames. */
const FRAME_ENTRIES = 200;

/** Where a map stands in the state: names of members and keys of maps, from the outermost in. */
type Place = readonly unknown[];

interface LargeMap {
  readonly place: Place;
  readonly map: ReadonlyMap<unknown, unknown>;
}

type Frame =
  | { readonly state: unknown }
  | { readonly place: Place; readonly entries: readonly (readonly [unknown, unknown])[] }
  | { readonly end: true };

/**
 * Replaces the file by one that holds this state. A crash at any moment leaves the old file or the new one.
 * @param state - plain objects, maps and what else can be cloned; nothing in it may change meanwhile
 */
export async function writeDataFile(path: string, state: unknown): Promise<void> {
  const partial = `${path}.partial`;
  await rm(partial, { force: true });
  const file = await open(partial, "wx", 0o600);
  try {
    await file.appendFile(HEADER);
    for (const frame of framesOf(state)) await file.appendFile(encode(frame));
    await file.sync();
  } catch (error) {
    // A full disk needs the room.
    await rm(partial, { force: true }).catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  await rename(partial, path);
  await syncFolder(dirname(path));
}

/** @returns `undefined` where there is no file @throws Error where it is damaged, or of another version */
export async function readDataFile(path: string): Promise<unknown> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (bytes === undefined) return undefined;
  try {
    return join(decode(bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${path} cannot be read: ${reason}. Put a copy in its place, or move it away to begin anew`, {
      cause,
    });
  }
}

function* framesOf(state: unknown): Generator<Frame> {
  const large: LargeMap[] = [];
  yield { state: withoutLargeMaps(state, [], large) };
  for (const { place, map } of large) {
    let entries: [unknown, unknown][] = [];
    for (const entry of map) {
      entries.push(entry);
      if (entries.length < FRAME_ENTRIES) continue;
      yield { place, entries };
      entries = [];
    }
    yield { place, entries };
  }
  yield { end: true };
}

/** A copy in which maps of many entries are empty; these are added to `large`. */
function withoutLargeMaps(value: unknown, place: Place, large: LargeMap[]): unknown {
  const inner = (key: unknown, member: unknown) => withoutLargeMaps(member, [...place, key], large);
  if (value instanceof Map) {
    if (value.size <= FRAME_ENTRIES) return new Map(Array.from(value, ([key, member]) => [key, inner(key, member)]));
    large.push({ place, map: value });
    return new Map();
  }
  if (!isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inner(key, member)]));
}

function join(frames: Iterable<Frame>): unknown {
  let state: unknown;
  let ended = false;
  for (const frame of frames) {
    if ("state" in frame) state = frame.state;
    else if ("end" in frame) ended = true;
    else {
      const map = frame.place.reduce((outer, key) => memberOf(outer, key), state);
      if (!(map instanceof Map)) throw new Error("it has entries of no map");
      for (const [key, value] of frame.entries) map.set(key, value);
    }
  }
  if (!ended) throw new Error("its end is missing");
  return state;
}

const memberOf = (outer: unknown, key: unknown): unknown => {
  if (outer instanceof Map) return outer.get(key);
  return isPlain(outer) ? outer[String(key)] : undefined;
};

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

function encode(frame: Frame): Buffer {
  const body = serialize(frame);
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(body.length, 0);
  prefix.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([prefix, body]);
}

function* decode(bytes: Buffer): Generator<Frame> {
  if (!bytes.subarray(0, HEADER.length).equals(HEADER))
    throw new Error("it is no data of an emulator, or that of another version");
  let at = HEADER.length;
  while (at < bytes.length) {
    if (at + PREFIX > bytes.length) throw new Error(`it is damaged at byte ${at}`);
    const end = at + PREFIX + bytes.readUInt32LE(at);
    const body = bytes.subarray(at + PREFIX, end);
    if (end > bytes.length || crc32(body) !== bytes.readUInt32LE(at + 4))
      throw new Error(`it is damaged at byte ${at}`);
    yield deserialize(body);
    at = end;
  }
}

/** Makes the new name last. Windows cannot open a folder, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
