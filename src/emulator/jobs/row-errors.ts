/** Why a row of a bulk write was skipped, as the result file says it. */

import { clears } from "../../schema/values/value-problem.js";
import { mandatoryNotFound } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import { readFields } from "../records/fields.js";
import type { Values } from "../values/values.js";
import type { RowMapping } from "./bulk-mappings.js";

interface FailedWrite extends RowMapping {
  readonly operation: "insert" | "update" | "upsert";
  /** The names of the columns. */
  readonly header: readonly string[];
}

/** Codes of bulk writes that differ from those of other calls. */
const CODES: Readonly<Record<string, string>> = { RECORD_LOCKED: "BLOCKED_RECORD", CONVERTED_RECORD: "CANNOT_PROCESS" };

/**
 * All problems of a row: `MANDATORY_NOT_FOUND-Company,Last_Name:INVALID_DATA-Email`. A field is named by its column, or
 * by its own name if it has none.
 *
 * @param row The values that could be read
 * @param found The problems that were found so far
 */
export function rowErrors(crm: UserCrm, request: FailedWrite, row: Values, found: readonly ErrorBody[]): string {
  const columns = new Map<string, Set<string>>();
  for (const { code, details } of [...found, ...problemsOf(crm, request, row, found)]) {
    const known = CODES[code] ?? code;
    const named = columns.get(known) ?? new Set();
    columns.set(known, named);
    if (typeof details.api_name === "string") named.add(columnOf(request, details.api_name));
  }
  return Array.from(columns, ([code, names]) => (names.size === 0 ? code : `${code}-${[...names].join()}`)).join(":");
}

function columnOf({ mappings, header }: FailedWrite, name: string): string {
  const index = mappings.find(({ api_name }) => api_name === name)?.index ?? undefined;
  return (index === undefined ? undefined : header[index]) ?? name;
}

/** The problems of single fields. The write itself stops at the first one. */
function problemsOf(crm: UserCrm, request: FailedWrite, row: Values, found: readonly ErrorBody[]): ErrorBody[] {
  const { operation, table, mappings } = request;
  const isOfField = found.every(({ code }) => code === "MANDATORY_NOT_FOUND" || code === "INVALID_DATA");
  if (!isOfField) return [];
  const refused = new Set(found.map(({ details }) => details.api_name));
  const missing = [...table.module.fields.values()].filter(
    ({ apiName, mandatory }) =>
      mandatory &&
      !refused.has(apiName) &&
      (operation === "insert" || Object.hasOwn(row, apiName)) &&
      clears(row[apiName] ?? null),
  );
  const wrong = mappings.flatMap(({ api_name: name }) => {
    if (refused.has(name) || !Object.hasOwn(row, name) || name === "id") return [];
    const read = readFields(crm, table.module, { [name]: row[name] }, { id: "" });
    return "refusal" in read ? [read.refusal] : [];
  });
  return [...missing.map(({ apiName }) => mandatoryNotFound(apiName)), ...wrong];
}
