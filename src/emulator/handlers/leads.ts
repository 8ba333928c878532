import type { Handler, Handlers } from "../calls/handler.js";
import { alreadyConverted, invalidData, mismatchedContact, unknownId, unknownRelatedId } from "../http/errors.js";
import { type ActionRow, actionResponse, type ErrorBody, json } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import type { CrmRecord } from "../records/record.js";
import { recordTags } from "../records/tags.js";
import { insertRecord, lockProblem, updateRecord } from "../records/writes.js";
import { fieldValue, idIn, isObject, type Values } from "../values/values.js";

/** The result of a conversion: the ids, or the reason why it failed. */
type Conversion = { readonly Contacts: string; readonly Deals: string | null; readonly Accounts: string } | ErrorBody;

const convertLead: Handler = (call, { crm }) => {
  const row = call.rows()[0] ?? {};
  const result = isObject(row) ? convert(crm, call.path("id"), row) : invalidData({ expected_data_type: "jsonobject" });
  return "code" in result ? actionResponse([result]) : json(200, { data: [result] });
};

/** All or nothing: if one of the three records is refused, those created before are removed again. */
function convert(crm: UserCrm, id: string, wanted: Values): Conversion {
  const leads = crm.records.table("Leads");
  const lead = leads.records.get(id);
  if (lead === undefined) return unknownId(id);
  if (lead.$converted === true) return alreadyConverted(id);
  const held = lockProblem(lead);
  if (held !== undefined) return held;
  const rollBack = crm.savepoint();
  const result = createRecords(crm, lead, wanted);
  if ("code" in result) {
    rollBack();
    return result;
  }
  const { Contacts: contact, Deals: deal, Accounts: account } = result;
  const converted: CrmRecord = {
    ...lead,
    $converted: true,
    $converted_detail: { contact, deal, account, convert_date: crm.time().slice(0, 10) },
    Modified_Time: crm.time(),
  };
  leads.records.set(id, converted);
  crm.watches.note(leads.module, "update", converted, lead);
  return result;
}

function createRecords(crm: UserCrm, lead: CrmRecord, wanted: Values): Conversion {
  const { assign_to: owner } = wanted;
  const own = (module: string): Values => ({
    ...(owner === undefined ? {} : { Owner: owner }),
    ...carriedTags(lead, wanted.carry_over_tags, module),
  });
  const account = findOrCreate(crm, "Accounts", wanted, {
    Account_Name: fieldValue(lead, "Company") ?? lead.Full_Name,
    ...pickFields(lead, ["Phone", "Website", "Industry"]),
    ...own("Accounts"),
  });
  if (typeof account !== "string") return account;
  const contact = findOrCreate(crm, "Contacts", wanted, {
    ...pickFields(lead, ["First_Name", "Last_Name", "Email", "Phone", "Mobile", "Lead_Source", "Description"]),
    ...own("Contacts"),
    Account_Name: { id: account },
  });
  if (typeof contact !== "string") return contact;
  if (wanted.Accounts !== undefined && wanted.Contacts !== undefined) {
    const its = crm.records.lookUp("Contacts", contact)?.record.Account_Name;
    if (isObject(its) && its.id !== account) return mismatchedContact();
  }
  if (!isObject(wanted.Deals)) return { Contacts: contact, Deals: null, Accounts: account };
  const links = { Account_Name: { id: account }, Contact_Name: { id: contact } };
  const row = { ...own("Deals"), ...wanted.Deals, ...links };
  const deal = idOf(insertRecord(crm, crm.records.table("Deals"), row));
  if (typeof deal !== "string") return deal;
  return { Contacts: contact, Deals: deal, Accounts: account };
}

/** The id of the named record, or of a new one. With `overwrite`, a named record takes the values of the lead. */
function findOrCreate(
  crm: UserCrm,
  module: string,
  { [module]: named, overwrite }: Values,
  values: Values,
): string | ErrorBody {
  const table = crm.records.table(module);
  if (named === undefined || named === null) return idOf(insertRecord(crm, table, values));
  const id = idIn(named);
  if (!table.records.has(id)) return unknownRelatedId(module);
  // A contact keeps its account.
  const { Account_Name: _, ...own } = values;
  return overwrite === true ? idOf(updateRecord(crm, table, id, module === "Accounts" ? values : own)) : id;
}

/** The lead's tags that are assigned to a module. */
function carriedTags(lead: CrmRecord, wanted: unknown, module: string): Values {
  const names = isObject(wanted) ? wanted[module] : undefined;
  if (!Array.isArray(names)) return {};
  return { Tag: recordTags(lead).filter(({ name }) => names.includes(name)) };
}

const idOf = (row: ActionRow): string | ErrorBody => (row.status === "error" ? row : String(row.details.id));

const pickFields = (record: CrmRecord, fields: readonly string[]): Values =>
  Object.fromEntries(
    fields.map((field) => [field, fieldValue(record, field)]).filter(([, value]) => value !== undefined),
  );

export const leadHandlers: Handlers = { convertLead };
