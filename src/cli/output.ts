import { once } from "node:events";
import { printableLines } from "../core/errors/printable.js";
import { withoutSecrets } from "../core/errors/secrets.js";

/** What is safe on a terminal: names and messages come from servers and files. */
const safe = (text: string): string => printableLines(text, Number.POSITIVE_INFINITY);

/** The number of characters in a line of the terminal; `undefined` if the output goes elsewhere. */
export const columnsOf = (stream: NodeJS.WriteStream): number | undefined =>
  stream.isTTY ? Number(process.env.COLUMNS) || stream.columns || 80 : undefined;

/** Prints text on stdout. @param showsSecrets Whether it contains secrets on purpose */
export function print(text: string, showsSecrets = false): void {
  console.log(wrapped(safe(showsSecrets ? text : withoutSecrets(text)), columnsOf(process.stdout)));
}

/**
 * Prints JSON on stdout, with an escape for each character that a terminal would obey.
 * @param showsSecrets Whether it contains secrets on purpose
 * @param isLine Whether it is printed on one line
 */
export function printJson(data: object | string | null, showsSecrets = false, isLine = false): void {
  const json = JSON.stringify(data, undefined, isLine ? 0 : 2);
  console.log(visibleJson(showsSecrets ? json : withoutSecrets(json)));
}

/** What shows nothing, and may command a terminal or hide words from a person. */
const INVISIBLE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e00ff}\u{e01f0}-\u{e0fff}]|[\ufe00-\ufe0e\u{e0100}-\u{e01ef}]/gu;

/** The same JSON, with an escape for each character that nobody would see. */
export const visibleJson = (json: string): string =>
  json.replace(INVISIBLE, (character) =>
    Array.from({ length: character.length }, (_, at) => escapeOf(character.charCodeAt(at))).join(""),
  );

const escapeOf = (unit: number): string => `\\u${unit.toString(16).padStart(4, "0")}`;

/** Prints bytes on stdout, as fast as it takes them. */
export async function printBytes(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) {
    if (!process.stdout.write(chunk)) await once(process.stdout, "drain");
  }
}

/** Prints a problem on stderr. */
export function printProblem(text: string): void {
  console.error(wrapped(safe(withoutSecrets(text)), columnsOf(process.stderr)));
}

/** A heading, bold on a terminal unless the user has set `NO_COLOR`. */
export const heading = (text: string, { isTTY }: NodeJS.WriteStream = process.stdout): string =>
  isTTY && !process.env.NO_COLOR && process.env.TERM !== "dumb" ? `\u001b[1m${text}\u001b[0m` : text;

/** Breaks lines between words, so that none is longer than `columns`. Continuations are indented as their line is. */
export function wrapped(text: string, columns: number | undefined): string {
  if (columns === undefined) return text;
  return text
    .split("\n")
    .map((line) => wrapLine(line, columns))
    .join("\n");
}

/** @param hang The indentation of continuations. @default that of the line */
export function wrapLine(line: string, columns: number, hang = /^ */.exec(line)?.[0] ?? ""): string {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    // A word that is longer than a line stays whole, as addresses must.
    const first = /^\s*\S+/.exec(rest)?.[0].length ?? 0;
    const at = Math.max(rest.lastIndexOf(" ", columns), first);
    if (at >= rest.length) break;
    lines.push(rest.slice(0, at).trimEnd());
    rest = hang + rest.slice(at).trimStart();
    if (hang.length + 20 > columns) return [...lines, rest].join("\n");
  }
  return [...lines, rest].join("\n");
}

/** The exit code of a program whose output nobody reads any more, as shells tell it: 128 + SIGPIPE. */
const CLOSED_PIPE = 141;

/** Ends the program silently when the reader of its output does, as in `zcrm … | head`. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endOnClosedPipe);
}

/** Leaves the end of its reader to a command that speaks a protocol on stdout. */
export const ownStdout = (): void => void process.stdout.off("error", endOnClosedPipe);

function endOnClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(CLOSED_PIPE);
  throw error;
}
