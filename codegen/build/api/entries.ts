/** The entries of the package that declare something, by its manifest. */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

export interface Entry {
  /** As programs import it: `zcrm/query`. */
  readonly name: string;
  /** The name of its report: `query`. */
  readonly report: string;
  /** The path of the declarations that `require` gets. */
  readonly required: string;
  /** The path of the declarations that `import` gets. */
  readonly imported: string;
}

/** What `exports` of a manifest says about one entry: a file, or files by their conditions. */
type Target = string | { readonly types?: string; readonly import?: Target; readonly require?: Target };

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, Target>>;
}

/**
 * Reads the entries of a package, in the order of its manifest.
 * @param folder The package's folder
 * @throws Error if an entry of code has no declarations
 */
export async function readEntries(folder: string): Promise<Entry[]> {
  const { name, exports }: Manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return Object.entries(exports).flatMap(([path, target]) => {
    if (path.endsWith(".json")) return [];
    const [required, imported] = [typesOf(target, "require"), typesOf(target, "import")];
    if (required === undefined || imported === undefined) throw new Error(`package.json: no types for "${path}"`);
    return {
      name: path.replace(/^\./, name),
      report: path === "." ? name : path.slice("./".length).replaceAll("/", "-"),
      required: resolve(folder, required),
      imported: resolve(folder, imported),
    };
  });
}

/** The declarations that a way of loading gets. */
function typesOf(target: Target | undefined, way: "import" | "require"): string | undefined {
  if (target === undefined || typeof target === "string") return undefined;
  return typesOf(target[way], way) ?? target.types;
}
