/** `npm run api` writes the reports in `docs/api`; `npm run api:check` compares them. */
import { compareApi, writeApi } from "./folder.js";

if (process.argv.includes("--check")) {
  const differences = await compareApi(".", "docs/api");
  if (differences !== "") {
    console.error(differences);
    process.exitCode = 1;
  }
} else {
  await writeApi(".", "docs/api");
}
