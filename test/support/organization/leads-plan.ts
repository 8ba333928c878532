/** A module with every kind of field, each with the traps of real ones. */
import { common, HOSTILE_LABEL, standard, to } from "./common-fields.js";
import { fieldOf, type ModulePlan, valuesOf } from "./organization.js";

/** The picklist of this many values is too large for a union. */
export const MANY_VALUES = 250;

export const leads: ModulePlan = {
  api_name: "Leads",
  module: standard("Leads", "Lead", "Leads"),
  // There is no Company: organizations remove standard fields.
  fields: [
    ...common,
    fieldOf("First_Name", "name", { length: 40, quick_sequence_number: "1" }),
    fieldOf("Last_Name", "name", { system_mandatory: true, quick_sequence_number: "2" }),
    fieldOf("Email", "email", { custom_field: false, unique: { casesensitive: "false" } }),
    fieldOf("Phone", "phone", { custom_field: false }),
    fieldOf("Website_2", "website", { length: 3000 }),
    fieldOf("Description", "largeTextarea", { custom_field: false }),
    fieldOf("Remarks", "textarea"),
    fieldOf("Lead_Source", "picklist", {
      custom_field: false,
      ...valuesOf([
        "-None-",
        ["Cold Call", "Loxo"],
        "Advertisement",
        ["Web Download", 'It\'s "new" \\ */'],
        "Employee",
      ]),
    }),
    fieldOf("Languages", "multiselectpicklist", valuesOf(["English", "Français", "日本語"])),
    fieldOf(
      "Country_Code",
      "picklist",
      valuesOf(Array.from({ length: MANY_VALUES }, (_, index) => `Country ${index}`)),
    ),
    fieldOf("Revenue(First_Touch)", "currency"),
    fieldOf("Email_Opt_Out", "boolean", { custom_field: false }),
    fieldOf("No_of_Employees", "integer", { custom_field: false }),
    fieldOf("Score_Raw", "double"),
    fieldOf("Discount", "percent"),
    fieldOf("External_Number", "bigint"),
    fieldOf("Candidate_No", "autonumber"),
    fieldOf("Birthday", "date"),
    fieldOf("Next_Call", "datetime"),
    fieldOf("Account", "lookup", to("Accounts")),
    // Later versions have an object, and some fields have nothing.
    fieldOf("Project", "lookup", to({ api_name: "Projects", id: "5100000000000000002" })),
    fieldOf("Referred_By", "lookup", { lookup: { display_label: "Referrals", api_name: "Referrals", id: null } }),
    fieldOf("Recruiter", "userlookup"),
    fieldOf("Jobs", "multiselectlookup", {
      multiselectlookup: {
        display_label: "Jobs",
        linking_module: "Leads_X_Jobs",
        lookup_apiname: "Leads",
        connected_module: "Jobs",
        api_name: "Jobs",
        connectedfield_apiname: "Jobs",
        connectedlookup_apiname: "Jobs",
        id: "5100000000000000003",
      },
    }),
    fieldOf("Subform_2", "subform", {
      field_label: "Interviews Held",
      subform: { module: "Interviews_Held", id: "5100000000000000004" },
    }),
    fieldOf("Days_Open", "formula", {
      json_type: "double",
      formula: { return_type: "double", expression: "Datediff()" },
    }),
    fieldOf("Is_Hot", "formula", { json_type: "boolean", formula: { return_type: "boolean", expression: "If()" } }),
    fieldOf("Initials", "formula", { json_type: "string", formula: { return_type: "string", expression: "Concat()" } }),
    fieldOf("Due_On", "formula", { json_type: "string", formula: { return_type: "date", expression: "Newdate()" } }),
    fieldOf("Due_At", "formula", { json_type: "string", formula: { return_type: "datetime", expression: "Now()" } }),
    fieldOf("Fee", "formula", { formula: { return_type: "currency", expression: "\u0024{Leads.Discount} * 2" } }),
    fieldOf("Deal_Total", "rollup_summary"),
    fieldOf("Resume", "fileupload"),
    fieldOf("Pictures", "imageupload"),
    fieldOf("Territories", "territories"),
    fieldOf("Data_Processing_Basis_Details", "consent_lookup"),
    fieldOf("Hologram", "unknown"),
    fieldOf("Scent", "unknownText"),
    fieldOf("Aura", "unknownWithoutJson"),
    fieldOf("Hostile", "text", { field_label: HOSTILE_LABEL, tooltip: { name: "static_text", value: HOSTILE_LABEL } }),
    fieldOf(
      "Hostile_Choice",
      "picklist",
      valuesOf(["*/", "`\u0024{1}`", "a\nb", "\u2028", '"', "'", "\\", ["plain", HOSTILE_LABEL]]),
    ),
    fieldOf("constructor", "text"),
    fieldOf("Locked__s", "boolean", { read_only: true, field_read_only: true, visible: false }),
  ],
  layouts: [
    { name: "Standard", required: ["Email"] },
    {
      name: "Partners",
      required: ["Phone", "Lead_Source"],
      offers: { Lead_Source: ["-None-", "Cold Call", "Employee"], Languages: ["English"] },
      without: ["Birthday", "Subform_2"],
    },
  ],
};
