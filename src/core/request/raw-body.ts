import { CrmError } from "../errors/errors.js";
import { type Content, isContent, sourceOf, typeOfName } from "./file-source.js";
import { jsonBody } from "./json-body.js";
import type { EncodedBody } from "./request.js";

/**
 * Creates a function that writes bodies of a media type: a string as it is, a file as its bytes, and any value for a JSON
 * type such as `application/merge-patch+json`. For a range such as `image/*`, the type is that of the file.
 */
export const bodyAs =
  (contentType: string) =>
  (body: unknown): EncodedBody => {
    const data = /[/+]json$/.test(contentType) ? jsonBody(body) : contentOf(body);
    const source = sourceOf(typeof data === "string" ? new TextEncoder().encode(data) : data);
    const value = contentType.includes("*") ? typeOf(body) : contentType;
    // The members are not copied, because the length may be known only when the source is ready.
    return Object.defineProperty(source, "contentType", { value, enumerable: true }) as EncodedBody;
  };

/** The type that a file names, for an operation that takes files of several types. */
function typeOf(body: unknown): string {
  const { type, path } = Object(body) as { type?: unknown; path?: unknown };
  if (typeof type === "string" && type !== "") return type;
  return typeof path === "string" ? typeOfName(path) : "application/octet-stream";
}

function contentOf(body: unknown): string | Content {
  if (typeof body === "string") return body;
  if (isContent(body)) return body;
  if (typeof body === "object" && body !== null && "data" in body) return contentOf(body.data);
  throw new CrmError(
    "the body is neither a string nor a file: pass a string, a Blob, a File, { name, data } or { path }",
    {
      code: "INVALID_BODY",
    },
  );
}
