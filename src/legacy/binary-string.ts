import { ResponseError } from "../core/errors/errors.js";
import type { HttpResponse } from "../core/response/response.js";

const { constants } = process.getBuiltinModule("node:buffer");

/** The number of bytes to begin with, if the response does not state its length. */
const FIRST_SIZE = 1_048_576;

/**
 * Reads a file into a string with one character for each byte, which is what the old client returned. Each chunk is copied
 * as it arrives, so that no more is in memory than the bytes and the string.
 * @param longest The number of characters of the longest string.
 * @throws ResponseError `FILE_TOO_LARGE` if the file exceeds the longest string of the runtime.
 */
export async function binaryString(
  call: string,
  { body, headers, status }: HttpResponse,
  longest: number = constants.MAX_STRING_LENGTH,
): Promise<string> {
  if (body === null) return "";
  const reader = body.getReader();
  const checked = async (size: number): Promise<number> => {
    if (size <= longest) return size;
    await reader.cancel().catch(() => undefined);
    throw new ResponseError(
      `${call}: the file is larger than ${longest} bytes, the longest string; download it with createClient() and saveTo()`,
      { code: "FILE_TOO_LARGE", operation: call, status },
    );
  };
  const stated = headers.get("content-length") ?? "";
  let bytes = Buffer.allocUnsafeSlow(/^\d+$/.test(stated) ? await checked(Number(stated)) : FIRST_SIZE);
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.toString("latin1", 0, size);
    const end = await checked(size + value.byteLength);
    if (end > bytes.length) {
      const more = Buffer.allocUnsafeSlow(Math.min(2 * end, longest));
      bytes.copy(more, 0, 0, size);
      bytes = more;
    }
    bytes.set(value, size);
    size = end;
  }
}
