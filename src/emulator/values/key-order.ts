/**
 * The member order of Zoho's responses, which is that of Java's hash tables. All recorded responses follow it, except
 * those of bulk jobs.
 */

/** Names in the iteration order of a hash table that holds all of them. Names in the same bucket keep their order. */
export function inKeyOrder(names: readonly string[]): string[] {
  let places = 16;
  // A table is filled to three quarters at most.
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

/** Java's hash of a string, with its upper half folded in as its tables do. */
function hash(text: string): number {
  let code = 0;
  for (let at = 0; at < text.length; at += 1) code = (Math.imul(code, 31) + text.charCodeAt(at)) | 0;
  return code ^ (code >>> 16);
}
