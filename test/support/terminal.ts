/** What commands may tell a terminal: to delete the line, and to keep the place of the cursor. */
const LINE = ["\u001b[0K", "\u001b[K", "\u001b[2K", "\u001b7", "\u001b8"];

/** The output of a command without that, with a carriage return where it goes to the beginning of the line. */
export const withoutLine = (text: string): string =>
  LINE.reduce((rest, code) => rest.replaceAll(code, ""), text.replaceAll("\u001b[1G", "\r"));

/** What a person sees: each line as it was before the next one replaced it. */
export const linesOf = (text: string): string[] =>
  withoutLine(text)
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== "");
