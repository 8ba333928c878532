/** The runtimes that need nothing but the project's own packages. `npm run runtimes` runs all. */
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { outcomeOf, resultsIn } from "./runtime.js";
import { RUNTIMES } from "./runtimes.js";
import { rowsIn, withTable } from "./table.js";

test.each(RUNTIMES.filter(({ isQuick }) => isQuick))("$name, $loads, $transport", async (runtime) => {
  const { results, transport } = await outcomeOf(runtime);
  expect(results).toEqual(resultsIn(runtime));
  expect(runtime.transport.split(",")[0]).toBe(transport);
});

test("the README lists these runtimes", async () => {
  const readme = await readFile("README.md", "utf8");
  // A machine may have another release of what is not installed for this.
  const stable = (text: string) =>
    rowsIn(text).map(([name, version, ...rest]) => [name, isInstalled(name, version) && version, ...rest]);
  expect(stable(readme)).toEqual(stable(withTable(readme, RUNTIMES)));
});

const isInstalled = (name?: string, version?: string): boolean =>
  RUNTIMES.some((row) => row.name === name && row.version === version && Object.keys(row.tools).length > 0);
