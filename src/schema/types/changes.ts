/** What has to happen to a folder so that it holds an organization's files: a pure plan. */

/** One step. After each, the folder compiles if it did before. */
export type Change =
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  | { readonly kind: "remove"; readonly path: string };

/**
 * The steps, in order: files are written before those that import them, and removed after them.
 * @param files The files to have, in the order in which to write them
 * @param present The texts of our files in the folder
 */
export function changesOf(files: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): Change[] {
  const changed = [...files].filter(([path, text]) => withLineFeeds(present.get(path)) !== text);
  const stale = new Map([...present].filter(([path]) => !files.has(path)).toSorted());
  return [
    ...changed.map(([path, text]): Change => ({ kind: "write", path, text })),
    ...importersFirst(stale).map((path): Change => ({ kind: "remove", path })),
  ];
}

/** A checkout may have changed the line ends. */
const withLineFeeds = (text: string | undefined): string | undefined => text?.replaceAll("\r\n", "\n");

/** The paths of files, each before the files that it imports. */
function importersFirst(files: ReadonlyMap<string, string>): string[] {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): void => {
    if (done.has(path) || above.includes(path)) return;
    for (const other of importsIn(files.get(path) ?? "")) visit(other, [...above, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return [...done].filter((path) => files.has(path)).toReversed();
}

const importsIn = (text: string): string[] =>
  Array.from(text.matchAll(/^import type .* from "\.\/([^"]+)\.js";/gm), ([, name]) => `${name}.ts`);
