/**
 * `zcrm/codegen`: the generator behind `npx zcrm generate`, as a function.
 * The packages that it needs are large, and calls of the API do not need them, so they are loaded when it is used.
 */
import { installation, installedTypeScript } from "./needed.js";
import type { GenerateOptions, GenerateResult } from "./options.js";

export type { Warning } from "./external/warning.js";
export { formatWarning } from "./external/warning.js";
export type { GenerateOptions, GenerateResult } from "./options.js";
export { type DescriptionError, isDescriptionError, type Problem } from "./problem.js";

/**
 * Generates typed functions that run on this package's client.
 * @throws DescriptionError with the file, line and place of each mistake that prevents correct code.
 * @example
 * await generateCode({ overlays: ["my-endpoints.yaml"], out: "src/crm" });
 */
export async function generateCode(options: GenerateOptions): Promise<GenerateResult> {
  const { generateExternal } = await import("./external/generate.js").catch(missing);
  return generateExternal(options);
}

/**
 * Reads the description of Zoho CRM v2 and applies overlays, without generating code.
 * @returns An OpenAPI document.
 * @throws DescriptionError with the file, line and place of each mistake.
 */
export async function describeApi(overlays: readonly string[]): Promise<object> {
  const { describeWith } = await import("./external/describe.js").catch(missing);
  return describeWith(overlays);
}

function missing(cause: unknown): never {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const isMissing = code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
  const why = isMissing ? "that are not installed" : `in other versions than it can use (${String(cause)})`;
  const message = `the generator needs packages ${why}; ${installation(installedTypeScript())}`;
  throw Object.assign(new Error(message, { cause }), { code: "MISSING_PACKAGES" });
}
