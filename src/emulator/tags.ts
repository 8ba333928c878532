import type { IdSequence } from "./ids.js";

/** A tag as records carry it. */
export interface Tag {
  readonly name: string;
  readonly id: string;
}

/** The tags of the organisation; using a new name creates the tag. */
export class TagStore {
  readonly #ids: IdSequence;
  #tags = new Map<string, Tag>();

  constructor(ids: IdSequence) {
    this.#ids = ids;
  }

  named(name: string): Tag {
    const tag = this.#tags.get(name) ?? { name, id: this.#ids.next() };
    this.#tags.set(name, tag);
    return tag;
  }

  snapshot(): ReadonlyMap<string, Tag> {
    return new Map(this.#tags);
  }

  restore(tags: ReadonlyMap<string, Tag>): void {
    this.#tags = new Map(tags);
  }
}
