import { CODE_WIDTH, code } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { remedies } from "../code/vocabulary.js";
import { fileOf } from "./file.js";

/** `errors.ts`: what the description says about errors, once for all operations. */
export function emitErrors(texts: Readonly<Record<string, string>>, runtime: string): string {
  const doc = comment({ text: "What to do about an error, by its code. It is the end of the error's message." });
  const start = `export const ${remedies.text}: Readonly<Record<string, string>> = `;
  const constant = code`${doc}${start}${literal(texts, CODE_WIDTH, start.length)};`;
  return fileOf("errors.ts", "spec/openapi.yaml", runtime, constant);
}
