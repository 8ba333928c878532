import { CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { moduleNames, remedies } from "../code/vocabulary.js";
import { fileOf } from "./file.js";

/** What errors say, once for all operations. */
export interface ErrorTexts {
  /** What to do about an error, by its code. */
  readonly remedies: Readonly<Record<string, string>>;
  /** The modules that the description names. */
  readonly modules: readonly string[];
}

/** `errors.ts`: what the description says about errors; `undefined` if it says nothing. */
export function emitErrors({ remedies: texts, modules }: ErrorTexts, runtime: string): string | undefined {
  const constants: Code[] = [];
  if (Object.keys(texts).length > 0) {
    const doc = comment({ text: "What to do about an error, by its code. It is the end of the error's message." });
    const start = `export const ${remedies.text}: Readonly<Record<string, string>> = `;
    constants.push(code`${doc}${start}${literal(texts, CODE_WIDTH, start.length)};`);
  }
  if (modules.length > 0) {
    const doc = comment({ text: "The modules that are known, to find misspelt ones." });
    const start = `export const ${moduleNames.text}: readonly string[] = `;
    constants.push(code`${doc}${start}${literal(modules, CODE_WIDTH, start.length)};`);
  }
  if (constants.length === 0) return undefined;
  return fileOf("errors.ts", "spec/openapi.yaml", runtime, join(constants, "\n\n"));
}
