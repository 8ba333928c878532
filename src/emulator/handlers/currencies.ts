// Several currencies, once they were switched on: the first one is that of the organisation.
import { errorBody, HttpError, json, success } from "../answers.js";
import type { Call } from "../call.js";
import { unknownId } from "../errors.js";
import type { Handler, Handlers, Zoho } from "../handler.js";
import { userReference } from "../people.js";
import type { Setting } from "../settings.js";
import { isObject, textOf, type Values } from "../values.js";
import { settingCalls } from "./setting-calls.js";

const currencies = settingCalls({
  key: "currencies",
  added: "The currency created successfully",
  updated: "The currency updated successfully",
  deleted: "",
  unique: ["iso_code", "name"],
  complete: (row, _list, zoho) => complete(row, false, zoho),
  change: (row, entry, zoho) =>
    entry.is_base === true && row.is_active === false
      ? errorBody("NOT_ALLOWED", "The base currency cannot be deactivated", { id: entry.id })
      : { ...row, modified_time: zoho.organization.time(), modified_by: userReference(zoho.organization.user) },
});

function complete(row: Values, isBase: boolean, { organization }: Zoho): Values {
  const [time, user] = [organization.time(), userReference(organization.user)];
  const facts = { is_base: isBase, created_time: time, modified_time: time, created_by: user, modified_by: user };
  return { prefix_symbol: true, is_active: true, ...row, ...facts };
}

const baseOf = ({ organization }: Zoho): Setting | undefined =>
  [...organization.settings.list("currencies").values()].find(({ is_base }) => is_base === true);

/** A handler that wants the currencies to be switched on. */
const enabled =
  (handler: Handler): Handler =>
  (call, zoho) => {
    if (baseOf(zoho) === undefined)
      throw new HttpError(400, errorBody("FEATURE_NOT_ENABLED", "Multi currency is not enabled"));
    return handler(call, zoho);
  };

/** The one object of the body, which the description has checked. */
function readBase(call: Call): Values {
  const { base_currency: base } = call.json();
  return isObject(base) ? base : {};
}

const enable: Handler = (call, zoho) => {
  if (baseOf(zoho) !== undefined)
    throw new HttpError(400, errorBody("ALREADY_ENABLED", "The multi-currency is already enabled"));
  const entry = { ...complete(readBase(call), true, zoho), id: zoho.organization.ids.next() };
  zoho.organization.settings.list("currencies").set(entry.id, entry);
  return json(200, { base_currency: success("The multi-currency feature enabled successfully", { id: entry.id }) });
};

const changeBase: Handler = (call, zoho) => {
  const before = baseOf(zoho);
  const row = readBase(call);
  if (before === undefined || (row.id !== undefined && row.id !== before.id)) {
    throw new HttpError(400, unknownId(textOf(row.id ?? "")));
  }
  zoho.organization.settings.list("currencies").set(before.id, { ...before, ...row, id: before.id });
  return json(200, { base_currency: success("The currency updated successfully", { id: before.id }) });
};

export const currencyHandlers: Handlers = {
  getCurrencies: currencies.list,
  getCurrency: currencies.get,
  addCurrencies: enabled(currencies.create),
  updateCurrencies: enabled(currencies.update),
  updateCurrency: enabled(currencies.updateOne),
  enableMultipleCurrencies: enable,
  updateBaseCurrency: enabled(changeBase),
};
