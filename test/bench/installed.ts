import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installedSize } from "../support/package/installed-size.js";
import { leanPackage, packedPackage } from "../support/package/packed-package.js";
import { wallSeconds } from "./process.js";
import { alternating } from "./rounds.js";
import type { Row } from "./row.js";

/** The installed package: its size, its dependencies, and the time that importing it takes. */
export async function installed(): Promise<Row[]> {
  const [scratch, lean] = await Promise.all([packedPackage(), leanPackage()]);
  try {
    const [whole, least] = await Promise.all([installedSize(scratch.folder), installedSize(lean.folder)]);

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
        name: "installed size without MySQL",
        value: least.bytes / 1_000_000,
        budget: { most: 5 },
        unit: "MB",
        detail: `${(least.own / 1_000_000).toFixed(2)} MB of it this package`,
      },
      {
        name: "installed packages without MySQL",
        value: least.packages.length,
        budget: { most: 4 },
        unit: "",
        detail: least.packages.join(", "),
      },
      {
        name: "installed size with MySQL",
        value: whole.bytes / 1_000_000,
        unit: "MB",
        detail: `${whole.packages.length} packages`,
      },
    ];
  } finally {
    await Promise.all([scratch.remove(), lean.remove()]);
  }
}
