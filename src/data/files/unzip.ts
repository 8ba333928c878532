/** Reads the one file of a zip archive as it arrives, in flat memory. */
import { Inflate } from "fflate/browser";
import { CrmError, isCrmError } from "../../core/errors/errors.js";
import { crc32 } from "./crc32.js";

/** Signatures of the parts of an archive. */
const [LOCAL, CENTRAL, END] = [0x04034b50, 0x02014b50, 0x06054b50];
/** Lengths of their fixed members, in bytes. */
const [LOCAL_LENGTH, CENTRAL_LENGTH, END_LENGTH] = [30, 46, 22];
/** The size of a file that is larger, or that only the end of the archive tells. */
const UNKNOWN_SIZE = 0xffffffff;

/** The compressed bytes to unpack at a time. The output may be a thousand times as large at worst. */
const SLICE = 16 * 1024;
/** The end of the archive that is kept: its directory has one entry. */
const TAIL = 4 * 1024;
/** The default of the maximum size of the file. */
const MAX_BYTES = 2 ** 32;

/** Why an archive cannot be read. */
export type ArchiveProblem = "broken" | "too large" | "not one file";

/** How its file is stored. */
interface LocalHeader {
  readonly length: number;
  readonly isDeflated: boolean;
  /** The number of bytes in the archive; `undefined` if the header does not know. */
  readonly size: number | undefined;
}

/**
 * Unpacks an archive with one file. What is unpacked is only certain once {@link end} has checked it: the archive may lack
 * its end.
 */
export class ZipReader {
  readonly #maxBytes: number;
  #head: Uint8Array = new Uint8Array();
  #header: LocalHeader | undefined;
  #inflate: Inflate | undefined;
  /** Bytes of the file that the archive still has; `undefined` if nobody knows. */
  #left: number | undefined;
  /** Bytes since the last output: without a size, the end of the file shows in that nothing more comes out. */
  #silent = 0;
  #isOver = false;
  #out: Uint8Array[] = [];
  #tail: Uint8Array = new Uint8Array();
  #size = 0;
  #crc = 0;

  /** @param maxBytes The maximum size of the file: one that is larger is a zip bomb */
  constructor(maxBytes = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /**
   * @returns what these bytes unpack to, in chunks
   * @throws CrmError `INVALID_ARCHIVE`
   */
  *push(bytes: Uint8Array): Generator<Uint8Array, void> {
    for (let at = 0; at < bytes.byteLength; at += SLICE) {
      this.#take(bytes.subarray(at, at + SLICE));
      yield* this.#out.splice(0);
    }
  }

  /** @throws CrmError `INVALID_ARCHIVE` if the archive is not complete, or has not exactly one file */
  end(): void {
    if (this.#header === undefined) {
      throw problem("broken", this.#head.byteLength === 0 ? "is empty (0 bytes)" : "ends in the middle");
    }
    const tail = viewOf(this.#tail);
    const at = endRecordIn(tail);
    if (at === undefined) throw problem("broken", "ends in the middle");
    const files = tail.getUint16(at + 10, true);
    if (files !== 1) throw problem("not one file", `has ${files} files instead of one`);
    const entry = at - tail.getUint32(at + 12, true);
    if (entry < 0 || entry + CENTRAL_LENGTH > at || tail.getUint32(entry, true) !== CENTRAL) {
      throw problem("broken", "has a broken directory");
    }
    const isIntact = tail.getUint32(entry + 16, true) === this.#crc && tail.getUint32(entry + 24, true) === this.#size;
    if (!isIntact) throw problem("broken", "is damaged: its checksum is wrong");
  }

  #take(bytes: Uint8Array): void {
    if (this.#header !== undefined) {
      this.#unpack(bytes);
      return;
    }
    this.#head = joined(this.#head, bytes);
    this.#header = localHeader(this.#head);
    if (this.#header === undefined) return;
    const { length, isDeflated, size } = this.#header;
    this.#left = size;
    if (isDeflated) this.#inflate = new Inflate((chunk) => this.#add(chunk));
    const rest = this.#head.subarray(length);
    this.#head = new Uint8Array();
    this.#unpack(rest);
  }

  #unpack(bytes: Uint8Array): void {
    this.#tail = joined(this.#tail, bytes).slice(-TAIL);
    if (this.#isOver) return;
    const own = this.#left === undefined ? bytes : bytes.subarray(0, this.#left);
    if (this.#left !== undefined) this.#left -= own.byteLength;
    if (this.#left === 0) this.#isOver = true;
    const before = this.#size;
    if (this.#inflate === undefined) this.#add(own);
    else {
      try {
        this.#inflate.push(own);
      } catch (error) {
        throw isCrmError(error) ? error : problem("broken", "is damaged");
      }
      this.#silent = this.#size > before ? 0 : this.#silent + own.byteLength;
      if (this.#left === undefined && this.#silent > SLICE) this.#isOver = true;
    }
  }

  #add(chunk: Uint8Array): void {
    if (chunk.byteLength === 0) return;
    this.#size += chunk.byteLength;
    if (this.#size > this.#maxBytes) throw problem("too large", `has a file of more than ${this.#maxBytes} bytes`);
    this.#crc = crc32(chunk, this.#crc);
    this.#out.push(chunk);
  }
}

/**
 * The one file of an archive, as it arrives.
 *
 * @param archive It is cancelled if the loop is left
 * @throws CrmError `INVALID_ARCHIVE`, at the latest after the last chunk
 */
export async function* unzipped(
  archive: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>,
  maxBytes?: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = new ZipReader(maxBytes);
  for await (const bytes of "getReader" in archive ? chunksOf(archive) : archive) yield* reader.push(bytes);
  reader.end();
}

// Not every runtime can iterate its streams.
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let isRead = false;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
    isRead = true;
  } finally {
    if (!isRead) await reader.cancel().catch(() => undefined);
  }
}

/** `undefined` until all of it is there. */
function localHeader(bytes: Uint8Array): LocalHeader | undefined {
  const head = viewOf(bytes);
  if (bytes.byteLength < 4) return undefined;
  const signature = head.getUint32(0, true);
  if (signature === END) throw problem("not one file", "has no file");
  if (signature !== LOCAL) throw problem("broken", "is not a zip archive");
  if (bytes.byteLength < LOCAL_LENGTH) return undefined;
  const [flags, method] = [head.getUint16(6, true), head.getUint16(8, true)];
  if (flags & 1) throw problem("broken", "is encrypted");
  const length = LOCAL_LENGTH + head.getUint16(26, true) + head.getUint16(28, true);
  const size = head.getUint32(18, true);
  const isKnown = !(flags & 8) && size !== UNKNOWN_SIZE;
  if (method !== 8 && !(method === 0 && isKnown)) throw problem("broken", `uses the compression method ${method}`);
  return bytes.byteLength < length ? undefined : { length, isDeflated: method === 8, size: isKnown ? size : undefined };
}

/** Where the end record begins. */
function endRecordIn(tail: DataView): number | undefined {
  for (let at = tail.byteLength - END_LENGTH; at >= 0; at -= 1) if (tail.getUint32(at, true) === END) return at;
  return undefined;
}

const problem = (kind: ArchiveProblem, what: string): CrmError =>
  new CrmError(`the archive ${what}`, { code: "INVALID_ARCHIVE", details: { problem: kind } });

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.byteLength === 0) return other;
  const both = new Uint8Array(one.byteLength + other.byteLength);
  both.set(one);
  both.set(other, one.byteLength);
  return both;
}
