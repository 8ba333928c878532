import { CODE_WIDTH, code } from "../code/code.js";
import { comment, literal } from "../code/text.js";
import { runtimeTypes } from "../code/vocabulary.js";
import type { QueryPaging } from "../model.js";
import { fileOf } from "./file.js";

/** `paging.ts`: the lists whose next page is requested by a clause of a query. */
export function emitPaging(queries: readonly QueryPaging[], runtime: string): string {
  const doc = comment({ text: "The members of bodies that contain a query, and the limit of a query that has none." });
  const clauses = queries.map((query) => ({ member: query.member, defaultLimit: query.default }));
  const constant = code`${doc}export const limitClauses: readonly ${runtimeTypes.LimitClause}[] = `;
  return fileOf("paging.ts", "spec/paths", runtime, code`${constant}${literal(clauses, CODE_WIDTH, CODE_WIDTH / 2)};`);
}
