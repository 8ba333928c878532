import { statedSize } from "../core/download/in-memory.js";
import { ResponseError } from "../core/errors/errors.js";
import { type HttpResponse, readBody } from "../core/response/response.js";

const { constants } = process.getBuiltinModule("node:buffer");

/** The number of bytes that become one part of the string. Long strings are outside of the garbage collector's heap. */
const BLOCK_SIZE = 4_194_304;

/**
 * Reads a file into a string with one character for each byte, which is what the old client returned. The bytes become parts
 * of the string as they arrive, so that no more is in memory than the parts and the string.
 * @param longest The number of characters of the longest string.
 * @throws ResponseError `FILE_TOO_LARGE` if the file exceeds the longest string of the runtime.
 */
export async function binaryString(
  call: string,
  response: HttpResponse,
  longest: number = constants.MAX_STRING_LENGTH,
): Promise<string> {
  const check = (size: number): void => {
    if (size <= longest) return;
    throw new ResponseError(
      `${call}: the file is larger than ${longest} bytes, the longest string; download it with createClient() and saveTo()`,
      { code: "FILE_TOO_LARGE", operation: call, status: response.status },
    );
  };
  const stated = statedSize(response.headers) ?? 0;
  if (stated > longest) await response.body?.cancel().catch(() => undefined);
  check(stated);
  const block = Buffer.allocUnsafeSlow(BLOCK_SIZE);
  const parts: string[] = [];
  let filled = 0;
  let size = 0;
  const flush = (): void => {
    parts.push(block.toString("latin1", 0, filled));
    filled = 0;
  };
  await readBody(response, (chunk) => {
    size += chunk.byteLength;
    check(size);
    for (let at = 0; at < chunk.byteLength; ) {
      const part = chunk.subarray(at, at + BLOCK_SIZE - filled);
      block.set(part, filled);
      filled += part.byteLength;
      at += part.byteLength;
      if (filled === BLOCK_SIZE) flush();
    }
  });
  flush();
  return parts.join("");
}
