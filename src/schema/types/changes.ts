/** What has to happen to a folder so that it holds an organization's files: a pure plan. */

/** One step. After each, the folder compiles if it did before. */
export type Change =
  | { readonly kind: "write"; readonly path: string; readonly text: string }
  | { readonly kind: "remove"; readonly path: string };

/**
 * The steps, in order: files before those that import them, and removals after them.
 * @param files The files to have, in the order in which to write them
 * @param present The texts of our files in the folder
 */
export function changesOf(files: ReadonlyMap<string, string>, present: ReadonlyMap<string, string>): Change[] {
  const changed = [...files].filter(([path, text]) => withLineFeeds(present.get(path)) !== text);
  const stale = [...present.keys()].filter((path) => !files.has(path));
  return [
    ...changed.map(([path, text]): Change => ({ kind: "write", path, text })),
    ...stale.toSorted().map((path): Change => ({ kind: "remove", path })),
  ];
}

/** A checkout may have changed the line ends. */
const withLineFeeds = (text: string | undefined): string | undefined => text?.replaceAll("\r\n", "\n");
