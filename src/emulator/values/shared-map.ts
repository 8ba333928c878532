/**
 * A map with shareable content: a snapshot takes the content without copying it, and the first write after that
 * makes the copy. Entries must not be changed in place.
 */
export class SharedMap<Key, Value> implements Iterable<[Key, Value]> {
  #content: ReadonlyMap<Key, Value>;
  /** The content itself, if nobody shares it. */
  #own: Map<Key, Value> | undefined;

  constructor(content: ReadonlyMap<Key, Value> = new Map()) {
    this.#content = content;
  }

  get size(): number {
    return this.#content.size;
  }

  get(key: Key): Value | undefined {
    return this.#content.get(key);
  }

  has(key: Key): boolean {
    return this.#content.has(key);
  }

  keys(): IterableIterator<Key> {
    return this.#content.keys();
  }

  values(): IterableIterator<Value> {
    return this.#content.values();
  }

  [Symbol.iterator](): IterableIterator<[Key, Value]> {
    return this.#content.entries();
  }

  set(key: Key, value: Value): void {
    this.#writable().set(key, value);
  }

  delete(key: Key): boolean {
    return this.#content.has(key) && this.#writable().delete(key);
  }

  /** The present content, unaffected by later writes. */
  share(): ReadonlyMap<Key, Value> {
    this.#own = undefined;
    return this.#content;
  }

  #writable(): Map<Key, Value> {
    if (this.#own === undefined) this.#content = this.#own = new Map(this.#content);
    return this.#own;
  }
}
