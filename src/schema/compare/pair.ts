/** Something that is in both schemas. */
export interface Pair<Item> {
  readonly before: Item;
  readonly after: Item;
}
