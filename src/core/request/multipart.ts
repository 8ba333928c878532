import { CrmError } from "../errors/errors.js";
import { isBlob, isFile, isFormData } from "../kind.js";
import { type FileSource, isContent, lastPart, type NamedFile, sourceOf, typeOfName } from "./file-source.js";
import type { EncodedBody } from "./request.js";
import { dateText, scalarProblem } from "./scalar.js";

interface Part {
  readonly head: Uint8Array;
  readonly source: FileSource;
}

const OCTETS = "application/octet-stream";
const encoder = new TextEncoder();

/**
 * Writes a body of type `multipart/form-data` (RFC 7578). Files are read while they are sent, never held in memory.
 * @param members Files and strings by field name; an array for several under one name. (The boundary is not a second
 *   parameter, because openapi-fetch passes the headers there.)
 */
export function multipartBody(members: object = {}): EncodedBody {
  const boundary = `zcrm-${crypto.randomUUID()}`;
  const parts = partsOf(members, boundary);
  const tail = encoder.encode(`--${boundary}--\r\n`);
  const newline = encoder.encode("\r\n");
  const pending = parts.flatMap(({ source }) => source.ready ?? []);

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    get length() {
      return parts.reduce<number | undefined>(
        (sum, { head, source: { length } }) =>
          sum === undefined || length === undefined ? undefined : sum + head.length + length + newline.length,
        tail.length,
      );
    },
    replayable: parts.every(({ source }) => source.replayable),
    ...(pending.length > 0 && {
      async ready() {
        for (const ready of pending) await ready();
      },
    }),
    async *chunks() {
      for (const { head, source } of parts) {
        yield head;
        yield* source.chunks();
        yield newline;
      }
      yield tail;
    },
  };
}

function partsOf(members: object, boundary: string): Part[] {
  const entries = isFormData(members) ? [...members] : Object.entries(members);
  return entries.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((item) => {
      const part = partOf(name, item);
      return part ? { ...part, head: encoder.encode(`--${boundary}\r\n${part.head}\r\n\r\n`) } : [];
    }),
  );
}

function partOf(name: string, value: unknown): { head: string; source: FileSource } | undefined {
  if (value === undefined || value === null) return undefined;
  const problem = scalarProblem(value);
  if (problem) throw new CrmError(`the field "${name}" ${problem}`, { code: "INVALID_BODY", details: { path: name } });
  const text = dateText(value);
  if (typeof text !== "object") return { head: headOf(name), source: sourceOf(encoder.encode(String(text))) };
  if (isBlob(value)) {
    const filename = isFile(value) ? value.name : name;
    return { head: headOf(name, filename, value.type || OCTETS), source: sourceOf(value) };
  }
  const file = fileOf(value);
  if (file) {
    return { head: headOf(name, file.name, file.type ?? OCTETS), source: sourceOf(file.data) };
  }
  throw new CrmError(
    `the field "${name}" is not a file: pass a Blob, a File, { name, data } with the bytes as data, or { path }`,
    { code: "INVALID_FILE", details: { parameter: name } },
  );
}

/** A file and its name. The default name of a file on disk is the last part of its path. */
function fileOf(
  value: object,
): (Pick<NamedFile, "name" | "type"> & { data: Parameters<typeof sourceOf>[0] }) | undefined {
  const { name, path, data, type } = value as { name?: unknown; path?: unknown; data?: unknown; type?: string };
  const common = type === undefined ? {} : { type };
  if (typeof path === "string" && data === undefined && !(Symbol.asyncIterator in value)) {
    const filename = typeof name === "string" ? name : lastPart(path);
    return { type: typeOfName(filename), ...common, name: filename, data: { path } };
  }
  return typeof name === "string" && isContent(data) ? { ...common, name, data } : undefined;
}

function headOf(name: string, filename?: string, type?: string): string {
  const file = filename === undefined ? "" : `; filename="${quoted(filename)}"`;
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"${file}`;
  if (type === undefined) return disposition;
  // A line break would begin another header.
  if (!/^[ -~]*$/.test(type)) {
    throw new CrmError(`the type of the file in the field "${name}" is not a media type, such as application/pdf`, {
      code: "INVALID_FILE",
      details: { parameter: name },
    });
  }
  return `${disposition}\r\nContent-Type: ${type}`;
}

/** The escapes of the web's form encoding (HTML, "multipart/form-data encoding algorithm"). */
const quoted = (text: string): string => text.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
