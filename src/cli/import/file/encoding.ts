/** The encoding of a file that people have. */
import { CommandError } from "../../command.js";

/** The encodings that `--encoding` takes. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "iso-8859-2",
  "shift_jis",
  "gb18030",
] as const;

/** What the beginning of a file says about its encoding. */
export interface FoundEncoding {
  readonly encoding: string;
  readonly hasMark: boolean;
}

/**
 * The encoding by the byte order mark.
 * @param start The first bytes of the file
 * @throws CommandError for UTF-16 without a mark
 */
export function encodingOf(start: Uint8Array, file: string): FoundEncoding {
  const [first, second, third] = start;
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: "utf-8", hasMark: true };
  if (first === 0xff && second === 0xfe) return { encoding: "utf-16le", hasMark: true };
  if (first === 0xfe && second === 0xff) return { encoding: "utf-16be", hasMark: true };
  // Text has no zero bytes, except in UTF-16.
  if (start.includes(0))
    throw new CommandError(
      `${file} is not in UTF-8: it has zero bytes. Save it as "CSV UTF-8", or pass --encoding utf-16le if it is UTF-16`,
    );
  return { encoding: "utf-8", hasMark: false };
}

/** The error of bytes that are not text of the encoding. */
export const notText = (file: string, encoding: string, row: number): CommandError =>
  new CommandError(
    encoding === "utf-8"
      ? `${file} is not in UTF-8 (after row ${row}). Excel's "CSV" is in windows-1252 in western countries: pass --encoding windows-1252, or save the file as "CSV UTF-8"`
      : `${file} is not in ${encoding} (after row ${row}): pass its encoding with --encoding`,
  );
