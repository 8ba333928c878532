declare const rows: unique symbol;

/**
 * Marks the parameters of a query with the type of its rows, so that the call and `paginate` can infer it. Only the
 * compiler sees the mark.
 */
export interface OfRows<Row> {
  readonly [rows]?: Row;
}
