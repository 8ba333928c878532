import { CrmError } from "./errors.js";
import type { FileInput } from "./multipart.js";
import type { EncodedBody } from "./request.js";

/**
 * Writes a body of any media type: a text, or a file as its bytes; JSON of another name, as
 * `application/merge-patch+json`, from a value.
 */
export const bodyAs =
  (contentType: string) =>
  (body: unknown): EncodedBody => {
    const data = /[/+]json$/.test(contentType) ? JSON.stringify(body) : contentOf(body);
    if (typeof data === "string") return bytesBody(contentType, new TextEncoder().encode(data));
    if (data instanceof Uint8Array) return bytesBody(contentType, data);
    const length = data instanceof Blob ? data.size : undefined;
    return {
      contentType,
      length,
      replayable: data instanceof Blob,
      async *chunks() {
        yield* data instanceof Blob ? data.stream() : data;
      },
    };
  };

const bytesBody = (contentType: string, bytes: Uint8Array): EncodedBody => ({
  contentType,
  length: bytes.byteLength,
  replayable: true,
  chunks: () => [bytes],
});

function contentOf(
  body: unknown,
): string | Exclude<FileInput, { data: unknown }> | AsyncIterable<Uint8Array> | Uint8Array {
  if (typeof body === "string" || body instanceof Blob || body instanceof Uint8Array) return body;
  if (typeof body === "object" && body !== null) {
    if ("data" in body) return contentOf(body.data);
    if (Symbol.asyncIterator in body) return body as AsyncIterable<Uint8Array>;
  }
  throw new CrmError("the body is neither a text nor a file: give a text, a Blob, a File, or { name, data }", {
    code: "INVALID_BODY",
  });
}
