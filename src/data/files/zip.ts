/** Writes a zip archive of one file as its content comes, in flat memory. */
import { Zip, ZipDeflate } from "fflate/browser";

/** The characters that are packed at a time. */
const PIECE = 32 * 1024;
/** Content that the packer may still hold, in bytes. */
const HELD = 256 * 1024;
/** What the archive needs besides the packed content, in bytes, and without its names; and a packed file for its end. */
const FRAME = 30 + 16 + 46 + 22 + 64;
/** The earliest time that an archive can hold, so that the same content makes the same archive. */
const NO_TIME = new Date(1980, 0, 1);

const encoder = /* @__PURE__ */ new TextEncoder();

/** An archive of one file. */
export class ZipWriter {
  readonly #entry: ZipDeflate;
  readonly #frame: number;
  #zip: Zip;
  #chunks: Uint8Array[] = [];
  #packed = 0;
  #added = 0;
  #text = "";

  /** @param name The name of the file */
  constructor(name: string) {
    this.#frame = FRAME + 2 * encoder.encode(name).byteLength;
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      this.#packed += chunk.byteLength;
      this.#chunks.push(chunk);
    });
    this.#entry = new ZipDeflate(name);
    this.#entry.mtime = NO_TIME;
    this.#zip.add(this.#entry);
  }

  /** The most bytes that the archive has if it is ended now; if more is added, at least. */
  get size(): number {
    // A character is at most three bytes, and what cannot be packed grows by a few bytes.
    const held = Math.min(this.#added, HELD) + 3 * this.#text.length;
    return this.#packed + held + Math.ceil(held / 1_000) + this.#frame;
  }

  /** Adds text to the file. @returns the part of the archive that is ready */
  add(text: string): Uint8Array[] {
    this.#text += text;
    if (this.#text.length >= PIECE) this.#pack();
    return this.#taken();
  }

  /** Ends the archive. @returns the rest of it */
  end(): Uint8Array[] {
    this.#pack();
    this.#entry.push(new Uint8Array(), true);
    this.#zip.end();
    return this.#taken();
  }

  #pack(): void {
    for (let at = 0; at < this.#text.length; ) {
      let end = Math.min(at + PIECE, this.#text.length);
      // A pair of surrogates is one character.
      if (end < this.#text.length && /[\uD800-\uDBFF]/.test(this.#text.charAt(end - 1))) end += 1;
      const bytes = encoder.encode(this.#text.slice(at, end));
      this.#added += bytes.byteLength;
      this.#entry.push(bytes);
      at = end;
    }
    this.#text = "";
  }

  #taken(): Uint8Array[] {
    const chunks = this.#chunks;
    this.#chunks = [];
    return chunks;
  }
}

/**
 * An archive of one file, packed as it is read: nothing is taken from `content` before there is need for it.
 *
 * @param name The name of the file
 * @example
 * const archive = zipped("rows.csv", (function* () { yield "Email\n"; yield "ada@example.com\n"; })());
 */
export async function* zipped(
  name: string,
  content: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipWriter(name);
  for await (const text of content) yield* zip.add(text);
  yield* zip.end();
}
