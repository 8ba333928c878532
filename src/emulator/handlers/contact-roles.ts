/** The roles that contacts may have in deals, and which contact has which role. */

import type { Handler, HandlerContext, Handlers } from "../calls/handler.js";
import { cutPage } from "../conventions/paging.js";
import { readRows, rowsResponse } from "../conventions/rows.js";
import { nextSequenceNumber, settingCalls } from "../conventions/setting-lists.js";
import { invalidData, unknownId } from "../http/errors.js";
import { actionResponse, json, noContent, success } from "../http/responses.js";
import type { UserCrm } from "../records/crm.js";
import { viewRecord } from "../records/view.js";
import { splitList } from "../values/values.js";

const roles = settingCalls({
  key: "contact_roles",
  added: "contact role added",
  updated: "contact role updated",
  deleted: "contact role deleted",
  unique: ["name"],
  complete: (row, getDealContactRoles) => ({ sequence_number: nextSequenceNumber(getDealContactRoles), ...row }),
});

/** The contacts of a deal with their roles, one entry each. */
function contactsOf(
  { crm }: HandlerContext,
  deal: string,
): { readonly key: string; readonly view: object; readonly id: string }[] {
  const { module, records } = crm.records.table("Contacts");
  return [...crm.settings.list("deal_contacts").values()].flatMap(({ id: key, deal: its, contact, role: roleId }) => {
    const role = roleName(crm, String(roleId));
    const record = its === deal ? records.get(String(contact)) : undefined;
    return record === undefined
      ? []
      : [{ key, id: record.id, view: { ...viewRecord(module, record, []), Contact_Role: role } }];
  });
}

/** The role with its current name; null after it was deleted. */
function roleName({ settings }: UserCrm, id: string): object | null {
  const role = settings.list("contact_roles").get(id);
  return role === undefined ? null : { name: role.name, id };
}

const list: Handler = (call, context) => {
  const ids = splitList(call.query.get("ids"));
  const found = contactsOf(context, call.path("id")).filter(({ id }) => ids.length === 0 || ids.includes(id));
  const page = cutPage(found, call.query);
  return page.items.length === 0
    ? noContent()
    : json(200, { data: page.items.map(({ view }) => view), info: page.info });
};

const getDealContactRole: Handler = (call, context) => {
  const found = contactsOf(context, call.path("id")).find(({ id }) => id === call.path("contactId"));
  return found === undefined ? noContent() : json(200, { data: [found.view] });
};

const addContactRoleToDeal: Handler = (call, context) => {
  const { records, settings } = context.crm;
  const [deal, contact] = [call.path("id"), call.path("contactId")];
  const missing = [records.lookUp("Deals", deal) ?? deal, records.lookUp("Contacts", contact) ?? contact].find(isText);
  if (missing !== undefined) return rowsResponse(call, "data", [unknownId(missing)]);
  const rows = readRows(call, context, "data").map((read) => {
    if ("refusal" in read) return read.refusal;
    const role = [...settings.list("contact_roles").values()].find(
      ({ id, name }) => id === read.row.Contact_Role || name === read.row.Contact_Role,
    );
    if (role === undefined) return invalidData({ api_name: "Contact_Role" });
    const key = `${deal}/${contact}`;
    settings.list("deal_contacts").set(key, { id: key, deal, contact, role: role.id });
    return success("contact role updated", { id: contact });
  });
  return rowsResponse(call, "data", rows);
};

const removeContactRoleFromDeal: Handler = (call, { crm }) => {
  const contact = call.path("contactId");
  const gone = crm.settings.list("deal_contacts").delete(`${call.path("id")}/${contact}`);
  return actionResponse([gone ? success("contact role removed", { id: contact }) : unknownId(contact)], {
    refused: 200,
  });
};

const isText = (value: unknown): value is string => typeof value === "string";

export const contactRoleHandlers: Handlers = {
  getContactRoles: roles.list,
  getContactRole: roles.get,
  createContactRoles: roles.create,
  updateContactRoles: roles.update,
  updateContactRole: roles.updateOne,
  deleteContactRoles: roles.remove,
  deleteContactRole: roles.removeOne,
  getDealContactRoles: list,
  getDealContactRole,
  addContactRoleToDeal,
  removeContactRoleFromDeal,
};
