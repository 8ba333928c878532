/** The number of chunks after which the latest are joined: a chunk of one byte takes a hundred bytes of memory. */
const MANY = 1_024;

/** The chunks of a body that is read into memory. However small they are, they take little more than their bytes. */
export class Chunks<Bytes extends Uint8Array> {
  readonly #join: (chunks: Bytes[]) => Bytes;
  readonly #chunks: Bytes[] = [];
  #loose = 0;
  size = 0;

  constructor(join: (chunks: Bytes[]) => Bytes) {
    this.#join = join;
  }

  add(chunk: Bytes): void {
    this.#chunks.push(chunk);
    this.size += chunk.byteLength;
    this.#loose += 1;
    if (this.#loose < MANY) return;
    this.#chunks.push(this.#join(this.#chunks.splice(-MANY)));
    this.#loose = 0;
  }

  /** All of it. A single chunk is not copied. */
  whole(): Bytes {
    const [first] = this.#chunks;
    return this.#chunks.length === 1 && first ? first : this.#join(this.#chunks);
  }
}

/** Joins chunks where there is no `Buffer`. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
