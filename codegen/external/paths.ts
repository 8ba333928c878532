import { isAbsolute, relative, sep } from "node:path";

/** A file for messages: relative to the working directory or another folder, the same on every system. */
export const shownPath = (file: string, from = process.cwd()): string =>
  relative(from, file).replaceAll("\\", "/") || file;

/** Whether a path is a folder, or in it. Looks at the text only. */
export function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
