import { code, join } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { fileOf } from "./file.js";

/** Zoho's limits (`x-limits`), by subject. */
export type Limits = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The subjects that the client checks before it sends anything. */
const CHECKED: readonly string[] = ["coql", "search"];

/** `limits.ts`: the limits of queries. The compiler reads how long lists of columns and values may be. */
export function emitLimits(limits: Limits, runtime: string): string {
  const { coql, records: { lookupLevels } = {} } = limits;
  const checked = Object.fromEntries(CHECKED.map((subject) => [subject, limits[subject] ?? {}]));
  const constants = [
    code`export type MostColumns = ${String(coql?.columns)};`,
    code`export type MostValues = ${String(coql?.values)};`,
    code`${comment({ text: "Zoho's limits of queries and searches." })}export const limits = ${literal({ ...checked, lookupLevels }, 0)};`,
  ];
  return fileOf("limits.ts", "spec/openapi.yaml", runtime, join(constants, "\n\n"));
}
