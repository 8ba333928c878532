import { CrmError } from "../errors/errors.js";
import { isBlob, isFile, isFormData } from "../kind.js";
import { type FileSource, isContent, lastPart, type NamedFile, sourceOf, typeOfName } from "./file-source.js";
import { jsonBody } from "./json-body.js";
import { dateText, scalarProblem } from "./parameters/scalar.js";
import type { EncodedBody } from "./request.js";

interface Part {
  readonly head: Uint8Array;
  readonly source: FileSource;
}

const JSON_TYPE = /[/+]json\b/;
const OCTETS = "application/octet-stream";
const encoder = new TextEncoder();

/**
 * Writes a body of type `multipart/form-data` (RFC 7578). Files are read while they are sent, never held in memory.
 * @param members Files and strings by field name; an array for several under one name. (The boundary is not a second
 *   parameter, because openapi-fetch passes the headers there.)
 */
export const multipartBody = (members: object = {}): EncodedBody => encoded(members, {});

/**
 * Creates a function that writes bodies as {@link multipartBody} does, with media types for some fields.
 * @param types The types by field name. Values of a JSON type become JSON, and a file without a type of its own has this one.
 */
export const multipartAs =
  (types: Readonly<Record<string, string>>) =>
  (members: object): EncodedBody =>
    encoded(members, types);

function encoded(members: object, types: Readonly<Record<string, string>>): EncodedBody {
  const boundary = `zcrm-${crypto.randomUUID()}`;
  const parts = partsOf(members, boundary, types);
  if (parts.length === 0) {
    const names = [...(isFormData(members) ? members.keys() : Object.keys(members))];
    const place = names.length > 0 ? ` as ${names.map((name) => `body.${name}`).join(" or ")}` : "";
    throw new CrmError(`there is nothing to upload: pass a file${place}`, { code: "INVALID_FILE" });
  }
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
    ...(parts.every(({ source }) => source.parts) && {
      parts: [...parts.flatMap(({ head, source }) => [head, ...(source.parts ?? []), newline]), tail],
    }),
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

function partsOf(members: object, boundary: string, types: Readonly<Record<string, string>>): Part[] {
  const entries = isFormData(members) ? [...members] : Object.entries(members);
  return entries.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((item) => {
      const part = partOf(name, item, Object.hasOwn(types, name) ? types[name] : undefined);
      return part ? { ...part, head: encoder.encode(`--${boundary}\r\n${part.head}\r\n\r\n`) } : [];
    }),
  );
}

function partOf(name: string, value: unknown, type?: string): { head: string; source: FileSource } | undefined {
  if (value === undefined || value === null) return undefined;
  if (isBlob(value)) {
    // What a form holds if nobody chose a file.
    if (isFile(value) && value.name === "" && value.size === 0) return undefined;
    const filename = isFile(value) ? value.name : name;
    return { head: headOf(name, filename, value.type || (type ?? OCTETS)), source: sourceOf(value) };
  }
  const isJson = type !== undefined && JSON_TYPE.test(type);
  const problem = isJson ? undefined : scalarProblem(value);
  if (problem) throw new CrmError(`the field "${name}" ${problem}`, { code: "INVALID_BODY", details: { path: name } });
  const text = isJson ? jsonBody(value) : dateText(value);
  if (typeof text !== "object")
    return { head: headOf(name, undefined, type), source: sourceOf(encoder.encode(String(text))) };
  const file = fileOf(text, type);
  if (file) return { head: headOf(name, file.name, file.type ?? OCTETS), source: sourceOf(file.data) };
  throw new CrmError(
    `the field "${name}" is not a file: pass a Blob, a File, { name, data } with the bytes as data, or { path }`,
    { code: "INVALID_FILE", details: { parameter: name } },
  );
}

/** A file and its name. The default name of a file on disk is the last part of its path. */
function fileOf(
  value: object,
  described: string | undefined,
): (Pick<NamedFile, "name" | "type"> & { data: Parameters<typeof sourceOf>[0] }) | undefined {
  const { name, path, data, type = described } = value as Record<"name" | "path" | "data", unknown> & { type?: string };
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
