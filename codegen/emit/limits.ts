import { type Code, code, join } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { fileOf } from "./file.js";

/** Zoho's limits (`x-limits`), by subject. */
export type Limits = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What the description says of limits and costs. */
export interface LimitFacts {
  readonly limits: Limits;
  /** The data types of fields that COQL neither selects nor compares. */
  readonly notInCoql: readonly string[];
  /** The modules that COQL and bulk reads do not serve. */
  readonly notServed: Readonly<Record<string, readonly string[]>>;
  /** The modules, besides custom ones, whose events can be subscribed to. */
  readonly notified: readonly string[];
  /** The credits that calls cost, by operation, other than one. */
  readonly credits: Readonly<Record<string, number>>;
  /** The fields by which Zoho finds duplicates, by module. */
  readonly duplicateChecks: Readonly<Record<string, readonly string[]>>;
  /** The codes of rejected rows that a later attempt may save. */
  readonly temporaryErrors: readonly string[];
}

interface Extensions {
  readonly "x-limits"?: Limits;
  readonly "x-not-in-coql"?: readonly string[];
  readonly "x-not-served"?: Readonly<Record<string, readonly string[]>>;
  readonly "x-notified"?: readonly string[];
  readonly "x-temporary-errors"?: readonly string[];
  readonly paths?: Readonly<Record<string, Readonly<Record<string, CostedOperation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, ModuleFacts>> };
}

interface ModuleFacts {
  readonly "x-module"?: string;
  readonly "x-duplicate-check-fields"?: readonly string[];
}

interface CostedOperation {
  readonly operationId?: string;
  readonly "x-credits"?: number;
}

/** The facts of a description; `undefined` if it states no limits. */
export function limitFacts(document: object): LimitFacts | undefined {
  const { "x-limits": limits, "x-not-in-coql": notInCoql = [], paths = {}, components } = document as Extensions;
  const { "x-not-served": notServed = {}, "x-notified": notified = [] } = document as Extensions;
  if (limits === undefined) return undefined;
  const { "x-temporary-errors": temporaryErrors = [] } = document as Extensions;
  const duplicateChecks = Object.values(components?.schemas ?? {}).flatMap(
    ({ "x-module": module, "x-duplicate-check-fields": fields }) =>
      module === undefined || fields === undefined ? [] : [[module, fields] as const],
  );
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const credits = operations.flatMap(({ operationId, "x-credits": cost = 1 }) =>
    operationId === undefined || cost === 1 ? [] : [[operationId, cost] as const],
  );
  return {
    limits,
    notInCoql,
    notServed,
    notified,
    credits: Object.fromEntries(credits),
    duplicateChecks: Object.fromEntries(duplicateChecks),
    temporaryErrors,
  };
}

/** The subjects that the client goes by. */
const USED: readonly string[] = ["records", "coql", "search", "bulkRead", "bulkWrite", "notifications"];

/**
 * `limits.ts`: the limits that queries, readings and writes go by. The compiler reads how long lists of columns and values
 * may be.
 */
export function emitLimits(facts: LimitFacts, runtime: string): string {
  const { limits, notInCoql, notServed, notified, credits, duplicateChecks, temporaryErrors } = facts;
  const { coql } = limits;
  const used = Object.fromEntries(USED.map((subject) => [subject, limits[subject] ?? {}]));
  const constants = [
    code`export type MostColumns = ${String(coql?.columns)};`,
    code`export type MostValues = ${String(coql?.values)};`,
    constant("limits", "Zoho's limits, by subject. Sizes are bytes.", used),
    constant("notInCoql", "The data types of fields that COQL neither selects nor compares.", notInCoql),
    constant("notServed", "The modules that COQL and bulk reads do not serve.", notServed),
    constant("notified", "The modules, besides custom ones, whose events can be subscribed to.", notified),
    constant("credits", "The API credits that a call costs, where that is not one.", credits),
    constant("duplicateChecks", "The fields by which Zoho finds duplicates, by module.", duplicateChecks),
    constant("temporaryErrors", "The codes of rejected rows that a later attempt may save.", temporaryErrors),
  ];
  return fileOf("limits.ts", "spec/openapi.yaml", runtime, join(constants, "\n\n"));
}

const constant = (name: string, text: string, value: object): Code =>
  code`${comment({ text })}export const ${name} = ${literal(value, 0)};`;
