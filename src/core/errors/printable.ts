/** Text that came from elsewhere, for a person: in an error, in the debug log, on a terminal. */

/**
 * What a terminal takes for a command: CSI sequences, strings such as OSC and DCS, and other escapes, in the form with ESC
 * and in that with one C1 character. A string without an end loses its beginning only. No part can match what another one
 * starts with, so the time is linear.
 */
const ESCAPES = new RegExp(
  [
    "(?:\\x1b\\[|\\x9b)[\\x30-\\x3f]*[\\x20-\\x2f]*[\\x40-\\x7e]?",
    "(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])(?:[^\\x07\\x1b\\x90\\x98\\x9c-\\x9f]*(?:\\x07|\\x1b\\\\|\\x9c))?",
    "\\x1b[\\x20-\\x2f]*[\\x30-\\x7e]?",
  ].join("|"),
  "g",
);

/** Control characters and line ends. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;

/** Characters that show nothing and change how others are shown, such as the order of reading. Joiners are letters' own. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/**
 * Makes text from elsewhere (a name, a message, a file name, a header) safe to show on one line: without terminal
 * escapes, control characters and marks that change the order of reading, and not longer than a limit.
 * @param limit Maximum number of characters; longer text ends with `…`.
 */
export function printable(text: string, limit = 500): string {
  // What is removed must not make room for what is beyond any use.
  const shown = plain(text.slice(0, limit * 4))
    .replace(/\p{Cs}/gu, "\ufffd")
    .trim();
  return shown.length > limit || text.length > limit * 4 ? `${cut(shown, limit - 1)}…` : shown;
}

/** Like {@link printable}, but keeps the lines of the text and their indentation. */
export function printableLines(text: string, limit = 20_000): string {
  const lines = text.slice(0, limit).split("\n").map(plain).join("\n");
  return text.length > limit ? `${cut(lines, limit - 1)}…` : lines;
}

/** Most text is nothing but this. */
const ASCII = /^[ -~]*$/;

const plain = (text: string): string =>
  ASCII.test(text) ? text : text.replace(ESCAPES, "").replace(CONTROLS, " ").replace(INVISIBLE, "");

/** The beginning of the text, without half a character at its end. */
const cut = (text: string, length: number): string => text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
