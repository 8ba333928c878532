/** What the search finds. The builder writes the list, and the page reads it. */
export interface SearchEntry {
  readonly kind: "operation" | "group" | "guide" | "error" | "module" | "field";
  readonly title: string;
  /** What tells it from others of the same title. */
  readonly detail: string;
  /** From the root of the site. */
  readonly address: string;
  /** Other names that it has. */
  readonly names: readonly string[];
  readonly text: string;
}

/** An entry as it is written: a module has the names of its fields, which are entries of their own. */
export interface WrittenEntry extends SearchEntry {
  readonly fields?: readonly string[];
}

/** All entries, those of fields included. The name of a field is also its anchor on the page of its module. */
export const withFields = (entries: readonly WrittenEntry[]): readonly SearchEntry[] =>
  entries.flatMap((entry) => [
    entry,
    ...(entry.fields ?? []).map((title): SearchEntry => {
      const address = `${entry.address}#${title}`;
      return { kind: "field", title, detail: entry.title, address, names: [], text: "" };
    }),
  ]);
