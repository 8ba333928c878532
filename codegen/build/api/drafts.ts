/** Which reports there are, and what belongs into each. */
import { basename } from "node:path";
import type { Entry } from "./entries.js";
import type { Export, Surface } from "./surface.js";

/** A report before it is formatted. */
export interface Draft {
  readonly name: string;
  /** As programs import it, if they can. */
  readonly entry: string | undefined;
  /** What it exports, by the way of loading it; one way if both get the same. */
  readonly ways: readonly { readonly title: string; readonly exports: ReadonlyMap<string, Export> }[];
  /** The reports of files that it passes on as a whole. */
  readonly passesOn: readonly string[];
}

/** The titles of what an entry exports, by the way of loading it. */
const WAYS = { both: "", required: "With `require`", imported: "With `import`" };

/** The drafts of all entries, and of the files that they pass on as a whole, such as the one with the models. */
export function draftsOf(surface: Surface, entries: readonly Entry[]): Draft[] {
  const drafts = new Map<string, Draft>();
  const own = new Set(entries.flatMap(({ required, imported }) => [required, imported]));
  const passedOn = (path: string): string[] => {
    const files = surface.filesPassedOnBy(path).filter((file) => !own.has(file));
    for (const file of files) {
      const name = reportOf(file);
      const ways = [{ title: WAYS.both, exports: surface.exportsOf(file) }];
      drafts.set(name, { name, entry: undefined, ways, passesOn: passedOn(file) });
    }
    return files.map(reportOf);
  };
  for (const { name, report, required, imported } of entries) {
    const passesOn = [...new Set([...passedOn(required), ...passedOn(imported)])].toSorted();
    const [whenRequired, whenImported] = [surface.exportsOf(required), surface.exportsOf(imported)];
    const ways = isSame(whenRequired, whenImported)
      ? [{ title: WAYS.both, exports: whenRequired }]
      : [
          { title: WAYS.imported, exports: whenImported },
          { title: WAYS.required, exports: whenRequired },
        ];
    drafts.set(report, { name: report, entry: name, ways, passesOn });
  }
  return [...drafts.values()];
}

const reportOf = (file: string): string => basename(file).replace(/\.d\.[cm]?ts$/, "");

const isSame = (one: ReadonlyMap<string, Export>, other: ReadonlyMap<string, Export>): boolean =>
  one.size === other.size && [...one].every(([name, { symbol }]) => other.get(name)?.symbol === symbol);
