/**
 * Milliseconds that a `Retry-After` header asks for, in either of its two forms (RFC 9110, section 10.2.3).
 * @param now Epoch milliseconds, for the form with a date.
 */
export function retryAfter(header: string | null, now: number = Date.now()): number | undefined {
  if (header === null || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
