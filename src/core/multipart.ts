import { CrmError } from "./errors.js";
import type { EncodedBody } from "./request.js";

/** A file to be sent: a `File` or `Blob`, or its bytes with a name. */
export type FileInput = Blob | NamedFile;

/** Bytes with the name under which they are to be stored. */
export interface NamedFile {
  /** File name with its extension, e.g. `offer.pdf`. */
  name: string;
  /** Media type. @default "application/octet-stream" */
  type?: string;
  /** The content. A stream is sent once: such a call is not repeated after a failure. */
  data: Blob | Uint8Array | AsyncIterable<Uint8Array>;
}

type Part = { name: string; filename?: string; type?: string; data: Blob | Uint8Array | AsyncIterable<Uint8Array> };

const encoder = new TextEncoder();

/**
 * Writes a body of the type `multipart/form-data` (RFC 7578). Files are read while they are sent, never held in memory.
 * @param members A file, or a text, by field name; several under one name as an array. (openapi-fetch passes the
 *   headers as well, so the boundary is no parameter.)
 */
export function multipartBody(members: object = {}): EncodedBody {
  const boundary = `zcrm-${crypto.randomUUID()}`;
  const parts = partsOf(members);
  const heads = parts.map((part) => encoder.encode(`--${boundary}\r\n${headOf(part)}\r\n\r\n`));
  const tail = encoder.encode(`--${boundary}--\r\n`);
  const newline = encoder.encode("\r\n");

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: parts.reduce<number | undefined>((sum, part, index) => {
      const size = sizeOf(part.data);
      return sum === undefined || size === undefined ? undefined : sum + (heads[index]?.length ?? 0) + size + 2;
    }, tail.length),
    replayable: parts.every(({ data }) => sizeOf(data) !== undefined),
    async *chunks() {
      for (const [index, part] of parts.entries()) {
        yield heads[index] ?? newline;
        if (part.data instanceof Uint8Array) yield part.data;
        else yield* part.data instanceof Blob ? part.data.stream() : part.data;
        yield newline;
      }
      yield tail;
    },
  };
}

function partsOf(members: object): Part[] {
  const entries = members instanceof FormData ? [...members] : Object.entries(members);
  return entries.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) => partOf(name, one)),
  );
}

function partOf(name: string, value: unknown): Part[] {
  if (value === undefined || value === null) return [];
  if (value instanceof Blob) {
    const filename = value instanceof File ? value.name : name;
    return [{ name, filename, type: value.type || "application/octet-stream", data: value }];
  }
  if (isNamedFile(value)) {
    return [{ name, filename: value.name, type: value.type ?? "application/octet-stream", data: value.data }];
  }
  if (typeof value === "object") {
    throw new CrmError(
      `the field "${name}" is no file: give a Blob, a File, or { name, data } with the bytes as data`,
      {
        code: "INVALID_FILE",
        details: { parameter: name },
      },
    );
  }
  return [{ name, data: encoder.encode(String(value)) }];
}

function isNamedFile(value: unknown): value is NamedFile {
  if (typeof value !== "object" || value === null) return false;
  const { name, data } = value as Partial<NamedFile>;
  if (typeof name !== "string" || typeof data !== "object" || data === null) return false;
  return data instanceof Blob || data instanceof Uint8Array || Symbol.asyncIterator in data;
}

const sizeOf = (data: Part["data"]): number | undefined => {
  if (data instanceof Uint8Array) return data.byteLength;
  return data instanceof Blob ? data.size : undefined;
};

function headOf({ name, filename, type }: Part): string {
  const file = filename === undefined ? "" : `; filename="${quoted(filename)}"`;
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"${file}`;
  return type === undefined ? disposition : `${disposition}\r\nContent-Type: ${type.replace(/[\r\n]/g, "")}`;
}

/** The escapes of the web's form encoding (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (text: string): string => text.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
