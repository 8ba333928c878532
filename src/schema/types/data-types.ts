/** What Zoho's data types are in records: one table for reading, writing and querying. */
import { type Code, code } from "../../../codegen/code/code.js";
import { type JsonKind, PLAIN } from "./json.js";
import { ours } from "./ours.js";

export interface DataType {
  /** The form of its values. If the metadata of a field names another, only that form is known of its values. */
  readonly json: JsonKind;
  readonly read: Code;
  /** Missing if Zoho computes it. */
  readonly write?: Code;
  /** What it is, for people. */
  readonly about?: string;
  /** What its length counts. */
  readonly counts?: "characters" | "digits";
  /** What queries must know about it, as a type. */
  readonly column?: string;
  /** Whether it has a value in every record. */
  readonly isAlwaysSet?: true;
}

/** What queries neither select nor compare. */
export const NOT_A_COLUMN = '"none"';

const textual = (facts: Partial<DataType> = {}): DataType => ({
  json: "string",
  ...PLAIN.string,
  counts: "characters",
  ...facts,
});
const numeric = (facts: Partial<DataType> = {}): DataType => ({
  json: "number",
  ...PLAIN.number,
  counts: "digits",
  ...facts,
});
const reference = (facts: Partial<DataType> = {}): DataType => ({
  json: "object",
  read: ours("LookupRef"),
  write: ours("LookupValue"),
  ...facts,
});
const objects = (about: string): DataType => ({
  json: "array",
  read: code`{ [key: string]: unknown }[]`,
  write: code`readonly { [key: string]: unknown }[]`,
  about,
  column: NOT_A_COLUMN,
});

const USER = { read: ours("UserRef"), about: "User", column: '{ to: "users" }' };
const DATE = { about: "Format: date", column: '"date"' };
const TIME = { about: "Format: date-time", column: '"datetime"' };
const NUMBER_OF_DIGITS = { json: "string", ...PLAIN.string } as const;

/** Lists of rows whose data type is `text` in v2, by the names of their fields. */
export const ROW_LISTS = {
  Product_Details: {
    read: code`${ours("LineItem")}[]`,
    write: code`readonly ${ours("LineItemValue")}[]`,
    about: "Products, one per row",
  },
  Pricing_Details: {
    read: code`${ours("PriceRange")}[]`,
    write: code`readonly ${ours("PriceRangeValue")}[]`,
    about: "Prices, one per range",
  },
  Participants: {
    read: code`${ours("Participant")}[]`,
    write: code`readonly ${ours("ParticipantValue")}[]`,
    about: "Participants",
  },
} satisfies Readonly<Record<string, Pick<DataType, "read" | "write" | "about">>>;

/** By `data_type`. Picklists, formulas, subforms and lookups with several values depend on more than that. */
export const DATA_TYPES: Readonly<Record<string, DataType>> = {
  text: textual(),
  email: textual({ about: "Format: email" }),
  phone: textual({ about: "Phone number" }),
  website: textual({ about: "URL" }),
  textarea: textual({ about: "Text of several lines", column: '"textarea"' }),
  boolean: { json: "boolean", ...PLAIN.boolean, isAlwaysSet: true },
  integer: numeric({ about: "Integer" }),
  double: numeric(),
  percent: numeric({ about: "Percentage" }),
  currency: numeric({ about: "Amount of money" }),
  // A number of 18 digits would lose its last ones.
  bigint: { ...NUMBER_OF_DIGITS, about: "Integer, as a string", counts: "digits" },
  autonumber: { json: "string", read: code`string`, about: "Number that Zoho assigns" },
  date: { json: "string", ...PLAIN.string, ...DATE },
  datetime: { json: "string", ...PLAIN.string, ...TIME },
  lookup: reference(),
  ownerlookup: reference(USER),
  userlookup: reference(USER),
  consent_lookup: reference({ about: "Consent details" }),
  multi_module_lookup: reference(),
  layout: reference({ about: "Layout" }),
  rollup_summary: { json: "number", read: code`number`, about: "Rollup summary, computed by Zoho" },
  fileupload: {
    json: "array",
    read: code`{ [key: string]: unknown }[]`,
    write: code`readonly (string | { [key: string]: unknown })[]`,
    about: "Files. To add files, write the ids of their uploads",
    column: NOT_A_COLUMN,
  },
  imageupload: objects("Images"),
  profileimage: { json: "string", ...PLAIN.string, about: "Key of the photo" },
  territories: {
    json: "array",
    read: code`(${ours("LookupRef")} | string)[]`,
    write: code`readonly (${ours("LookupValue")} | string)[]`,
    about: "Territories",
    column: NOT_A_COLUMN,
  },
  module: { json: "string", ...PLAIN.string, about: "API name of a module" },
  RRULE: {
    json: "object",
    read: ours("RecurringActivity"),
    write: ours("RecurringActivity"),
    about: "Recurrence",
    column: NOT_A_COLUMN,
  },
  ALARM: {
    json: "object",
    read: ours("TaskReminder"),
    write: ours("TaskReminder"),
    about: "Reminder",
    column: NOT_A_COLUMN,
  },
  event_reminder: { json: "string", ...PLAIN.string, about: "Reminder. Format: date-time", column: NOT_A_COLUMN },
  multireminder: objects("Reminders"),
  participants: { json: "array", ...ROW_LISTS.Participants, column: NOT_A_COLUMN, isAlwaysSet: true },
};

/** The results of formulas, by `formula.return_type`. */
export const FORMULA_TYPES: Readonly<Record<string, Pick<DataType, "read" | "about" | "column">>> = {
  string: { read: PLAIN.string.read },
  text: { read: PLAIN.string.read },
  double: { read: PLAIN.number.read },
  integer: { read: PLAIN.number.read },
  long: { read: PLAIN.number.read },
  percent: { read: PLAIN.number.read },
  currency: { read: PLAIN.number.read },
  boolean: { read: PLAIN.boolean.read },
  date: { read: PLAIN.string.read, ...DATE },
  datetime: { read: PLAIN.string.read, ...TIME },
};
