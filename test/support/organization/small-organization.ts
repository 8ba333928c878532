/** A made-up organization with every kind of field, and modules of every origin. */
import { common, HOSTILE_LABEL, standard, to } from "./common-fields.js";
import { leads } from "./leads-plan.js";
import { fieldOf, type ModulePlan, type Organization, organizationOf, valuesOf } from "./organization.js";

const contact = (label: string) => [
  ...common,
  fieldOf("Last_Name", "name", { system_mandatory: true }),
  fieldOf("Account_Name", "lookup", { custom_field: false, field_label: label, ...to("Accounts", "Contacts") }),
  fieldOf("Reporting_To", "lookup", { custom_field: false, ...to("Contacts", "Reports") }),
];

const events: ModulePlan = {
  api_name: "Events",
  module: standard("Meetings", "Meeting", "Events"),
  fields: [
    ...common,
    fieldOf("Event_Title", "text", { system_mandatory: true, custom_field: false }),
    fieldOf("Start_DateTime", "datetime", { system_mandatory: true, custom_field: false }),
    fieldOf("Remind Participants", "ALARM", { json_type: "jsonarray" }),
    fieldOf("Remind_At", "ALARM"),
    fieldOf("Recurring_Activity", "RRULE"),
    fieldOf("U_Reminders", "multireminder"),
    fieldOf("What_Id", "lookup", { ui_type: 68, custom_field: false, ...to("se_module", null) }),
    fieldOf("$se_module", "module"),
    fieldOf("Attendees", "multi_module_lookup", {
      multi_module_lookup: {
        module: { api_name: "Attendees", id: "5100000000000000005" },
        modules: [{ api_name: "Leads" }, { api_name: "Contacts" }],
      },
    }),
  ],
};

const plans: readonly ModulePlan[] = [
  leads,
  {
    api_name: "Accounts",
    module: standard("Companies", "Company", "Accounts"),
    fields: [
      ...common,
      fieldOf("Account_Name", "text", { system_mandatory: true, custom_field: false }),
      fieldOf("Parent_Account", "lookup", { custom_field: false, ...to("Accounts", "Children") }),
    ],
  },
  { api_name: "Contacts", module: standard("Contacts", "Contact", "Contacts"), fields: contact("Company") },
  // Renamed modules keep their API name.
  {
    api_name: "Deals",
    module: standard("Opportunités", "Opportunité", "Potentials"),
    fields: [
      ...common,
      fieldOf("Deal_Name", "text", { system_mandatory: true, custom_field: false, length: 120 }),
      fieldOf("Amount", "currency", { custom_field: false }),
      fieldOf("Closing_Date", "date", { custom_field: false }),
      fieldOf("Stage", "stage", {
        system_mandatory: true,
        ...valuesOf([["Received Pitch", "Meetings Completed"], "Closed Won", "Closed Lost"]),
      }),
      fieldOf("Account_Name", "lookup", { custom_field: false, ...to("Accounts", "Deals") }),
    ],
  },
  events,
  {
    api_name: "Notes",
    module: standard("Notes", "Note", "Notes"),
    fields: [
      fieldOf("Note_Content", "text", { length: 65_535, custom_field: false }),
      fieldOf("Parent_Id", "lookup", { ui_type: 4, custom_field: false, ...to("se_module", null) }),
    ],
  },
  {
    api_name: "Invoices",
    module: standard("Invoices", "Invoice", "Invoices"),
    fields: [
      ...common,
      fieldOf("Subject", "text", { system_mandatory: true, custom_field: false }),
      fieldOf("Product_Details", "lineItems"),
      fieldOf("Exchange_Rate", "double", { custom_field: false, decimal_place: 9 }),
    ],
  },
  // An extension's module with the label of the standard one.
  {
    api_name: "CustomModule5001",
    module: {
      ...standard("Invoices", "Invoice", "CustomModule5001"),
      parent_module: { api_name: "Zoho_Books", id: "5100000000000000006" },
    },
    fields: [...common, fieldOf("Name", "text", { system_mandatory: true })],
  },
  {
    api_name: "Projects",
    module: { plural_label: HOSTILE_LABEL, description: HOSTILE_LABEL, module_name: "Client Projects" },
    fields: [
      ...common,
      fieldOf("Name", "text", { system_mandatory: true, length: 120 }),
      fieldOf("Budget", "currency"),
      fieldOf("Lead", "lookup", to("Leads", "Projects")),
    ],
  },
  { api_name: "Jobs", fields: [...common, fieldOf("Name", "text", { system_mandatory: true })] },
  {
    api_name: "Leads_X_Jobs",
    module: { generated_type: "linking", module_name: "LinkingModule1", show_as_tab: false, visibility: 2 },
    fields: [fieldOf("Leads", "lookup", to("Leads", "Jobs")), fieldOf("Jobs", "lookup", to("Jobs", "Leads"))],
  },
  {
    api_name: "Interviews_Held",
    module: {
      generated_type: "subform",
      show_as_tab: false,
      parent_module: { api_name: "Leads", id: "5100000000000000007" },
    },
    fields: [
      fieldOf("Parent_Id", "lookup", { custom_field: false, ...to("Leads", null) }),
      fieldOf("Interview_Date", "date"),
      fieldOf("Interviewer", "userlookup"),
      fieldOf("Outcome", "picklist", valuesOf(["Good", "Bad"])),
      fieldOf("Score", "integer", { system_mandatory: true }),
    ],
  },
  {
    api_name: "Status_History",
    module: {
      generated_type: "picklisttracker",
      module_name: "LinkingModule2",
      creatable: false,
      editable: false,
      deletable: false,
    },
    fields: [fieldOf("Moved_To__s", "text", { length: 120 }), fieldOf("Lead", "lookup", to("Leads", "Status_History"))],
  },
  {
    api_name: "Amount_History",
    module: { generated_type: "field_tracker", creatable: false, editable: false },
    fields: [fieldOf("Amount", "currency")],
  },
  {
    api_name: "smsmagic4__SMS_History",
    module: { plural_label: "SMS History" },
    fields: [...common, fieldOf("Name", "text", { system_mandatory: true }), fieldOf("smsmagic4__Incoming", "boolean")],
  },
  // Names that a generated program uses, or that a file system takes for the same.
  { api_name: "Index", fields: [fieldOf("Name", "text")] },
  { api_name: "Org", fields: [fieldOf("Name", "text")] },
  { api_name: "Date", fields: [fieldOf("Name", "text"), fieldOf("When", "date")] },
  { api_name: "Actions_Performed", module: { generated_type: "default" } },
  // The user may not see it.
  { api_name: "Payroll", module: { viewable: false, creatable: false, editable: false, deletable: false } },
  { api_name: "Feeds", module: { generated_type: "default", api_supported: false } },
  {
    api_name: "Converse_Desk",
    module: {
      generated_type: "web",
      api_supported: false,
      module_name: "WebTab1",
      web_link: "https://desk.example.invalid/#/home?userId=\u0024{Users.User Id}",
    },
  },
];

/** Every kind of field, and modules of every origin. */
export const smallOrganization: Organization = organizationOf(plans);
