// Generated from spec/openapi.yaml. Do not edit: change the description, then run `npm run codegen`.
/** What to do about an error, by its code. It is the end of the error's message. */
export const remedies: Readonly<Record<string, string>> = {
  INVALID_TOKEN: "check that token and API host belong to the same data center",
  AUTHENTICATION_FAILURE: "check that the user still has access to the organization",
  OAUTH_SCOPE_MISMATCH: "ask for consent again with a scope that this operation takes",
  NO_PERMISSION: "ask an administrator for the permission named in the details",
  INVALID_URL_PATTERN: "check the address; the description lists the operations",
  TOO_MANY_REQUESTS: "send fewer requests at once (maxConcurrency), or wait until credits are available again",
  INVALID_MODULE: "use the module's API name, e.g. Leads; names are case-sensitive",
  INVALID_PATH_VALUE:
    "what belongs to a record has calls of its own, such as crm.notes, crm.attachments and crm.relatedRecords",
  MANDATORY_NOT_FOUND: "set the field named in the details",
  REQUIRED_PARAM_MISSING: "set the parameter named in the details",
  DUPLICATE_DATA: "update the record whose id is in the details, or upsert",
  DISCRETE_PAGINATION_LIMIT_EXCEEDED:
    "read the rest by COQL, from the last id on, or by a bulk read; `readRecords` of `zcrm/data` does both",
  LIMIT_EXCEEDED: "send fewer at once; the details name the limit",
  INVALID_QUERY: "correct the column or operator named in the details",
};

/** The modules that are known, to find misspelt ones. */
export const moduleNames: readonly string[] = [
  "Leads",
  "Accounts",
  "Contacts",
  "Deals",
  "Campaigns",
  "Tasks",
  "Events",
  "Calls",
  "Products",
  "Vendors",
  "Price_Books",
  "Quotes",
  "Sales_Orders",
  "Purchase_Orders",
  "Invoices",
  "Cases",
  "Solutions",
  "Attachments",
  "Notes",
];
