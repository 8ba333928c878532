/** A pointer to a child: `#/paths` and `/orders/{id}` give `#/paths/~1orders~1{id}`. */
export const child = (pointer: string, ...names: readonly (string | number)[]): string =>
  [pointer, ...names.map((name) => String(name).replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");

/** The steps of a pointer. */
export const stepsOf = (pointer: string): string[] =>
  pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .filter((step) => step !== "")
    .map((step) => unescaped(step).replaceAll("~1", "/").replaceAll("~0", "~"));

/** The value at a pointer, or `undefined`. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const step of stepsOf(pointer)) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

/** Pointers in references are parts of a URL and may be percent-encoded: `%7Bid%7D`. */
function unescaped(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
