/** An HTTP request as the emulator reads it, from a socket or within the process. */
import type { IncomingHttpHeaders } from "node:http";

/** An HTTP request that has been read to its end. */
export interface HttpRequest {
  readonly method: string;
  /** Path and query as in the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The body, or `undefined` if it exceeded the limit. */
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

const MAX_JSON_BYTES = 10 * 1024 * 1024;
const MAX_UPLOAD_BYTES = 100 * 1024 * 1024;

/**
 * Reads a body. One that exceeds the limit is read to its end but not kept, so that the client sees the error.
 * Uploads may be larger.
 *
 * @returns `undefined` if the body exceeds the limit
 */
export async function readBody(
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  contentType = "",
): Promise<HttpRequest["body"]> {
  const limit = /^multipart\//i.test(contentType) ? MAX_UPLOAD_BYTES : MAX_JSON_BYTES;
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of parts) {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks = [];
  }
  return size <= limit ? new Uint8Array(Buffer.concat(chunks)) : undefined;
}

/** The access token of a call. Zoho documents `Zoho-oauthtoken`; `Bearer` is accepted as well. */
export const readToken = ({ authorization = "" }: IncomingHttpHeaders): string | undefined =>
  /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization)?.[1];

/** `undefined` if the bytes are not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    return undefined;
  }
}
