/**
 * The one of `words` that differs least from `word`, ignoring case; `undefined` if none is near.
 * @param limit The number of letters that may differ.
 */
export function nearest(word: string, words: readonly string[], limit = 2): string | undefined {
  const ranked = words.map((other) => ({ other, distance: distance(word.toLowerCase(), other.toLowerCase()) }));
  return ranked
    .filter((row) => row.distance <= limit && row.distance < word.length)
    .sort((a, b) => a.distance - b.distance)[0]?.other;
}

/** The Levenshtein distance, row by row. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      next.push(Math.min((row[j] ?? 0) + (letter === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
