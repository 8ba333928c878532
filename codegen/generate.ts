import { jsonText } from "./code/json.js";
import type { Description } from "./description.js";
import { emitClient } from "./emit/client.js";
import { emitColumns } from "./emit/columns.js";
import { emitErrors } from "./emit/errors.js";
import { banner } from "./emit/file.js";
import { emitLimits, limitFacts } from "./emit/limits.js";
import { emitModules } from "./emit/modules.js";
import { emitOperations } from "./emit/operations.js";
import { emitPaging } from "./emit/paging.js";
import { emitTypes } from "./emit/types.js";
import { readModel } from "./model.js";
import { columnKinds } from "./types/columns.js";
import { deriveRecordTypes } from "./types/modules.js";
import { typesByUse } from "./types/uses.js";

/** The text of every generated file, by its path in the output folder. */
export type Output = ReadonlyMap<string, string>;

/** The hand-written module that this project's own generated code imports. */
export const OWN_RUNTIME = "../src/core/operation.js";

/**
 * Generates all files of a description, in memory. The same description results in the same bytes.
 * @param runtime The hand-written module that they import: a package, or a path from the output folder.
 * @param home What programs import the generated types from: a package, or the output folder, such as `./crm`.
 */
export async function generate(description: Description, runtime = OWN_RUNTIME, home = "zcrm"): Promise<Output> {
  const derived = deriveRecordTypes(description.document);
  const { document, written } = typesByUse(derived);
  const types = { ...derived, document };
  const { groups, remedies, queryPaging } = readModel({ ...description, document }, types);
  const hasRemedies = Object.keys(remedies).length > 0;
  const errors = emitErrors({ remedies, modules: types.modules.map(({ name }) => name) }, runtime);
  const { schema, models } = await emitTypes(types, written, runtime);
  const output = new Map([
    ["schema.ts", schema],
    ["models.ts", models],
    ...(types.modules.length > 0 ? [["modules.ts", emitModules(types, runtime, home)] as const] : []),
    ["client.ts", emitClient(groups, runtime)],
    ...(errors === undefined ? [] : [["errors.ts", errors] as const]),
    ...(queryPaging.length > 0 ? [["paging.ts", emitPaging(queryPaging, runtime)] as const] : []),
    ["openapi.json", `${jsonText(description.document)}\n`],
    [
      "operations/index.ts",
      banner("spec/openapi.yaml") + groups.map(({ file }) => `export * from "./${file}.js";\n`).join(""),
    ],
  ]);
  // The package's own query builder and data layer read these; a client that is generated for another program has none.
  const facts = limitFacts(description.document);
  if (runtime === OWN_RUNTIME && facts !== undefined) {
    output.set("columns.ts", emitColumns(columnKinds(description.document), runtime));
    output.set("limits.ts", emitLimits(facts, runtime));
  }
  for (const group of groups) {
    output.set(`operations/${group.file}.ts`, emitOperations(group, runtime, hasRemedies));
  }
  return output;
}
