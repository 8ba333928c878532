import { type HttpResponse, type ResponseHeaders, readBody } from "../response/response.js";

/** The number of bytes to begin with, if the length is not stated. */
const FIRST_SIZE = 1_048_576;

/**
 * Reads content into one array, which grows as needed. Each chunk is copied as it arrives, so the content is in memory once.
 * @param stated The number of bytes, if the server states it.
 * @param limit The maximum number of bytes.
 * @param tooLarge The error of content that is larger. The content is then ended.
 */
export async function inMemory(
  content: Pick<HttpResponse, "body" | "read">,
  stated: number | undefined,
  limit: number,
  tooLarge: () => Error,
): Promise<Uint8Array<ArrayBuffer>> {
  if (stated !== undefined && stated > limit) {
    content.body?.cancel().catch(() => undefined);
    throw tooLarge();
  }
  let bytes = new Uint8Array(stated ?? Math.min(FIRST_SIZE, limit));
  let size = 0;
  await readBody(content, (chunk) => {
    const end = size + chunk.byteLength;
    if (end > limit) throw tooLarge();
    if (end > bytes.length) {
      const more = new Uint8Array(Math.min(2 * end, limit));
      more.set(bytes.subarray(0, size));
      bytes = more;
    }
    bytes.set(chunk, size);
    size = end;
  });
  return bytes.subarray(0, size);
}

/** The number of bytes of the content, if the server states it. The length of a compressed body says nothing about it. */
export function statedSize(headers: ResponseHeaders): number | undefined {
  const length = headers.get("content-length") ?? "";
  const isPlain = /^(|identity)$/i.test(headers.get("content-encoding") ?? "");
  return isPlain && /^\d+$/.test(length) ? Number(length) : undefined;
}
