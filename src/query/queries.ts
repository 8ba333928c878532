import type { ModuleName } from "../../generated/modules.js";
import type { Condition } from "./condition.js";
import { criteria } from "./criteria.js";
import type { CriteriaColumns } from "./module.js";
import { from, type Query } from "./query.js";

/** `from` and `criteria` for the modules of `R`. */
export interface Queries<R> {
  /** Begins a query. See the function of the same name. */
  from<const M extends ModuleName<R>>(module: M): Query<M, { id: string }, R>;
  /** Search criteria. See the function of the same name. */
  criteria<const M extends ModuleName<R>>(module: M, condition: (columns: CriteriaColumns<M, R>) => Condition): string;
}

/**
 * The functions for the modules of one organization, as `zcrm pull` writes them down. At run time they are the same.
 *
 * @example
 * import type { Org } from "./zoho/index.js";
 * const { from, criteria } = queries<Org>();
 */
export const queries = <R>(): Queries<R> => ({ from, criteria }) as object as Queries<R>;
