import { CrmError } from "../errors/errors.js";
import { isBlob, isBytes, isReadableStream } from "../kind.js";
import { needFiles } from "../platform.js";
import type { EncodedBody } from "./request.js";

/** A file to send: a `File` or `Blob`, content with a name, or a file on disk. */
export type FileInput = Blob | NamedFile | LocalFile;

/** Content, and the name under which it is stored. */
export interface NamedFile {
  /** File name with extension, e.g. `offer.pdf`. */
  name: string;
  /** Media type. @default "application/octet-stream" */
  type?: string;
  /** The content. A web or Node stream can be sent only once, so such a call is not retried. */
  data: Blob | Uint8Array | AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
}

/** A file on disk, read while it is sent. Node.js only. */
export interface LocalFile {
  path: string;
  /** The name under which it is stored. @default the last part of the path */
  name?: string;
  /** Media type. @default derived from the extension of the name */
  type?: string;
}

/** Where the bytes of a body come from. */
export type FileSource = Omit<EncodedBody, "contentType">;

/** The forms that content may have. */
export type Content = NamedFile["data"] | { readonly path: string };

/** Whether a value has one of the forms of content. */
export function isContent(value: unknown): value is Content {
  if (typeof value !== "object" || value === null) return false;
  if (isBlob(value) || isBytes(value) || isReadableStream(value)) return true;
  // A stream that reads a file also has a path, but is treated as a stream.
  return Symbol.asyncIterator in value || ("path" in value && typeof value.path === "string");
}

export function sourceOf(content: Content): FileSource {
  if (isBytes(content)) {
    return { length: content.byteLength, replayable: true, parts: [content], chunks: () => [content] };
  }
  if (isBlob(content)) {
    return { length: content.size, replayable: true, parts: [content], chunks: () => chunksOf(content.stream()) };
  }
  if (isReadableStream(content)) {
    return { length: undefined, replayable: false, chunks: () => chunksOf(content) };
  }
  if (Symbol.asyncIterator in content) {
    return { length: undefined, replayable: false, chunks: () => bytesOf(content) };
  }
  return localSource(content.path);
}

/** A file whose existence and length are checked before the call, and which is opened again each time it is sent. */
function localSource(path: string): FileSource {
  let length: number | undefined;
  return {
    get length() {
      return length;
    },
    replayable: true,
    async ready() {
      needFiles("a file given by its path", "pass its content: { name, data }");
      const { sizeOfFile } = await import("./local-file.js");
      length = await sizeOfFile(path);
    },
    async *chunks() {
      const { readLocalFile } = await import("./local-file.js");
      yield* readLocalFile(path, length);
    },
  };
}

// Not every runtime can iterate its streams.
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let isRead = false;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield bytes(part.value);
    isRead = true;
  } finally {
    if (!isRead) await reader.cancel().catch(() => undefined);
  }
}

async function* bytesOf(chunks: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) yield bytes(chunk);
}

function bytes(chunk: unknown): Uint8Array {
  if (isBytes(chunk)) return chunk;
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  throw new CrmError("the stream to send yields neither bytes nor strings", { code: "INVALID_FILE" });
}

const TYPES: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  csv: "text/csv",
  doc: "application/msword",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** The media type, derived from the extension of a file name. */
export const typeOfName = (name: string): string =>
  TYPES[/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ""] ?? "application/octet-stream";

/** The last part of a path. */
export const lastPart = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
