// Generated from spec/paths. Do not edit: change the description, then run `npm run codegen`.
import type { LimitClause } from "../src/core/operation.js";

/** The members of bodies that contain a query, and the limit of a query that has none. */
export const limitClauses: readonly LimitClause[] = [{ member: "select_query", defaultLimit: 200 }];
