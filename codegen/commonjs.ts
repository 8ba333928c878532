/** `require("zcrm/codegen")`: the same functions; the generator itself is loaded as an ES module. */
import type { GenerateOptions, GenerateResult } from "./options.js";

export { formatWarning } from "./external/warning.js";
export type { DescriptionError, GenerateOptions, GenerateResult, Problem, Warning } from "./index.js";
export { isDescriptionError } from "./problem.js";

export async function generateCode(options: GenerateOptions): Promise<GenerateResult> {
  const codegen: typeof import("./index.js") = await import("zcrm/codegen");
  return codegen.generateCode(options);
}

export async function describeApi(overlays: readonly string[]): Promise<object> {
  const codegen: typeof import("./index.js") = await import("zcrm/codegen");
  return codegen.describeApi(overlays);
}
