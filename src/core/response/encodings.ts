import type { Transform } from "node:stream";
import type zlib from "node:zlib";
import { ResponseError } from "../errors/errors.js";
import { tooLarge } from "../errors/network-error.js";

const { brotliDecompress, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, gunzip, inflate } =
  process.getBuiltinModule("node:zlib");
const { inflateRaw, brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } =
  process.getBuiltinModule("node:zlib");

/** Bytes up to which decoding at once costs less than handing them to a thread. */
const SMALL = 65_536;

type Whole = (bytes: Uint8Array, options: zlib.ZlibOptions, done: (e: Error | null, b: Buffer) => void) => void;

/** One way of compressing: how its content is decoded whole, small and as a stream. */
interface Coding {
  readonly whole: Whole;
  readonly small: (bytes: Uint8Array, options: zlib.ZlibOptions) => Buffer;
  readonly stream: () => Transform;
}

const GZIP: Coding = { whole: gunzip, small: gunzipSync, stream: createGunzip };
const ZLIB: Coding = { whole: inflate, small: inflateSync, stream: createInflate };
const RAW: Coding = { whole: inflateRaw, small: inflateRawSync, stream: createInflateRaw };
const BROTLI: Coding = { whole: brotliDecompress, small: brotliDecompressSync, stream: createBrotliDecompress };

/** The coding of content that begins with this byte: some servers send deflate without the header it should have. */
type Choice = (first: number) => Coding;

const CODINGS = new Map<string, Choice>([
  ["gzip", () => GZIP],
  ["x-gzip", () => GZIP],
  ["deflate", (first) => ((first & 0x0f) === 8 && first >> 4 <= 7 ? ZLIB : RAW)],
  ["br", () => BROTLI],
]);

/** What an answer says of itself. */
interface Head {
  readonly operation: string;
  readonly status: number;
}

/**
 * The codings of a `Content-Encoding` header, in the order in which they are undone.
 * @throws ResponseError where one is unknown.
 */
export function codingsOf(header: string | undefined, { operation, status }: Head): readonly Choice[] {
  if (header === undefined) return [];
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim());
  return names
    .filter((name) => name !== "" && name !== "identity")
    .reverse()
    .map((name) => {
      const coding = CODINGS.get(name);
      if (coding) return coding;
      const said = JSON.stringify(name.slice(0, 40));
      throw new ResponseError(
        `${operation}: the answer (HTTP ${status}) is compressed as ${said}, which is not known`,
        {
          code: "UNREADABLE_ANSWER",
          operation,
          status,
          details: { encoding: name.slice(0, 40) },
        },
      );
    });
}

/**
 * Undoes the codings of a whole content, and stops where it becomes larger than allowed.
 * @throws ResponseError where it is too large, broken or cut off.
 */
export async function decodeWhole(
  bytes: Buffer,
  codings: readonly Choice[],
  limit: number,
  head: Head,
): Promise<Buffer> {
  let content = bytes;
  for (const choose of codings) {
    // No bytes at all are not well compressed, but they are an empty answer.
    if (content.length === 0) return content;
    const coding = choose(content[0] ?? 0);
    try {
      content = await decodeOnce(coding, content, limit);
    } catch (cause) {
      throw Reflect.get(Object(cause), "code") === "ERR_BUFFER_TOO_LARGE"
        ? tooLarge(head.operation, head.status, limit)
        : undecodable(head, cause);
    }
  }
  return content;
}

function decodeOnce({ whole, small }: Coding, bytes: Buffer, limit: number): Buffer | Promise<Buffer> {
  const options = { maxOutputLength: limit };
  // Little that is compressed may be much that is not.
  if (bytes.length <= SMALL / 16) return small(bytes, options);
  return new Promise((resolve, reject) => {
    whole(bytes, options, (cause, content) => (cause ? reject(cause) : resolve(content)));
  });
}

/** The streams that undo the codings, for a content that begins with this byte. */
export function decoders(codings: readonly Choice[], first: number): Transform[] {
  // Only the outermost begins with a byte that is known; those within are taken to be as they should.
  return codings.map((choose, index) => choose(index === 0 ? first : 0x78).stream());
}

/** The content is not what its header says, or ends too early. */
export function undecodable({ operation, status }: Head, cause: unknown): ResponseError {
  const isCut = Reflect.get(Object(cause), "code") === "Z_BUF_ERROR";
  return new ResponseError(
    isCut
      ? `${operation}: the compressed answer (HTTP ${status}) ends too early`
      : `${operation}: the answer (HTTP ${status}) is not compressed as it says: ${cause instanceof Error ? cause.message : ""}`,
    { code: isCut ? "TRUNCATED_ANSWER" : "UNREADABLE_ANSWER", operation, status, retryable: isCut, cause },
  );
}
