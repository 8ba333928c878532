/** Finds entries by words, names and parts of names. */
import MiniSearch, { type SearchOptions } from "minisearch";
import { type SearchEntry, type WrittenEntry, withFields } from "./entry.js";
import { partsOf, wordsOf } from "./words.js";

/** The maximum number of results. */
const MAX_RESULTS = 20;

/** What a reader more probably looks for, if several entries have the same name. */
const WEIGHTS: Readonly<Record<SearchEntry["kind"], number>> = {
  operation: 2,
  error: 2,
  module: 2,
  guide: 1.5,
  group: 1.5,
  field: 1,
};

export class SearchIndex {
  readonly #entries: readonly SearchEntry[];
  readonly #search: MiniSearch;

  constructor(written: readonly WrittenEntry[]) {
    const entries = withFields(written);
    this.#entries = entries;
    this.#search = new MiniSearch({
      fields: ["title", "names", "detail", "text"],
      tokenize: (text) => wordsOf(text).flatMap(partsOf),
      processTerm: (term) => term,
    });
    this.#search.addAll(
      entries.map(({ title, names, detail, text }, id) => ({ id, title, names: names.join(" "), detail, text })),
    );
  }

  /** What has the name comes first, then the best. All words must match; if nothing has them all, one is enough. */
  find(query: string): readonly SearchEntry[] {
    const all = this.#found(query, "AND");
    const found = all.length > 0 ? all : this.#found(query, "OR");
    const name = query.trim().toLowerCase();
    const isNamed = ({ title, names }: SearchEntry) => [title, ...names].some((one) => one.toLowerCase() === name);
    return found
      .flatMap(({ id }) => this.#entries[id] ?? [])
      .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
      .slice(0, MAX_RESULTS);
  }

  #found(query: string, combineWith: "AND" | "OR") {
    const options: SearchOptions = {
      // A name that is typed whole is looked for whole.
      tokenize: wordsOf,
      combineWith,
      prefix: true,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      boost: { title: 4, names: 4, detail: 1.5 },
      weights: { prefix: 0.5, fuzzy: 0.2 },
      boostDocument: (id) => WEIGHTS[this.#entries[id]?.kind ?? "field"],
    };
    return this.#search.search(query, options);
  }
}
