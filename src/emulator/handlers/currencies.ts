/** Multiple currencies, once they are enabled. The first one is the currency of the organization. */

import type { Call } from "../calls/call.js";
import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { settingCalls } from "../conventions/setting-lists.js";
import { badRequest, invalidData, unknownId } from "../http/errors.js";
import { type ErrorBody, errorBody, HttpError, json, success } from "../http/responses.js";
import type { Setting } from "../settings/settings.js";
import { userReference } from "../settings/users.js";
import { isObject, textOf, type Values } from "../values/values.js";

const currencies = settingCalls({
  key: "currencies",
  added: "The currency created successfully",
  updated: "The currency updated successfully",
  deleted: "",
  unique: ["iso_code", "name"],
  complete: (row, _list, context) => rateProblem(row) ?? complete(row, false, context),
  change: (row, { id, is_base, created_time, created_by }, context) =>
    is_base === true && row.is_active === false
      ? errorBody("NOT_ALLOWED", "The base currency cannot be deactivated", { id })
      : (rateProblem(row) ?? { ...row, is_base, created_time, created_by, ...changeOf(context) }),
});

/** A rate is a number written as a string. */
const rateProblem = ({ exchange_rate: rate }: Values): ErrorBody | undefined =>
  rate === undefined || Number(textOf(rate)) > 0
    ? undefined
    : invalidData({ expected_data_type: "double", api_name: "exchange_rate" });

const changeOf = ({ crm }: HandlerContext) => ({
  modified_time: crm.time(),
  modified_by: userReference(crm.user),
});

function complete(row: Values, isBase: boolean, { crm }: HandlerContext): Values {
  const [time, user] = [crm.time(), userReference(crm.user)];
  const facts = { is_base: isBase, created_time: time, modified_time: time, created_by: user, modified_by: user };
  return { prefix_symbol: true, is_active: true, ...row, ...facts };
}

const baseOf = ({ crm }: HandlerContext): Setting | undefined =>
  [...crm.settings.list("currencies").values()].find(({ is_base }) => is_base === true);

/** Wraps a handler that requires multiple currencies to be enabled. */
const enabled =
  (handler: Handler): Handler =>
  (call, context) => {
    if (baseOf(context) === undefined) throw badRequest("FEATURE_NOT_ENABLED", "Multi currency is not enabled");
    return handler(call, context);
  };

/** The one object of the body. @throws HttpError 400 if its rate is invalid */
function readBase(call: Call): Values {
  const { base_currency: base } = call.json();
  const row = isObject(base) ? base : {};
  const problem = rateProblem(row);
  if (problem !== undefined) throw new HttpError(400, problem);
  return row;
}

const enableMultipleCurrencies: Handler = (call, context) => {
  if (context.organization.edition === "free")
    throw badRequest("FEATURE_NOT_SUPPORTED", "your edition doesn't support this feature");
  if (baseOf(context) !== undefined) throw badRequest("ALREADY_ENABLED", "The multi-currency is already enabled");
  const entry = { ...complete(readBase(call), true, context), id: context.crm.ids.next() };
  context.crm.settings.list("currencies").set(entry.id, entry);
  return json(200, { base_currency: success("The multi-currency feature enabled successfully", { id: entry.id }) });
};

const updateBaseCurrency: Handler = (call, context) => {
  const before = baseOf(context);
  const row = readBase(call);
  if (before === undefined || (row.id !== undefined && row.id !== before.id)) {
    throw new HttpError(400, unknownId(textOf(row.id ?? "")));
  }
  const entry = { ...before, ...row, is_base: true, ...changeOf(context), id: before.id };
  context.crm.settings.list("currencies").set(before.id, entry);
  return json(200, { base_currency: success("The currency updated successfully", { id: before.id }) });
};

export const currencyHandlers: Handlers = {
  getCurrencies: currencies.list,
  getCurrency: currencies.get,
  addCurrencies: enabled(currencies.create),
  updateCurrencies: enabled(currencies.update),
  updateCurrency: enabled(currencies.updateOne),
  enableMultipleCurrencies,
  updateBaseCurrency: enabled(updateBaseCurrency),
};
