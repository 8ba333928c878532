/** The fields that records have beside those that the metadata lists. */

import { type Code, code } from "../../../codegen/code/code.js";
import type { SystemFields } from "../../../generated/models.js";
import type { ModuleRegistry } from "../../../generated/modules.js";
import { ours } from "./ours.js";

type OwnName<M extends keyof ModuleRegistry> = Extract<
  Exclude<keyof ModuleRegistry[M]["read"], keyof SystemFields | "$se_module">,
  `$${string}`
>;

/** The names with `$` that records of standard modules have beyond those of all records. */
export const OWN_NAMES: { readonly [M in keyof ModuleRegistry]?: readonly OwnName<M>[] } = {
  Leads: ["$converted", "$converted_detail"],
  Accounts: ["$is_duplicate"],
  Contacts: ["$is_duplicate"],
  Tasks: ["$u_id"],
  Events: ["$u_id", "$recurrence_id", "$meeting_details", "$send_notification", "$calendar_booking_event"],
  Calls: ["$calendar_booking_call"],
  Products: ["$taxable"],
  Quotes: ["$line_tax"],
  Sales_Orders: ["$line_tax"],
  Purchase_Orders: ["$line_tax"],
  Invoices: ["$line_tax"],
  Attachments: ["$file_id", "$type", "$link_url"],
  Notes: ["$attachments", "$is_shared_to_client", "$size", "$voice_note"],
};

/** A field that every record has. */
interface SystemField {
  /** The data types with which the metadata lists it. With any other, the metadata counts. */
  readonly dataTypes: readonly string[];
  readonly read: Code;
  /** Missing if Zoho alone sets it. */
  readonly write?: Code;
  readonly column?: string;
  readonly canBeNull?: true;
}

const user = { dataTypes: ["ownerlookup"], read: ours("UserRef"), column: '{ to: "users" }' };
const time = { dataTypes: ["datetime"], read: code`string`, column: '"datetime"' };

/** The fields of all records. */
export const SYSTEM_FIELDS: { readonly [Name in Exclude<keyof SystemFields, `$${string}`>]: SystemField } = {
  id: { dataTypes: ["bigint", "text"], read: code`string` },
  Owner: { ...user, write: ours("LookupValue") },
  Created_By: user,
  Modified_By: user,
  Created_Time: time,
  Modified_Time: time,
  Tag: { dataTypes: ["text"], read: code`${ours("TagRef")}[]`, write: code`readonly ${ours("TagValue")}[]` },
  Layout: {
    dataTypes: ["bigint", "layout"],
    read: ours("LookupRef"),
    write: ours("LookupValue"),
    canBeNull: true,
  },
};
