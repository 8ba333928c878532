/** What the ways of reading have in common. */
import type { ApiClient, RequestOptions } from "../../core/operation.js";
import type { Node } from "../../query/condition.js";
import type { ReadState } from "../bulk/read-state.js";
import type { ReadColumn } from "../columns/columns.js";
import type { AnyRow } from "../columns/normal-form.js";

/** The ways of reading. */
export type Via = "list" | "coql" | "bulk";

/** Where a reading is: after a row. It becomes JSON. */
export interface Place {
  /** The id of the row. */
  readonly id: string;
  /** With an order: the value of the row, and which rows are being read: those with a value, without, or changed meanwhile. */
  readonly value?: string | number;
  readonly pass?: "empty" | "changed";
  /** By list: the place of the row in it. */
  readonly index?: number;
  /** By bulk read: the job, and how many of its rows were read. */
  readonly job?: ReadState;
}

/** Rows, and the place after each of them. */
export interface Page {
  readonly rows: readonly AnyRow[];
  readonly placeAt: (index: number) => Place;
}

/** What is read. */
export interface Subject {
  readonly crm: ApiClient;
  readonly module: string;
  readonly columns: readonly ReadColumn[];
  readonly where: Node | undefined;
  readonly options: RequestOptions;
}

/** The pages of one way. It returns whether these were all rows; otherwise another way must go on. */
export type Pages = AsyncGenerator<Page, boolean, undefined>;

/** Pages that are not empty. */
export function* filled(rows: readonly AnyRow[], placeAt: Page["placeAt"]): Generator<Page, void> {
  if (rows.length > 0) yield { rows, placeAt };
}
