import type { ResponseHeaders } from "../response/response.js";

/** The number of bytes to begin with, if the length is not stated. */
const FIRST_SIZE = 1_048_576;

/**
 * Reads content into one array, which grows as needed. Each chunk is copied as it arrives, so the content is in memory once.
 * @param stated The number of bytes, if the server states it.
 * @param limit The maximum number of bytes.
 * @param tooLarge The error of content that is larger. The content is then cancelled.
 */
export async function inMemory(
  content: ReadableStream<Uint8Array>,
  stated: number | undefined,
  limit: number,
  tooLarge: () => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = content.getReader();
  const checked = (size: number): number => {
    if (size <= limit) return size;
    reader.cancel().catch(() => undefined);
    throw tooLarge();
  };
  let bytes = new Uint8Array(checked(stated ?? Math.min(FIRST_SIZE, limit)));
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytes.subarray(0, size);
    const end = checked(size + value.byteLength);
    if (end > bytes.length) {
      const more = new Uint8Array(Math.min(2 * end, limit));
      more.set(bytes.subarray(0, size));
      bytes = more;
    }
    bytes.set(value, size);
    size = end;
  }
}

/** The number of bytes of the content, if the server states it. The length of a compressed body says nothing about it. */
export function statedSize(headers: ResponseHeaders): number | undefined {
  const length = headers.get("content-length") ?? "";
  const isPlain = /^(|identity)$/i.test(headers.get("content-encoding") ?? "");
  return isPlain && /^\d+$/.test(length) ? Number(length) : undefined;
}
