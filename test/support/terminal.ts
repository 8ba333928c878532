/** What commands may tell a terminal: to go to the beginning of the line, to delete it, and to keep the place of the cursor. */
const LINE = /\u001b(?:\[1G|\[[02]?K|7|8)/g;

/** The output of a command without that, with a carriage return where it goes to the beginning of the line. */
export const withoutLine = (text: string): string => text.replace(LINE, (escape) => (escape.endsWith("G") ? "\r" : ""));

/** What a person sees: each line as it was before the next one replaced it. */
export const linesOf = (text: string): string[] =>
  withoutLine(text)
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== "");
