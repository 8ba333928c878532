import { CrmError } from "../core/errors/errors.js";
import { isBlob } from "../core/kind.js";
import type { FileInput, NamedFile } from "../core/request/file-source.js";

/** The file of an upload in the form that a body takes: whatever the old client accepted, with its name. */
export function formFile(file: unknown, call: string): FileInput | string | number {
  // As in the old client, a field without a file name. Zoho CRM says what is wrong with it.
  if (typeof file === "string" || typeof file === "number") return file;
  const data = Object(file) === file ? contentOf(file as object) : undefined;
  if (data !== undefined) return { name: fileNameOf(file as object), data };
  // Above all, not an object with a path: parsed JSON can name any file of the server.
  throw new CrmError(
    `${call}: input.x_file_content is not a file: pass a stream, such as fs.createReadStream(path), or a Buffer`,
    { code: "INVALID_FILE", operation: call, details: { parameter: "x_file_content" } },
  );
}

function contentOf(file: object): NamedFile["data"] | undefined {
  // A Buffer may come from another realm, such as the sandbox of a test runner.
  if (ArrayBuffer.isView(file)) return new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  if (isBlob(file)) return file;
  if (hasFunction(file, Symbol.asyncIterator)) return file as AsyncIterable<Uint8Array>;
  if (!hasFunction(file, "on") || !hasFunction(file, "pipe")) return undefined;
  // A stream from before Node.js 0.10, such as that of the package request. It is paused until it is sent.
  const { Readable } = process.getBuiltinModule("node:stream");
  return new Readable().wrap(file as NodeJS.ReadableStream);
}

const hasFunction = (value: object, name: PropertyKey): boolean => typeof Reflect.get(value, name) === "function";

/** The last part of the stream's name, or of its path; for a response, of the path of its request. */
function fileNameOf(file: { name?: unknown; path?: unknown; req?: unknown }): string {
  const requested = String(Object(file.req).path ?? "").replace(/[?#].*/, "");
  const given = [file.name, file.path, requested].find((name) => name !== undefined && name !== null && name !== "");
  return (
    String(given ?? "")
      .split(/[/\\]/)
      .at(-1) || "file"
  );
}
