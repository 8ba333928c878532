import { relative } from "node:path";
import { callName, OLD_CALLS } from "../../legacy/old-calls.js";
import { LATER_GENERATION } from "../../legacy/register/later-generation.js";
import type { Finding } from "./finding.js";
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
  if (rows.some(({ review }) => review === LATER_GENERATION)) {
    yield "\nThis is a program for zcrmsdk 1.x. zcrm/legacy does not run it, and its package name is left as it is. The parts of";
    yield 'the typed client that replace its modules are beside them; see "Programs for zcrmsdk 1.x" in zcrm docs migration.';
  }
  const differences = differencesOf(rows);
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
    isToWrite ? `${count(written, "file")} written` : "dry run; use --write to apply",
  ].join("; ");
}

/** What differs in the typed calls that are suggested. */
const differencesOf = (findings: readonly Finding[]): readonly string[] =>
  OLD_CALLS.flatMap((call) => {
    const name = callName(call);
    const typed = findings.filter((finding) => finding.call === name).map((finding) => finding.typed ?? "");
    return call.replacedBy
      .filter(({ differs, method }) => differs !== "" && typed.some((text) => text.includes(`crm.${method}(`)))
      .map(({ method, differs }) => `  ${name} -> crm.${method}: ${differs.replaceAll("`", "")}`);
  });

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;
