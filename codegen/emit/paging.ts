import type { QueryPaging } from "../model.js";
import { literal } from "../code/text.js";
import { banner, constant, printSource, typeImport } from "./source.js";

/** `paging.ts`: the lists whose next page is asked for by a clause of a query. */
export const emitPaging = (queries: readonly QueryPaging[], runtime: string): string =>
  banner("spec/paths") +
  printSource([
    typeImport(runtime, ["LimitClause"]),
    constant(
      "limitClauses",
      "readonly LimitClause[]",
      literal(queries.map((query) => ({ member: query.member, defaultLimit: query.default }))),
      "The members of bodies that hold a query, and the limit of a query that has none.",
    ),
  ]);
