import { code } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { fileOf } from "./file.js";

/** Zoho's limits (`x-limits`), by subject. */
export type Limits = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The subjects that the client checks before it sends anything. */
const CHECKED: readonly string[] = ["coql", "search"];

/** `limits.ts`: the limits of queries, for the compiler and at run time. */
export function emitLimits(limits: Limits, runtime: string): string {
  const { lookupLevels } = limits.records ?? {};
  const checked = Object.fromEntries(CHECKED.map((subject) => [subject, limits[subject] ?? {}]));
  const doc = comment({ text: "Zoho's limits of queries and searches." });
  const constant = literal({ ...checked, lookupLevels }, 0);
  return fileOf("limits.ts", "spec/openapi.yaml", runtime, code`${doc}export const limits = ${constant} as const;`);
}
