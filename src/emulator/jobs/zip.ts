import { Unzip, UnzipInflate } from "fflate/browser";
import { ZipWriter } from "../../data/files/zip.js";

interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why an archive cannot be read. */
type ZipProblem = "broken" | "too large";

/** The maximum number and total size of files in an archive; an archive that claims more is a zip bomb. */
const MAX_ENTRIES = 10;
const MAX_UNPACKED = 100 * 1024 * 1024;
/** The compressed bytes to unpack before the output is measured. It may be a thousand times as large at worst. */
const SLICE = 4 * 1024;

/** An archive of one file, packed as its text arrives. */
export class ZipFile {
  readonly #writer: ZipWriter;
  readonly #chunks: Uint8Array[] = [];

  constructor(name: string) {
    this.#writer = new ZipWriter(name);
  }

  add(text: string): void {
    this.#chunks.push(...this.#writer.add(text));
  }

  end(): Uint8Array {
    return new Uint8Array(Buffer.concat([...this.#chunks, ...this.#writer.end()]));
  }
}

/** The files of an archive, unpacked slice by slice, without folders. */
export function* unpackZip(bytes: Uint8Array): Generator<void, readonly ZipEntry[] | ZipProblem> {
  const files: { readonly name: string; readonly chunks: Uint8Array[] }[] = [];
  let [size, failed] = [0, false];
  const archive = new Unzip((entry) => {
    if (entry.name.endsWith("/")) return;
    const chunks: Uint8Array[] = [];
    files.push({ name: entry.name, chunks });
    entry.ondata = (error, chunk) => {
      failed ||= error !== null;
      size += chunk?.byteLength ?? 0;
      if (chunk !== undefined && size <= MAX_UNPACKED) chunks.push(chunk);
    };
    if (files.length <= MAX_ENTRIES) entry.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.byteLength; at += SLICE) {
      archive.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.byteLength);
      if (size > MAX_UNPACKED || files.length > MAX_ENTRIES) return "too large";
      if (failed) return "broken";
      yield;
    }
  } catch {
    return "broken";
  }
  if (files.length === 0) return "broken";
  return files.map(({ name, chunks }) => ({ name, bytes: Buffer.concat(chunks) }));
}
