import type { Handlers } from "../calls/handler.js";
import { nextSequenceNumber, settingCalls } from "../conventions/setting-lists.js";

const taxes = settingCalls({
  key: "taxes",
  added: "tax added",
  updated: "tax updated",
  deleted: "tax deleted",
  unique: ["name"],
  complete: (row, list) => ({ display_label: row.name, sequence_number: nextSequenceNumber(list), ...row }),
  change: (row) => ({ ...row, ...(row.name === undefined ? {} : { display_label: row.name }) }),
  more: () => ({ preference: { auto_populate_tax: false, modify_tax_rates: false } }),
});

export const taxHandlers: Handlers = {
  getTaxes: taxes.list,
  getTax: taxes.get,
  createTaxes: taxes.create,
  updateTaxes: taxes.update,
  deleteTaxes: taxes.remove,
  deleteTax: taxes.removeOne,
};
