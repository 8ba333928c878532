/** The toolchains that need nothing but the project's own packages. `npm run toolchains` runs all. */
import { expect, test } from "vitest";
import { RESULTS, resultsOf } from "./toolchain.js";
import { TOOLCHAINS } from "./toolchains.js";

test.each(TOOLCHAINS.filter(({ isQuick }) => isQuick))("$name", async (toolchain) => {
  expect(await resultsOf(toolchain)).toBe(RESULTS);
});
