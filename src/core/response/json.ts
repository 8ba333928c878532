/**
 * Sixteen digits that no quote follows, the sign of an integer that may exceed 2^53. The digits are written out, because
 * the regular expression then takes a tenth of the time of `JSON.parse`, and with `\d{16}` it takes longer than that.
 */
const LONG_INTEGER = new RegExp(`${"\\d".repeat(16)}[,}\\]\\s]`);

/** Whether the text is a long number and nothing else. */
const isLongInteger = (text: string): boolean => text.length < 64 && /^\s*-?\d{16,}$/.test(text);

/**
 * Parses JSON. Integers beyond the safe range, and only those, become strings with their exact digits; the description
 * types such members as string or number. (`JSON.parse` would round them, and passes the rounded number to a reviver.)
 * @throws SyntaxError if the text is not JSON.
 */
export function readJson(text: string): unknown {
  // Tested before parsing, so that the parsed page and its text are not kept in memory together longer than needed.
  if (!LONG_INTEGER.test(text) && !isLongInteger(text)) return JSON.parse(text);
  JSON.parse(text);
  return JSON.parse(quoteLongIntegers(text));
}

function quoteLongIntegers(text: string): string {
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    const opening = text.indexOf('"', at);
    const closing = opening < 0 ? text.length : endOfString(text, opening);
    parts.push(text.slice(at, opening < 0 ? text.length : opening).replace(/-?\d[\d.eE+-]*/g, quoteIfLong));
    if (opening >= 0) parts.push(text.slice(opening, closing));
    at = closing;
  }
  return parts.join("");
}

const quoteIfLong = (number: string): string =>
  /^-?\d{16,}$/.test(number) && !Number.isSafeInteger(Number(number)) ? `"${number}"` : number;

/** The index after the closing quote. The text is known to be JSON. */
function endOfString(text: string, opening: number): number {
  let at = opening + 1;
  for (;;) {
    at = text.indexOf('"', at);
    let slashes = 0;
    while (text[at - 1 - slashes] === "\\") slashes += 1;
    at += 1;
    if (slashes % 2 === 0) return at;
  }
}
