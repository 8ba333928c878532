// Zoho's names of what a field holds: finer ones than the emulator needs for its own rules. Zoho's clients go by them.

import type { FieldDefinition } from "../modules/modules.js";
import type { FieldType } from "../setup/setup.js";

/** Fields of Zoho's own whose type the description does not tell, by what the emulator takes them for. */
const BY_NAME: Partial<Record<FieldType, Readonly<Record<string, string>>>> = {
  text: named({
    bigint:
      "id Account_Number Case_Number Invoice_Number Quote_Number SO_Number Solution_Number Num_sent Expected_Response",
    picklist: "Deal_Category_Status Enrich_Status__s Pipeline Reason_For_Loss__s Reminder Unsubscribed_Mode",
    profileimage: "Record_Image",
  }),
  double: named({
    currency:
      "Actual_Cost Adjustment Amount Annual_Revenue Budgeted_Cost Commission_Rate Discount Excise_Duty Expected_Revenue Sales_Commission Tax Unit_Price",
    formula: "Grand_Total Sub_Total",
  }),
  datetime: named({ event_reminder: "Remind_At" }),
  jsonarray: named({
    multiselectpicklist: "Tax",
    participants: "Participants",
    subform: "Pricing_Details Product_Details",
    textarea: "Comments",
  }),
  jsonobject: named({ ALARM: "Remind_At", RRULE: "Recurring_Activity" }),
};

function named(fields: Readonly<Record<string, string>>): Record<string, string> {
  const pairs = Object.entries(fields).flatMap(([type, names]) => names.split(" ").map((name) => [name, type]));
  return Object.fromEntries(pairs);
}

/** The data type that the metadata of a field names. What is made of JSON and is nothing else is a text to Zoho. */
export function dataType({ apiName, custom, type }: FieldDefinition): string {
  const own = custom ? undefined : BY_NAME[type]?.[apiName];
  return own ?? (type === "jsonarray" || type === "jsonobject" ? "text" : type);
}
