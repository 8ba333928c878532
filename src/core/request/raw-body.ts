import { CrmError } from "../errors/errors.js";
import { type Content, isContent, sourceOf } from "./file-source.js";
import type { EncodedBody } from "./request.js";

/**
 * Writes a body of any media type: a text, or a file as its bytes; JSON of another name, as
 * `application/merge-patch+json`, from a value.
 */
export const bodyAs =
  (contentType: string) =>
  (body: unknown): EncodedBody => {
    const data = /[/+]json$/.test(contentType) ? JSON.stringify(body) : contentOf(body);
    const source = sourceOf(typeof data === "string" ? new TextEncoder().encode(data) : data);
    // Its length may be known only when it is ready.
    return Object.defineProperty(source, "contentType", { value: contentType, enumerable: true }) as EncodedBody;
  };

function contentOf(body: unknown): string | Content {
  if (typeof body === "string") return body;
  if (isContent(body)) return body;
  if (typeof body === "object" && body !== null && "data" in body) return contentOf(body.data);
  throw new CrmError("the body is neither a text nor a file: give a text, a Blob, a File, { name, data } or { path }", {
    code: "INVALID_BODY",
  });
}
