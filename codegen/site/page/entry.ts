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
