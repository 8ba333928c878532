/** Ids in Zoho's form: 19 digits, as a string, ascending. The same calls yield the same ids. */
export class IdSequence {
  #last: bigint;

  constructor(last = 4100000000000680000n) {
    this.#last = last;
  }

  next(): string {
    this.#last += 1n;
    return String(this.#last);
  }

  /** Reserves `id`: the sequence continues after it. */
  reserve(id: string): void {
    const taken = BigInt(id);
    if (taken > this.#last) this.#last = taken;
  }

  snapshot(): bigint {
    return this.#last;
  }

  restore(last: bigint): void {
    this.#last = last;
  }
}

/** Compares ids by number, without the cost of parsing them. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
