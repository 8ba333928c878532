import type { Description } from "./description.js";
import { emitClient } from "./emit/client.js";
import { emitOperations } from "./emit/operations.js";
import { banner } from "./emit/source.js";
import { emitTypes } from "./emit/types.js";
import { readModel } from "./model.js";

/** Text of every generated file by its path in the output folder. */
export type Output = ReadonlyMap<string, string>;

/** Where the generated code finds the hand-written module it stands on: from the output folder, and one level deeper. */
const RUNTIME = "../src/core/operation.js";

/** Writes all files of a description, in memory. The same description gives the same bytes. */
export async function generate(description: Description): Promise<Output> {
  const { groups, modelNames } = readModel(description);
  const { schema, models } = await emitTypes(description.document, RUNTIME);
  const output = new Map([
    ["schema.ts", schema],
    ["models.ts", models],
    ["client.ts", emitClient(groups, RUNTIME)],
    ["openapi.json", `${JSON.stringify(description.document, undefined, 1)}\n`],
    [
      "operations/index.ts",
      banner("spec/openapi.yaml") + groups.map(({ file }) => `export * from "./${file}.js";\n`).join(""),
    ],
  ]);
  for (const group of groups) {
    output.set(`operations/${group.file}.ts`, emitOperations(group, modelNames, `../${RUNTIME}`));
  }
  return output;
}
