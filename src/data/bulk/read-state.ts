/** The state of a bulk read: enough to continue it in another process. */
import type { BulkReadBody, BulkReadQuery } from "../../../generated/models.js";
import type { ValueType } from "../../schema/values/field-type.js";
import { allOf } from "./criteria.js";

/** A bulk read as JSON. Keep it whole, and pass it to `resumeJob`. */
export interface BulkReadState {
  readonly version: 1;
  readonly kind: "bulkRead";
}

/** What the JSON contains. */
export interface ReadState extends BulkReadState {
  /** Id of the job for the present page; missing if that job is yet to be started. */
  readonly id?: string;
  /** Number of the present page, from 1. */
  readonly page: number;
  /** The number of rows of this page that were read. */
  readonly row: number;
  /** Whether all rows were read. */
  readonly done: boolean;
  /** The records that were asked for. `page` counts from the id in `after`, if that is set. */
  readonly query: BulkReadQuery;
  /** The id that the records of the present job follow. */
  readonly after?: string;
  /** Whether pages are counted, because Zoho refused to select records by their ids. */
  readonly isCounted?: boolean;
  /** The types of the columns, by name. */
  readonly types: Readonly<Record<string, ValueType>>;
  readonly fileType: "csv" | "ics";
  /** Address that Zoho calls when a job has ended. */
  readonly callback?: string;
}

/** The body of the call that starts the job of the present page. */
export function bodyOf({ query, after, fileType, callback }: ReadState): BulkReadBody {
  const { criteria: own, ...rest } = query;
  const following =
    after === undefined ? undefined : ({ api_name: "id", comparator: "greater_than", value: after } as const);
  const criteria = allOf(own, following);
  return {
    query: { ...rest, ...(criteria && { criteria }) },
    ...(fileType !== "csv" && { file_type: fileType }),
    ...(callback !== undefined && { callback: { url: callback, method: "post" } }),
  };
}

/** The state before the job of the next page is started, by number. */
export function countedPage({ id, ...state }: ReadState): ReadState {
  const { page = 1 } = state.query;
  return { ...state, page: state.page + 1, row: 0, query: { ...state.query, page: page + 1 } };
}

/** The same, by the last id of the present page: records that come or go meanwhile shift no page. */
export function pageAfter({ id, ...state }: ReadState, last: string): ReadState {
  return { ...state, page: state.page + 1, row: 0, after: last, query: { ...state.query, page: 1 } };
}

/** Whether an id follows another one in ascending order. Ids are longer than a number can hold. */
export const follows = (id: string, other: string): boolean =>
  id.length === other.length ? id > other : id.length > other.length;
