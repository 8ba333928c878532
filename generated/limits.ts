// Generated from spec/openapi.yaml. Do not edit: change the description, then run `npm run codegen`.
export type MostColumns = 50;

export type MostValues = 50;

/** Zoho's limits, by subject. Sizes are bytes. */
export const limits = {
  records: {
    rowsPerCall: 100,
    rowsPerPage: 200,
    rowsInList: 2000,
    rowsPerCredit: 10,
    idsPerCall: 100,
    recycleBinDays: 60,
    deletedDays: 120,
    lookupLevels: 2,
    integerDigits: 9,
    decimalDigits: 16,
    lineLength: 1999,
  },
  coql: {
    columns: 50,
    conditions: 25,
    values: 50,
    rows: 200,
    lastRow: 10000,
  },
  search: {
    results: 2000,
    conditions: 10,
  },
  bulkRead: {
    rowsPerPage: 200000,
    pages: 500,
    conditions: 25,
    values: 100,
    downloadsPerMinute: 10,
  },
  bulkWrite: {
    fileBytes: 26214400,
    rows: 25000,
    columns: 200,
    formatLength: 50,
  },
  notifications: {
    channelsPerCall: 100,
    tokenLength: 50,
    hours: 24,
  },
};

/** The data types of fields that COQL neither selects nor compares. */
export const notInCoql = [
  "ALARM",
  "event_reminder",
  "fileupload",
  "imageupload",
  "multiselectlookup",
  "participants",
  "RRULE",
  "subform",
];

/** The modules that COQL and bulk reads do not serve. */
export const notServed = {
  coql: ["Activities", "Attachments", "Emails"],
  bulkRead: ["Activities", "Attachments", "Emails", "Notes"],
};

/** The modules, besides custom ones, whose events can be subscribed to. */
export const notified = [
  "Leads",
  "Accounts",
  "Contacts",
  "Deals",
  "Campaigns",
  "Tasks",
  "Cases",
  "Events",
  "Calls",
  "Solutions",
  "Products",
  "Vendors",
  "Price_Books",
  "Quotes",
  "Sales_Orders",
  "Purchase_Orders",
  "Invoices",
  "Appointments__s",
  "Services__s",
];

/** The API credits that a call costs, where that is not one. */
export const credits = {
  convertLead: 5,
  createBulkReadJob: 50,
  createBulkWriteJob: 500,
};

/** The fields by which Zoho finds duplicates, by module. */
export const duplicateChecks = {
  Leads: ["Email"],
  Accounts: ["Account_Name"],
  Contacts: ["Email"],
  Deals: ["Deal_Name"],
  Campaigns: ["Campaign_Name"],
  Products: ["Product_Code"],
  Vendors: ["Vendor_Name"],
  Price_Books: ["Price_Book_Name"],
  Quotes: ["Subject"],
  Sales_Orders: ["Subject"],
  Purchase_Orders: ["Subject"],
  Invoices: ["Subject"],
  Cases: ["Subject"],
  Solutions: ["Solution_Title"],
};

/** The codes of rejected rows that a later attempt may save. */
export const temporaryErrors = ["INTERNAL_ERROR", "RECORD_LOCKED"];
