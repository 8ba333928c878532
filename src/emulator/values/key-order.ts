// The order of the members in Zoho's answers: that of Java's hash tables. All answers that were seen recorded keep to it, but
// for those of bulk jobs.

/** Names in the order in which a table that holds them all goes through them. Those of one place stay as they are. */
export function inKeyOrder(names: readonly string[]): string[] {
  let places = 16;
  // A table is at most three quarters full.
  while (names.length > places * 0.75) places *= 2;
  return names
    .map((name) => ({ name, place: hash(name) & (places - 1) }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
}

/** The same members in this order. */
export function inOrder(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(inKeyOrder(Object.keys(members)).map((name) => [name, members[name]]));
}

/** Java's hash of a text, with its upper half folded in as its tables do. */
function hash(text: string): number {
  let code = 0;
  for (let at = 0; at < text.length; at += 1) code = (Math.imul(code, 31) + text.charCodeAt(at)) | 0;
  return code ^ (code >>> 16);
}
