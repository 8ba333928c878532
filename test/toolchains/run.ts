/** `npm run toolchains [NAME]`: runs an old and a typed program with every toolchain, and prints a table. */
import { RESULTS, resultsOf } from "./toolchain.js";
import { TOOLCHAINS } from "./toolchains.js";

const [wanted = ""] = process.argv.slice(2);
const chosen = TOOLCHAINS.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()));
const width = Math.max(...chosen.map(({ name }) => name.length));
let failures = 0;
for (const toolchain of chosen) {
  const begin = performance.now();
  const results = await resultsOf(toolchain).catch(
    (error: unknown) => `${Object(error).stdout ?? ""}${Object(error).stderr ?? ""}` || String(error),
  );
  const seconds = ((performance.now() - begin) / 1_000).toFixed(1);
  const versions = Object.entries(toolchain.tools).map((tool) => tool.join(" "));
  const outcome = results === RESULTS ? "both programs run" : `FAILED: ${results.trim()}`;
  if (results !== RESULTS) failures += 1;
  console.log(
    `${toolchain.name.padEnd(width)}  ${seconds.padStart(6)} s  ${outcome}  ${versions.join(", ")}`.trimEnd(),
  );
}
console.log(`${chosen.length - failures} of ${chosen.length} toolchains run both programs`);
process.exitCode = failures === 0 && chosen.length > 0 ? 0 : 1;
