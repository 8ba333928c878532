/** The rows of quotes, orders and invoices. */
import type { ValueProblem } from "./value-problem.js";

type Row = Readonly<Record<string, unknown>>;

/** Why Zoho refuses a row: a member that is missing, or what is wrong with one. */
export type ItemProblem = { readonly missing: string } | { readonly wrong: string; readonly problem: ValueProblem };

export function itemProblem(row: Row): ItemProblem | undefined {
  const missing = ["product", "quantity"].find((member) => row[member] === undefined || row[member] === null);
  if (missing !== undefined) return { missing };
  const number = ["quantity", "list_price", "Tax"].find(
    (member) => !["number", "undefined"].includes(typeof (row[member] ?? undefined)),
  );
  const wrong = number ?? (isDiscount(row.Discount ?? 0) ? undefined : "Discount");
  return wrong === undefined ? undefined : { wrong, problem: { expected_data_type: "double" } };
}

/** A discount is an amount, or a percentage as in `10%`. */
const isDiscount = (value: unknown): boolean =>
  /^-?(?:\d+|\d*\.\d+)%?$/.test(typeof value === "object" ? JSON.stringify(value) : String(value));
