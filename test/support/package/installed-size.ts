import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** What a folder of modules holds. */
export interface InstalledSize {
  /** The sum of the sizes of all files. */
  readonly bytes: number;
  /** The part of this package itself. */
  readonly own: number;
  /** The names of the packages. */
  readonly packages: readonly string[];
}

/** Measures the packages in a project's `node_modules`. Links and the package manager's own notes do not count. */
export async function installedSize(folder: string): Promise<InstalledSize> {
  const modules = join(folder, "node_modules");
  const files = (await readdir(modules, { recursive: true })).filter((file) => file !== ".package-lock.json");
  const sizes = await Promise.all(files.map(async (file) => ({ file, size: await sizeOf(join(modules, file)) })));
  const sum = (wanted: (file: string) => boolean) =>
    sizes.filter(({ file }) => wanted(file)).reduce((total, { size }) => total + size, 0);
  return {
    bytes: sum(() => true),
    own: sum((file) => file.startsWith("zcrm/")),
    // `name/package.json` or `@scope/name/package.json`, also below another package.
    packages: files.flatMap(
      (file) => /(?:^|\/node_modules\/)((?:@[^/]+\/)?[^@/.][^/]*)\/package\.json$/.exec(file)?.[1] ?? [],
    ),
  };
}

async function sizeOf(file: string): Promise<number> {
  const found = await lstat(file);
  return found.isFile() ? found.size : 0;
}
