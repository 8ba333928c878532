import { inMemory, statedSize } from "../core/download/in-memory.js";
import { ResponseError } from "../core/errors/errors.js";
import type { HttpResponse } from "../core/response/response.js";

const { constants } = process.getBuiltinModule("node:buffer");

/**
 * Reads a file into a string with one character for each byte, which is what the old client returned. No more is in memory
 * than the bytes and the string.
 * @param longest The number of characters of the longest string.
 * @throws ResponseError `FILE_TOO_LARGE` if the file exceeds the longest string of the runtime.
 */
export async function binaryString(
  call: string,
  { body, headers, status }: HttpResponse,
  longest: number = constants.MAX_STRING_LENGTH,
): Promise<string> {
  if (body === null) return "";
  const tooLarge = () =>
    new ResponseError(
      `${call}: the file is larger than ${longest} bytes, the longest string; download it with createClient() and saveTo()`,
      { code: "FILE_TOO_LARGE", operation: call, status },
    );
  const { buffer, byteLength } = await inMemory(body, statedSize(headers), longest, tooLarge);
  return Buffer.from(buffer, 0, byteLength).toString("latin1");
}
