import { relative } from "node:path";
import { callName, OLD_CALLS } from "../../legacy/old-calls.js";
import type { FileResult } from "./migration.js";

/** A path as the report shows it. */
export const displayPath = (path: string): string => relative(".", path) || path;

/**
 * The lines of the report: each use of the old client, what differs after the change, and the totals.
 * @param searched The number of files that were searched.
 */
export function* reportOf(results: readonly FileResult[], searched: number, isToWrite: boolean): Generator<string> {
  const rows = results.flatMap(({ path, findings }) =>
    findings.map((finding) => ({ ...finding, place: `${displayPath(path)}:${finding.line}` })),
  );
  const placeWidth = Math.max(0, ...rows.map(({ place }) => place.length));
  const callWidth = Math.max(0, ...rows.map(({ call }) => call.length));
  for (const { place, call, typed, review } of rows) {
    yield `${place.padEnd(placeWidth)}  ${call.padEnd(callWidth)}  ${typed ?? "-"}`;
    if (review !== undefined) yield `${" ".repeat(placeWidth)}  review: ${review}`;
  }
  const differences = differencesOf(new Set(rows.map(({ call }) => call)));
  if (differences.length > 0) {
    yield "\nWhat differs: a typed call returns parsed JSON instead of { statusCode, body, headers }, and rejects with a";
    yield "CrmError if Zoho reports an error.";
    yield* differences;
  }
  if (rows.length > 0) yield "";
  const reviews = rows.filter(({ review }) => review !== undefined).length;
  const written = results.filter(({ isWritten }) => isWritten).length;
  yield [
    `${count(rows.length, "use")} in ${count(results.length, "file")} of ${searched}`,
    `${reviews} to review`,
    isToWrite ? `${count(written, "file")} written` : "nothing written (--write does)",
  ].join("; ");
}

const differencesOf = (calls: ReadonlySet<string>): readonly string[] =>
  OLD_CALLS.filter((call) => calls.has(callName(call))).flatMap((call) =>
    call.replacedBy
      .filter(({ differs }) => differs !== "")
      .map(({ method, differs }) => `  ${callName(call)} -> crm.${method}: ${differs.replaceAll("`", "")}`),
  );

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
