/** What replaces the modules of zcrmsdk 1.x in a program. */
import { isLaterModule } from "../../legacy/register/later-generation.js";

/** What the package itself exports in 1.x. */
export const CLASSES: readonly string[] = ["Initializer", "MasterModel"];

/** The parts of the typed client by the folders of zcrmsdk 1.x, below `core/com/zoho/crm/api`. */
const GROUPS: Readonly<Record<string, string>> = {
  attachments: "crm.attachments",
  blue_print: "crm.blueprint",
  bulk_read: "crm.bulkRead",
  bulk_write: "crm.bulkWrite",
  contact_roles: "crm.contactRoles",
  currencies: "crm.currencies",
  custom_views: "crm.customViews",
  exception: "CrmError",
  fields: "crm.fields",
  file: "crm.files",
  layouts: "crm.layouts",
  modules: "crm.modules",
  notes: "crm.notes",
  notification: "crm.notifications",
  org: "crm.organization",
  profiles: "crm.profiles",
  query: "crm.coql",
  record: "crm.records",
  related_lists: "crm.relatedLists",
  related_records: "crm.relatedRecords",
  roles: "crm.roles",
  share_records: "crm.sharing",
  tags: "crm.tags",
  taxes: "crm.taxes",
  territories: "crm.territories",
  users: "crm.users",
  variable_groups: "crm.variableGroups",
  variables: "crm.variables",
};

/**
 * Whether a module is one of zcrmsdk 1.x, and what replaces it.
 * @returns `undefined` if it is not
 */
export function laterModule(name: string): { readonly typed: string } | undefined {
  if (!isLaterModule(name)) return undefined;
  const [, folder = ""] = /^zcrmsdk\/core\/com\/zoho\/crm\/api\/(\w+)\//.exec(name) ?? [];
  if (Object.hasOwn(GROUPS, folder)) return { typed: GROUPS[folder] ?? "" };
  return { typed: name.includes("/store/") ? "fileStore() or mysqlStore({ … })" : "createClient({ … })" };
}
