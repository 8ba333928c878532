import { readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packedPackage } from "../support/package/packed-package.js";
import { wallSeconds } from "./process.js";
import { alternating } from "./rounds.js";
import type { Row } from "./row.js";

/** The installed package: its size, its dependencies, and the time that importing it takes. */
export async function installed(): Promise<Row[]> {
  const scratch = await packedPackage();
  try {
    const modules = join(scratch.folder, "node_modules");
    const files = await readdir(modules, { recursive: true });
    const sizes = await Promise.all(files.map(async (file) => [file, await sizeOf(join(modules, file))] as const));
    const total = sum(sizes.map(([, size]) => size));
    const own = sum(sizes.filter(([file]) => file.startsWith("zcrm/")).map(([, size]) => size));
    // `name/package.json` or `@scope/name/package.json`.
    const packages = files.filter((file) => /^(@[^/]+\/)?[^@/.][^/]*\/package\.json$/.test(file));

    const empty = join(scratch.folder, "empty.mjs");
    const importing = join(scratch.folder, "importing.mjs");
    await writeFile(empty, "export {};\n");
    await writeFile(importing, 'import "zcrm";\n');
    const wall = await alternating({ empty: () => wallSeconds(empty), importing: () => wallSeconds(importing) }, 15);
    const cold = (wall.importing - wall.empty) * 1_000;
    return [
      {
        name: '`import "zcrm"`, cold, beyond bare Node',
        value: cold,
        budget: { most: 30 },
        unit: "ms",
        detail: `${(wall.importing * 1_000).toFixed(0)} ms against ${(wall.empty * 1_000).toFixed(0)} ms`,
      },
      {
        name: "installed size",
        value: total / 1_000_000,
        budget: { most: 5 },
        unit: "MB",
        detail: `${(own / 1_000_000).toFixed(1)} MB of it this package`,
      },
      {
        name: "installed packages",
        value: packages.length,
        budget: { most: 15 },
        unit: "",
        detail: packages.map((file) => file.replace("/package.json", "")).join(", "),
      },
    ];
  } finally {
    await scratch.remove();
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file);
  return found.isFile() ? found.size : 0;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
