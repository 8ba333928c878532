/** Rows of a record: subforms, and the products of quotes, orders and invoices with their totals. */

import { itemProblem } from "../../schema/values/line-item.js";
import { isId } from "../../schema/values/reference.js";
import { mandatoryNotFound, unknownRelatedId } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import type { FieldDefinition } from "../modules/modules.js";
import { inOrder } from "../values/key-order.js";
import { fieldValue, idIn, isObject, textOf, type Values } from "../values/values.js";
import type { Crm } from "./crm.js";
import { refusalOf, type ValueResult } from "./field-values.js";

/** The products of an order as stored. @param before The rows before the write */
export function readItems(crm: Crm, given: readonly unknown[], before: unknown): ValueResult {
  const rows = keepRows(crm, given, before);
  for (const row of crm.strict ? rows : []) {
    const refusal = itemRefusal(crm, row);
    if (refusal !== undefined) return { refusal };
  }
  return { stored: rows.map((row) => completeItem(crm, row)) };
}

/** Why Zoho refuses a row. */
function itemRefusal({ records }: Crm, row: Values): ErrorBody | undefined {
  const problem = itemProblem(row);
  if (problem !== undefined)
    return "missing" in problem ? mandatoryNotFound(problem.missing) : refusalOf(problem.wrong, problem.problem);
  const id = idIn(row.product);
  // An organization without products may still have orders, of which nothing more is known.
  const isKnown = records.tableOf("Products") ? records.lookUp("Products", id) !== undefined : isId(id);
  return isKnown ? undefined : unknownRelatedId("product");
}

/** A row with everything derived from its product, quantity, price, discount and taxes. */
function completeItem(crm: Crm, row: Values): Values {
  const { quantity = 0, book = null, product_description = null, id, ...rest } = row;
  const product = crm.records.lookUp("Products", idIn(row.product))?.record;
  const unit_price = (product && fieldValue(product, "Unit_Price")) ?? null;
  const list_price = row.list_price ?? unit_price ?? 0;
  const total = round(numberOf(list_price) * numberOf(quantity));
  const Discount = discountOf(row.Discount, total);
  const total_after_discount = round(total - Discount);
  const line_tax = readTaxes(crm, row.line_tax, total_after_discount);
  const Tax = line_tax.length > 0 ? sum(line_tax, "value") : numberOf(row.Tax);
  return inOrder({
    ...rest,
    product: product
      ? {
          Product_Code: fieldValue(product, "Product_Code") ?? null,
          name: fieldValue(product, "Product_Name"),
          id: product.id,
        }
      : row.product,
    quantity,
    Discount,
    total_after_discount,
    net_total: round(total_after_discount + Tax),
    // Zoho's own clients expect a number here.
    book: book === null ? null : idIn(book),
    Tax,
    list_price,
    unit_price,
    quantity_in_stock: (product && fieldValue(product, "Qty_in_Stock")) ?? 0,
    total,
    id,
    product_description,
    line_tax,
  });
}

/** The totals of an order. */
export function orderTotals(crm: Crm, { Product_Details: items, ...fields }: Values): Values {
  const Sub_Total = sum(Array.isArray(items) ? items : [], "net_total");
  const Discount = numberOf(fields.Discount);
  const Adjustment = numberOf(fields.Adjustment);
  const $line_tax = readTaxes(crm, fields.$line_tax, Sub_Total - Discount);
  const Tax = $line_tax.length > 0 ? sum($line_tax, "value") : numberOf(fields.Tax);
  const Grand_Total = round(Sub_Total - Discount + Tax + Adjustment);
  return { Sub_Total, Discount, Tax, Adjustment, Grand_Total, $line_tax };
}

/** Taxes with their amounts. A tax without a rate gets the rate of the organization's tax with this name. */
function readTaxes({ settings }: Crm, given: unknown, base: number): Values[] {
  const taxes = Array.isArray(given) ? given.filter(isObject) : [];
  if (taxes.length === 0) return [];
  const rates = new Map(Array.from(settings.list("taxes").values(), ({ name, value }) => [name, value]));
  return taxes.map((tax) => {
    const percentage = numberOf(tax.percentage ?? rates.get(tax.name));
    return { ...tax, percentage, value: round((base * percentage) / 100) };
  });
}

/** A discount is an amount, or a percentage of the total as in `10%`. */
function discountOf(given: unknown, total: number): number {
  const text = textOf(given ?? 0);
  const amount = Number.parseFloat(text);
  return Number.isFinite(amount) ? round(text.endsWith("%") ? (total * amount) / 100 : amount) : 0;
}

const numberOf = (value: unknown): number => (typeof value === "number" && Number.isFinite(value) ? value : 0);

const sum = (rows: readonly unknown[], member: string): number =>
  round(rows.reduce<number>((all, row) => all + numberOf(isObject(row) ? row[member] : 0), 0));

/** Rounds to two decimals. */
const round = (amount: number): number => Math.round(amount * 100) / 100;

/** Whether a list is the rows of a subform. Zoho's own lists have forms of their own, other than price ranges. */
export const isSubform = ({ apiName, custom, type }: FieldDefinition, value: readonly unknown[]): boolean =>
  apiName === "Pricing_Details" ? !custom : custom && type === "jsonarray" && value.every(isObject);

/**
 * The rows of a record after a write: a row with the id of an existing one changes it, any other row is new. Existing
 * rows that are not sent are removed, as are those sent with `_delete`.
 */
export function keepRows({ ids }: Crm, given: readonly unknown[], before: unknown): Values[] {
  const rows: readonly unknown[] = Array.isArray(before) ? before : [];
  const known = new Map(rows.filter(isObject).map((row) => [row.id, row]));
  return given
    .map((row) => (isObject(row) ? row : {}))
    .filter((row) => !Object.hasOwn(row, "_delete"))
    .map((row) => {
      const old = known.get(row.id);
      return { ...old, ...row, id: old?.id ?? ids.next() };
    });
}
