import type { Transform } from "node:stream";
import type zlib from "node:zlib";
import { ResponseError } from "../errors/errors.js";
import { tooLarge } from "../errors/network-error.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";
import { messageOf } from "../kind.js";

const { brotliDecompress, createBrotliDecompress, createGunzip, createInflate, createInflateRaw, gunzip, inflate } =
  process.getBuiltinModule("node:zlib");
const { inflateRaw, brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } =
  process.getBuiltinModule("node:zlib");

/** The number of decoded bytes up to which decoding at once costs less than passing the bytes to a thread. */
const SMALL = 65_536;

/** The number of codings one over another that are decoded. A server applies one, and a gateway perhaps a second. */
const MAX_CODINGS = 3;

/** How many times its received size a file may have once decoded, beyond the size that fits in memory. */
const MAX_EXPANSION = 200;

type Whole = (bytes: Uint8Array, options: zlib.ZlibOptions, done: (e: Error | null, b: Buffer) => void) => void;

/** One content coding: how to decode a large body, a small one, and a stream. */
interface Coding {
  readonly whole: Whole;
  readonly small: (bytes: Uint8Array, options: zlib.ZlibOptions) => Buffer;
  readonly stream: () => Transform;
}

const GZIP: Coding = { whole: gunzip, small: gunzipSync, stream: createGunzip };
const ZLIB: Coding = { whole: inflate, small: inflateSync, stream: createInflate };
const RAW: Coding = { whole: inflateRaw, small: inflateRawSync, stream: createInflateRaw };
const BROTLI: Coding = { whole: brotliDecompress, small: brotliDecompressSync, stream: createBrotliDecompress };

/** Chooses a coding by the first byte of the content: some servers send deflate without the zlib header it should have. */
type CodingChoice = (first: number) => Coding;

const CODINGS = new Map<string, CodingChoice>([
  ["gzip", () => GZIP],
  ["x-gzip", () => GZIP],
  ["deflate", (first) => ((first & 0x0f) === 8 && first >> 4 <= 7 ? ZLIB : RAW)],
  ["br", () => BROTLI],
]);

/** The facts of a response that errors state. */
interface ResponseFacts {
  readonly operation: NamedOperation;
  readonly status: number;
}

/**
 * The codings of a `Content-Encoding` header, in the order in which they have to be decoded.
 * @throws ResponseError if one is unknown.
 */
export function codingsOf(header: string, { operation, status }: ResponseFacts): readonly CodingChoice[] {
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MAX_CODINGS) {
    throw new ResponseError(
      `${titleOf(operation)}: the response (HTTP ${status}) has ${names.length} content encodings one over another; at most ${MAX_CODINGS} are decoded`,
      { code: "UNREADABLE_ANSWER", operation: operation.id, status },
    );
  }
  return names.reverse().map((name) => {
    const coding = CODINGS.get(name);
    if (coding) return coding;
    const excerpt = JSON.stringify(name.slice(0, 40));
    throw new ResponseError(
      `${titleOf(operation)}: the response (HTTP ${status}) has the unknown content encoding ${excerpt}`,
      {
        code: "UNREADABLE_ANSWER",
        operation: operation.id,
        status,
        details: { encoding: name.slice(0, 40) },
      },
    );
  });
}

/**
 * Decodes a whole body, and stops if it becomes larger than allowed.
 * @throws ResponseError if it is too large, corrupt or truncated.
 */
export async function decodeWhole(
  bytes: Buffer,
  codings: readonly CodingChoice[],
  limit: number,
  facts: ResponseFacts,
): Promise<Buffer> {
  let content = bytes;
  for (const choose of codings) {
    // An empty body is not valid compressed data, but it is an empty response.
    if (content.length === 0) return content;
    const coding = choose(content[0] ?? 0);
    try {
      content = await decodeOnce(coding, content, limit);
    } catch (cause) {
      throw isTooLarge(cause) ? tooLarge(facts.operation, facts.status, limit) : undecodable(facts, cause);
    }
  }
  return content;
}

const isTooLarge = (cause: unknown): boolean => Reflect.get(Object(cause), "code") === "ERR_BUFFER_TOO_LARGE";

function decodeOnce({ whole, small }: Coding, bytes: Buffer, limit: number): Buffer | Promise<Buffer> {
  if (bytes.length <= SMALL / 16) {
    try {
      return small(bytes, { maxOutputLength: Math.min(limit, SMALL) });
    } catch (cause) {
      // A small compressed body may be a huge one once decoded, which must not stop the program meanwhile.
      if (!isTooLarge(cause) || limit <= SMALL) throw cause;
    }
  }
  return new Promise((resolve, reject) => {
    whole(bytes, { maxOutputLength: limit }, (cause, content) => (cause ? reject(cause) : resolve(content)));
  });
}

/** The streams that decode a body whose first byte is given. */
export function decoders(codings: readonly CodingChoice[], first: number): Transform[] {
  // Only the first byte of the outermost coding is known; inner ones are assumed to have their zlib header.
  return codings.map((choose, index) => choose(index === 0 ? first : 0x78).stream());
}

/** Whether a file that was compressed is so much larger than what was received that it may be endless. */
export const isBomb = (decoded: number, received: number, limit: number): boolean =>
  decoded > limit && decoded > MAX_EXPANSION * received;

/** The body is not what its header says, or ends too early. */
export function undecodable({ operation, status }: ResponseFacts, cause: unknown): ResponseError {
  const isCut = Reflect.get(Object(cause), "code") === "Z_BUF_ERROR";
  return new ResponseError(
    isCut
      ? `${titleOf(operation)}: the compressed response (HTTP ${status}) is truncated`
      : `${titleOf(operation)}: the response (HTTP ${status}) does not match its content encoding: ${messageOf(cause)}`,
    {
      code: isCut ? "TRUNCATED_ANSWER" : "UNREADABLE_ANSWER",
      operation: operation.id,
      status,
      retryable: isCut,
      cause,
    },
  );
}
