/** Values that Zoho computes: the defaults of a new record, and values derived from other fields. */

import { type FieldDefinition, isPerson, type ModuleDefinition } from "../modules/modules.js";
import { textOf, type Values } from "../values/values.js";
import type { UserCrm } from "./crm.js";
import { orderTotals } from "./line-items.js";

/** The default values of a new record. */
const DEFAULTS: Readonly<Record<string, Values>> = {
  Accounts: { Account_Number: "0" },
  Deals: { Sales_Cycle_Duration: 0, Overall_Sales_Duration: 0 },
  Events: { Check_In_Status: "PLANNED" },
  Products: { Taxable: true },
  Tasks: { Status: "Not Started", Priority: "Normal" },
};

export const initialFields = (module: ModuleDefinition): Values =>
  fieldsThatExist(module, DEFAULTS[module.apiName] ?? {});

/** An organization may have removed some of Zoho's own fields. */
function fieldsThatExist({ pulled, fields }: ModuleDefinition, values: Values): Values {
  if (!pulled) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => name.startsWith("$") || fields.has(name)));
}

/** The numbers of a new record: those of Zoho's own fields are as long as ids, custom fields count from 1. */
export function nextNumbers({ ids, settings }: UserCrm, module: ModuleDefinition): Values {
  const { apiName } = module;
  const { numbered, counted } = numberFieldsOf(module);
  const uuid = apiName === "Events" ? [["$u_id", `00000000-0000-4000-8000-${ids.next().slice(-12)}`]] : [];
  const numbers = numbered.map(({ apiName: name }) => [name, ids.next()]);
  for (const field of counted) {
    const counters = settings.list("counters");
    const id = `${apiName}.${field.apiName}`;
    const last = Number(counters.get(id)?.last ?? 0) + 1;
    counters.set(id, { id, last });
    const { prefix, suffix, start_number } = field.numbering ?? {};
    const number = Number(start_number ?? 1) + last - 1;
    numbers.push([field.apiName, `${prefix ?? ""}${number}${suffix ?? ""}`]);
  }
  return Object.fromEntries([...numbers, ...uuid]);
}

interface NumberFields {
  /** Those that Zoho numbers itself. */
  readonly numbered: readonly FieldDefinition[];
  readonly counted: readonly FieldDefinition[];
}

/** The fields of a module that number its records. Found once for each module. */
function numberFieldsOf(module: ModuleDefinition): NumberFields {
  const known = NUMBER_FIELDS.get(module);
  if (known !== undefined) return known;
  const fields = [...module.fields.values()];
  const found = {
    numbered: fields.filter(({ isNumbered }) => isNumbered),
    counted: fields.filter(({ type }) => type === "autonumber"),
  };
  NUMBER_FIELDS.set(module, found);
  return found;
}

const NUMBER_FIELDS = new WeakMap<ModuleDefinition, NumberFields>();

/** @param fields All fields of the record @param written The fields of this write */
export function computedFields(crm: UserCrm, module: ModuleDefinition, fields: Values, written: Values): Values {
  const { apiName } = module;
  return fieldsThatExist(module, {
    ...(isPerson(module) && { Full_Name: [fields.First_Name, fields.Last_Name].filter(isFilled).join(" ") }),
    ...addresses(module, fields),
    ...(module.fields.get("Expected_Revenue")?.readOnly && revenue(fields, written)),
    ...(module.fields.has("Grand_Total") && orderTotals(crm, fields)),
    ...(module.fields.has("Add_Comment") && comments(crm, fields)),
    ...(apiName === "Calls" && callFields(crm, fields)),
    ...(apiName === "Products" && { $taxable: fields.Taxable ?? false }),
    ...(apiName === "Tasks" && { Closed_Time: closedTime(crm, fields) }),
  });
}

const isFilled = (value: unknown): value is string => typeof value === "string" && value !== "";

/** The probability of a deal at its stage. */
const PROBABILITIES = new Map<unknown, number>([
  ["Qualification", 10],
  ["Needs Analysis", 20],
  ["Value Proposition", 40],
  ["Identify Decision Makers", 60],
  ["Proposal/Price Quote", 75],
  ["Negotiation/Review", 90],
  ["Closed Won", 100],
  ["Closed Lost", 0],
  ["Closed Lost to Competition", 0],
]);

/** A custom stage leaves the probability unchanged. */
function revenue({ Amount, Probability: before }: Values, written: Values): Values {
  const staged = Object.hasOwn(written, "Probability") ? undefined : PROBABILITIES.get(written.Stage);
  const Probability = staged ?? before ?? null;
  const known = typeof Amount === "number" && typeof Probability === "number";
  return { Probability, Expected_Revenue: known ? (Amount * Probability) / 100 : null };
}

/** Complete addresses, in lines. */
function addresses(module: ModuleDefinition, fields: Values): Values {
  const whole = ["", "Mailing_", "Other_", "Billing_", "Shipping_"]
    .filter((kind) => module.fields.get(`${kind}Address`)?.readOnly)
    .map((kind) => [`${kind}Address`, address((name) => fields[kind + name])] as const)
    .filter(([name, text]) => text !== "" || Object.hasOwn(fields, name));
  return Object.fromEntries(whole);
}

function address(part: (name: string) => unknown): string {
  const region = [part("State"), part("Zip_Code") ?? part("Zip") ?? part("Code")].filter(isFilled).join(" ");
  const city = [part("City"), region].filter(isFilled).join(", ");
  return [part("Street"), city, part("Country")].filter(isFilled).join("\n");
}

/** A comment is written to its own field, and read from a list. */
function comments(crm: UserCrm, { Add_Comment: text, Comments: before }: Values): Values {
  if (!isFilled(text)) return {};
  const added = {
    commented_time: crm.time(),
    comment_content: text,
    id: crm.ids.next(),
    commented_by: crm.user.name,
  };
  const all: unknown[] = [...(Array.isArray(before) ? before : []), added];
  return { Add_Comment: null, Comments: all, No_of_comments: all.length };
}

function callFields({ now }: UserCrm, { Call_Type, Call_Start_Time: start, Call_Duration }: Values): Values {
  const text = isFilled(Call_Duration) && /^\d{1,6}(:\d\d){1,2}$/.test(Call_Duration) ? Call_Duration : undefined;
  const seconds = text?.split(":").reduce((all, part) => all * 60 + Number(part), 0);
  const dialled = Date.parse(textOf(start)) > now() ? "Scheduled" : seconds ? "Attended Dialled" : "Unattended Dialled";
  return {
    ...(seconds !== undefined && { Call_Duration_in_seconds: seconds }),
    Call_Status: Call_Type === "Outbound" ? dialled : Call_Type === "Inbound" ? "Received" : (Call_Type ?? null),
  };
}

const closedTime = (crm: UserCrm, { Status, Closed_Time: before }: Values): unknown =>
  Status === "Completed" ? (before ?? crm.time()) : null;
