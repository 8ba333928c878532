import type { Description } from "./description.js";
import { emitClient } from "./emit/client.js";
import { emitModels } from "./emit/models.js";
import { emitOperations } from "./emit/operations.js";
import { emitSchema } from "./emit/schema.js";
import { banner } from "./emit/source.js";
import { readModel } from "./model.js";

/** Text of every generated file by its path in the output folder. */
export type Output = ReadonlyMap<string, string>;

/** Where the generated code finds the hand-written module it stands on: from the output folder, and one level deeper. */
const RUNTIME = "../src/core/operation.js";

/** Writes all files of a description, in memory. The same description gives the same bytes. */
export async function generate(description: Description): Promise<Output> {
  const { groups, models } = readModel(description);
  const modelNames = new Set(models.map(({ name }) => name));
  const output = new Map([
    ["schema.ts", await emitSchema(description.document, RUNTIME)],
    ["models.ts", emitModels(models, RUNTIME)],
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
