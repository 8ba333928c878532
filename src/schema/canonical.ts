/** One form for JSON that differs only in the order of members and of lists. */

/** Orders strings by their code units, in every language. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The same value with its members and lists sorted. Entries with a `sequence_number` are sorted by it. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return sortedList(value);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, canonical(member)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => byText(a, b)));
}

/** A list in one order: by `sequence_number`, then by name, then by everything else. */
export function sortedList(list: readonly unknown[]): unknown[] {
  return list
    .map((item) => {
      const value = canonical(item);
      return { value, place: placeOf(value), text: `${nameOf(value) ?? ""}\0${JSON.stringify(value)}` };
    })
    .toSorted((a, b) => a.place - b.place || byText(a.text, b.text))
    .map(({ value }) => value);
}

/** What a list knows an item by, if it has a name. */
export function nameOf(item: unknown): string | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const { api_name, actual_value, name } = item as Readonly<Record<string, unknown>>;
  return [api_name, actual_value, name].find((text): text is string => typeof text === "string" && text !== "");
}

function placeOf(item: unknown): number {
  const given = typeof item === "object" && item !== null ? Number(Reflect.get(item, "sequence_number") ?? 0) : 0;
  return Number.isFinite(given) ? given : 0;
}
