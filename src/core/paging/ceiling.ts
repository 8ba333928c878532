/** The number of rows that Zoho gives of one list, however many there are. */

import { CrmError } from "../errors/errors.js";
import { type NamedOperation, titleOf } from "../errors/operation-name.js";

/** Where a list ends although it may be longer. */
export interface Ceiling {
  /** The number of rows. */
  readonly rows: number;
  /** How to get at the others. */
  readonly wayOut: string;
}

interface ListCeiling extends Ceiling {
  readonly operation: NamedOperation;
}

/** A page carries the ceiling of its list, in a member that neither JSON nor a copy shows. Both copies of the package read it. */
const CEILING = Symbol.for("zcrm.ceiling");

/** Notes the ceiling of the list that a page belongs to. */
export const markCeiling = <Page extends object>(page: Page, ceiling: ListCeiling): Page =>
  Object.defineProperty(page, CEILING, { value: ceiling });

/** The ceiling of the list that a page belongs to, if it has one. */
export const ceilingOf = (page: object): ListCeiling | undefined =>
  Reflect.get(page, CEILING) as ListCeiling | undefined;

/** The error of a walk that ends at a ceiling, after its last row. */
export const limitReached = ({ operation, rows, wayOut }: ListCeiling): CrmError =>
  new CrmError(`${titleOf(operation)}: Zoho returns ${rows} rows at most, and there may be more; ${wayOut}`, {
    code: "LIMIT_REACHED",
    operation: operation.id,
    details: { limit: rows },
  });
