/** Ids of records. They are numbers of up to 19 digits in strings, and grow. */

/** Less than 0 if `a` is the earlier record. */
export const compareIds = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

/** The most ids for which there is a free place beside each. */
const LOAD = 0.5;
const FIRST_SIZE = 1024;

/** Ids that were seen: 16 to 32 bytes each, whatever their number. */
export class IdSet {
  #places = new BigUint64Array(FIRST_SIZE);
  #count = 0;

  /** @returns whether it is new */
  add(id: string): boolean {
    if (this.#count >= this.#places.length * LOAD) this.#grow();
    const isNew = place(this.#places, BigInt(id));
    if (isNew) this.#count += 1;
    return isNew;
  }

  #grow(): void {
    const larger = new BigUint64Array(this.#places.length * 2);
    for (const id of this.#places) if (id !== 0n) place(larger, id);
    this.#places = larger;
  }
}

/** Puts an id at its place, or the next free one. 0 is a free place. @returns whether it was not there */
function place(places: BigUint64Array, id: bigint): boolean {
  const mask = places.length - 1;
  // Ids of one organization begin alike, and the last digits alone tell them apart.
  for (let at = Number(BigInt.asUintN(32, id * 0x9e3779b1n)) & mask; ; at = (at + 1) & mask) {
    if (places[at] === id) return false;
    if (places[at] !== 0n) continue;
    places[at] = id;
    return true;
  }
}
