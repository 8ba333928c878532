declare const rows: unique symbol;

export interface OfRows<Row> {
  readonly [rows]?: Row;
}
