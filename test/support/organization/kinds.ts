/** The kinds of fields in Zoho's v2 responses, each with the members that tell it from the others. */

/** A kind, and whether its fields are usually made by the organization. */
export interface KindFacts {
  readonly data_type: string;
  /** Missing for multi-select lookups. */
  readonly json_type?: string;
  readonly ui_type: number;
  /** Missing for subforms. */
  readonly length?: number;
  readonly custom?: boolean;
  readonly [member: string]: unknown;
}

const READ_ONLY = {
  read_only: true,
  field_read_only: true,
  view_type: { view: true, edit: false, quick_create: false, create: false },
};

/** What Zoho fills in, although its `read_only` is false, as recorded. */
const SHOWN_ONLY = {
  custom: false,
  view_type: { view: true, edit: false, quick_create: false, create: false },
} as const;

export const KINDS = {
  text: { data_type: "text", json_type: "string", ui_type: 1, length: 255 },
  name: { data_type: "text", json_type: "string", ui_type: 127, length: 80, custom: false },
  email: { data_type: "email", json_type: "string", ui_type: 25, length: 100 },
  phone: { data_type: "phone", json_type: "string", ui_type: 33, length: 30 },
  website: { data_type: "website", json_type: "string", ui_type: 21, length: 450 },
  textarea: { data_type: "textarea", json_type: "string", ui_type: 110, length: 2000, textarea: { type: "small" } },
  largeTextarea: {
    data_type: "textarea",
    json_type: "string",
    ui_type: 3,
    length: 32_000,
    textarea: { type: "large" },
  },
  tag: { data_type: "text", json_type: "jsonarray", ui_type: 209, length: 2000, ...SHOWN_ONLY },
  lineItems: { data_type: "text", json_type: "jsonarray", ui_type: 5001, length: 2000, custom: false },
  picklist: { data_type: "picklist", json_type: "string", ui_type: 2, length: 120 },
  stage: { data_type: "picklist", json_type: "string", ui_type: 26, length: 120, custom: false },
  multiselectpicklist: { data_type: "multiselectpicklist", json_type: "jsonarray", ui_type: 100, length: 2000 },
  boolean: { data_type: "boolean", json_type: "boolean", ui_type: 301, length: 5 },
  integer: { data_type: "integer", json_type: "integer", ui_type: 32, length: 9 },
  double: { data_type: "double", json_type: "double", ui_type: 38, length: 16, decimal_place: 2 },
  percent: { data_type: "percent", json_type: "double", ui_type: 37, length: 5, decimal_place: 2 },
  currency: {
    data_type: "currency",
    json_type: "double",
    ui_type: 36,
    length: 16,
    decimal_place: 2,
    currency: { rounding_option: "normal", precision: 2 },
  },
  bigint: { data_type: "bigint", json_type: "string", ui_type: 34, length: 18 },
  autonumber: {
    data_type: "autonumber",
    json_type: "string",
    ui_type: 111,
    length: 100,
    auto_number: { prefix: "P-", start_number: 1, suffix: "" },
    ...READ_ONLY,
  },
  layout: { data_type: "bigint", json_type: "jsonobject", ui_type: 500_001, length: 50, ...SHOWN_ONLY },
  date: { data_type: "date", json_type: "string", ui_type: 24, length: 20 },
  datetime: { data_type: "datetime", json_type: "string", ui_type: 333, length: 120 },
  time: { data_type: "datetime", json_type: "string", ui_type: 200, length: 120, ...SHOWN_ONLY },
  lookup: { data_type: "lookup", json_type: "jsonobject", ui_type: 133, length: 120 },
  owner: {
    data_type: "ownerlookup",
    json_type: "jsonobject",
    ui_type: 8,
    length: 120,
    custom: false,
    field_read_only: true,
  },
  creator: { data_type: "ownerlookup", json_type: "jsonobject", ui_type: 20, length: 120, ...SHOWN_ONLY },
  userlookup: { data_type: "userlookup", json_type: "jsonobject", ui_type: 221, length: 50 },
  multiselectlookup: { data_type: "multiselectlookup", ui_type: 444, length: 120 },
  subform: { data_type: "subform", json_type: "jsonarray", ui_type: 500 },
  formula: { data_type: "formula", json_type: "double", ui_type: 116, length: 100, ...READ_ONLY },
  rollup_summary: { data_type: "rollup_summary", json_type: "double", ui_type: 550, length: 20, ...READ_ONLY },
  fileupload: { data_type: "fileupload", json_type: "jsonarray", ui_type: 450, length: 2000 },
  imageupload: { data_type: "imageupload", json_type: "jsonarray", ui_type: 460, length: 2000 },
  profileimage: { data_type: "profileimage", json_type: "string", ui_type: 320, length: 255, ...SHOWN_ONLY },
  territories: { data_type: "territories", json_type: "jsonarray", ui_type: 340, length: 2000, ...SHOWN_ONLY },
  consent_lookup: { data_type: "consent_lookup", json_type: "jsonobject", ui_type: 350, length: 120, ...SHOWN_ONLY },
  multi_module_lookup: { data_type: "multi_module_lookup", json_type: "jsonobject", ui_type: 360, length: 120 },
  module: { data_type: "module", json_type: "string", ui_type: 370, length: 120, ...SHOWN_ONLY },
  RRULE: { data_type: "RRULE", json_type: "jsonobject", ui_type: 380, length: 255, custom: false },
  ALARM: { data_type: "ALARM", json_type: "jsonobject", ui_type: 390, length: 255, custom: false },
  multireminder: { data_type: "multireminder", json_type: "jsonarray", ui_type: 395, length: 255, custom: false },
  // Zoho adds kinds every year.
  unknown: { data_type: "hologram", json_type: "jsonobject", ui_type: 999, length: 255 },
  unknownText: { data_type: "scent", json_type: "string", ui_type: 998, length: 255 },
  unknownWithoutJson: { data_type: "aura", ui_type: 997, length: 255 },
} as const satisfies Readonly<Record<string, KindFacts>>;

export type Kind = keyof typeof KINDS;
