// What the programs on published clients are to see, call by call: the status, and what of the body a user looks at.
import { expect } from "vitest";

export type Expected = Readonly<Record<string, readonly [status: number | undefined, body?: unknown]>>;

const done = (message: string, details: object = {}) => ({ code: "SUCCESS", status: "success", message, details });
const refused = (code: string, details: object) => ({ code, status: "error", details });
const ada = { name: "Ada Example" };
/** The names of things, whatever else is with them. */
const named = (...names: string[]) => names.map((name) => expect.objectContaining({ name }));
const having = (values: object) => expect.arrayContaining([expect.objectContaining(values)]);

const added = done("record added", { Created_By: ada, Modified_By: ada, id: expect.any(String) });
const updated = done("record updated", { Modified_By: ada });
const deleted = done("record deleted");
const noAddress = refused("INVALID_DATA", { api_name: "Email", expected_data_type: "email" });
const siv = { Full_Name: "Siv Berg", City: "Moss", Owner: ada };
const dot = { name: "dot.png", text: expect.stringMatching(/^.PNG/) };
const zip = (job: RegExp) => ({ file: { name: expect.stringMatching(job), text: expect.stringMatching(/^PK/) } });

/** With Zoho's typed SDKs: their models, whose members have names of their own. */
export const SDK_ANSWERS: Expected = {
  org: [
    200,
    { org: [{ companyName: "Example Ltd", zgid: expect.stringMatching(/^\d+$/), licenseDetails: { paid: true } }] },
  ],
  "nothing is there": [204, null],
  create: [207, { data: [added, noAddress, added] }],
  "all refused": [202, { data: [noAddress] }],
  list: [
    200,
    { data: [{ Last_Name: "Berg", Company: "Fjord AS" }], info: { perPage: 1, count: 1, page: 1, moreRecords: true } },
  ],
  "list not modified": [304, null],
  get: [
    200,
    {
      data: [
        {
          Full_Name: "Siv Berg",
          Lead_Source: "Advertisement",
          Annual_Revenue: 1200.5,
          No_of_Employees: 12,
          Email_Opt_Out: true,
          Owner: { ...ada, email: "ada@example.com" },
          Created_Time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          Tag: [],
        },
      ],
    },
  ],
  "get unknown": [204, null],
  "unknown module": [undefined],
  "update one": [200, { data: [updated] }],
  update: [207, { data: [updated, refused("INVALID_DATA", { id: "1" })] }],
  upsert: [
    200,
    {
      data: [
        { ...updated, action: "update", duplicateField: "Email" },
        { ...added, action: "insert" },
      ],
    },
  ],
  "search by criteria": [200, { data: [siv], info: { count: 1 } }],
  "search by email": [200, { data: [{ Last_Name: "Dahl", City: "Bergen" }] }],
  "search by phone": [200, { data: [siv] }],
  "search by word": [200, { data: [siv] }],
  coql: [200, { data: [{ Last_Name: "Berg", City: "Moss" }], info: { count: 1, moreRecords: false } }],
  "coql broken": [400, refused("SYNTAX_ERROR", { clause: "from", line: 1 })],
  "create account": [201, { data: [added] }],
  "create deal": [201, { data: [added] }],
  "get deal": [
    200,
    {
      data: [
        {
          Stage: "Qualification",
          Amount: 900,
          Closing_Date: "2027-03-31T00:00:00.000Z",
          Account_Name: { name: "Fjord AS" },
        },
      ],
    },
  ],
  "create contact": [201, { data: [added] }],
  "create event": [201, { data: [added] }],
  "list events": [
    200,
    {
      data: [
        {
          Start_DateTime: "2027-01-02T10:00:00.000Z",
          Remind_At: "2027-01-02T09:00:00.000Z",
          Recurring_Activity: { rrule: "FREQ=DAILY;INTERVAL=1;UNTIL=2027-02-01" },
          Participants: [{ type: "email", participant: "guest@example.com" }],
        },
      ],
    },
  ],
  "create task": [201, { data: [added] }],
  "create in a custom module": [201, { data: [added] }],
  "get of a custom module": [
    200,
    {
      data: [
        {
          Name: "Pier",
          Budget: 12.5,
          Kinds: ["Indoor", "Outdoor"],
          Begins: "2027-02-01T00:00:00.000Z",
          Done: true,
          Client: { name: "Fjord AS" },
        },
      ],
    },
  ],
  "list tasks": [
    200,
    { data: [{ Subject: "Ring", Due_Date: "2027-01-02T00:00:00.000Z", What_Id: { name: "Lamps" } }] },
  ],
  "create products": [201, { data: [added, added] }],
  "create quote": [201, { data: [added] }],
  "get quote": [
    200,
    { data: [{ Subject: "Two lamps", Product_Details: [{ quantity: 2, product: { id: expect.any(String) } }] }] },
  ],
  "create price book": [201, { data: [added] }],
  "list price books": [
    200,
    { data: [{ Pricing_Model: "Flat", Pricing_Details: [{ from_range: 1, to_range: 10, discount: 5 }] }] },
  ],

  "create notes": [201, { data: [added, added, added] }],
  "get notes": [
    200,
    {
      data: expect.arrayContaining(
        ["First", "Second", "Third"].map((noteTitle) => expect.objectContaining({ noteTitle })),
      ),
      info: { count: 3 },
    },
  ],
  "get note": [
    200,
    { data: [{ noteContent: "Rang twice", seModule: "Leads", parentId: { name: "Siv Berg" }, owner: ada }] },
  ],
  "update note": [200, { data: [updated] }],
  "update notes": [200, { data: [updated] }],
  "delete note": [200, { data: [deleted] }],
  "delete notes": [200, { data: [deleted, deleted] }],

  "create tags": [
    201,
    { tags: [done("tags created successfully", { created_by: ada }), done("tags created successfully")] },
  ],
  "update tags": [200, { tags: [done("tags updated successfully")] }],
  "update tag": [200, { tags: [done("tags updated successfully")] }],
  "get tags": [200, { tags: named("hot", "cool"), info: { count: 2 } }],
  "tag a record": [200, { data: [done("tags updated successfully", { tags: ["hot", "new"] })] }],
  "tag records": [
    200,
    {
      data: [{ details: { tags: ["hot", "new", "cool"] } }, { details: { tags: ["cool"] } }],
      successCount: "2",
      wfScheduler: true,
    },
  ],
  "tagged record": [200, { data: [{ Tag: named("hot", "new", "cool") }] }],
  "count of a tag": [200, { count: "2" }],
  "untag a record": [200, { data: [{ details: { tags: ["hot", "cool"] } }] }],
  "untag records": [200, { data: [{ details: { tags: ["hot"] } }, { details: { tags: [] } }] }],
  "merge tags": [200, { tags: [done("tags merged successfully")] }],
  "delete tag": [200, { tags: [done("tags deleted successfully")] }],

  relate: [200, { data: [done("relation added")] }],
  "relate one": [200, { data: [done("relation added")] }],
  related: [200, { data: having({ Product_Name: "Lamp", Unit_Price: 20 }), info: { count: 2 } }],
  "related one": [200, { data: [{ Product_Name: "Lamp" }] }],
  "unrelate one": [200, { data: [done("relation removed")] }],
  unrelate: [200, { data: [done("relation removed")] }],
  "no longer related": [204, null],

  "create with an id of one's own": [201, { data: [added] }],
  "get by it": [200, { data: [{ Product_Name: "Bulb", Code: "b-1" }] }],
  "update by it": [200, { data: [updated] }],
  "update of what it does not name": [400, refused("NOT_FOUND", {})],
  "give the lead one": [200, { data: [updated] }],
  "relate by them": [200, { data: [done("relation added")] }],
  "related by them": [200, { data: [{ Product_Name: "Bulb", Unit_Price: 3 }] }],
  "relate one by them": [200, { data: [done("relation added")] }],
  "related one by them": [200, { data: [{ Product_Name: "Bulb" }] }],
  "unrelate one by them": [200, { data: [done("relation removed")] }],
  "relate again": [200, { data: [done("relation added")] }],
  "unrelate by them": [200, { data: [done("relation removed")] }],
  "delete by it": [200, { data: [deleted] }],

  attach: [200, { data: [done("attachment uploaded successfully")] }],
  "attach a link": [200, { data: [done("attachment uploaded successfully")] }],
  attachments: [
    200,
    {
      data: [
        { linkUrl: "https://example.com/offer", type: "Link URL" },
        { fileName: "offer.txt", size: "8", parentId: { name: "Siv Berg" } },
      ],
    },
  ],
  download: [200, { file: { name: "offer.txt", text: "An offer" } }],
  "delete attachment": [200, { data: [deleted] }],
  "delete attachments": [200, { data: [deleted] }],
  "upload photo": [200, done("photo uploaded successfully")],
  "download photo": [200, { file: dot }],
  "delete photo": [200, done("Photo deleted")],
  "upload file": [200, { data: [{ code: "SUCCESS", details: { name: "plan.txt" } }] }],
  "get file": [200, { file: { name: "plan.txt", text: "A plan" } }],

  users: [
    200,
    {
      users: [
        { full_name: "Ada Example", role: { name: "CEO" }, profile: { name: "Administrator" } },
        { email: "bo@example.com", status: "active" },
      ],
      info: { count: 2 },
    },
  ],
  share: [200, { share: [done("record will be shared successfully")] }],
  shares: [
    200,
    { share: [{ permission: "read_only", shareRelatedRecords: false, sharedBy: ada, user: { full_name: "Bo Aas" } }] },
  ],
  "change share": [200, { share: [done("sharing will be updated successfully")] }],
  "end share": [200, { share: done("shared records will be revoked successfully") }],
  blueprint: [
    200,
    {
      blueprint: {
        processInfo: { fieldValue: "Qualification", isContinuous: false },
        transitions: having({ id: expect.any(String), nextFieldValue: expect.any(String) }),
      },
    },
  ],
  "take a step": [200, done("transition updated successfully")],

  "create contact roles": [201, { contactRoles: [done("contact role added"), done("contact role added")] }],
  "contact roles": [200, { contactRoles: having({ name: "Payer", sequenceNumber: 1 }) }],
  "contact role": [200, { contactRoles: [{ name: "Payer" }] }],
  "update contact role": [200, { contactRoles: [done("contact role updated")] }],
  "update contact roles": [200, { contactRoles: [done("contact role updated")] }],
  "give a role": [200, { data: [done("contact role updated")] }],
  "roles of a deal": [200, { data: [{ Last_Name: "Moe", Contact_Role: { name: "Signer" } }], info: { count: 1 } }],
  "role of a deal": [200, { data: [{ Last_Name: "Moe", Contact_Role: { name: "Signer" } }] }],
  "take a role": [200, { data: [done("contact role removed")] }],
  "delete contact role": [200, { contactRoles: [done("contact role deleted")] }],
  "delete contact roles": [200, { contactRoles: [done("contact role deleted")] }],

  modules: [200, { modules: having({ apiName: "Projects", generatedType: "custom", apiSupported: true }) }],
  module: [
    200,
    { modules: [{ apiName: "Leads", singularLabel: "Lead", convertable: true, generatedType: "default" }] },
  ],
  "modules not modified": [304, null],
  "profiles not modified": [304, null],
  "users not modified": [304, null],
  "fields read anew": [undefined, null],
  "update module": [200, { modules: [done("module updated successfully", { api_name: "Leads" })] }],
  "update module by id": [200, { modules: [done("module updated successfully", { api_name: "Leads" })] }],
  fields: [200, { fields: having({ apiName: "Annual_Revenue", dataType: "currency", jsonType: "double" }) }],
  field: [200, { fields: [{ apiName: "id", dataType: "bigint", readOnly: true }] }],
  layouts: [
    200,
    {
      layouts: [
        {
          name: "Standard",
          sections: [
            { displayLabel: "Lead Information", fields: having({ apiName: "Last_Name", systemMandatory: true }) },
          ],
        },
      ],
    },
  ],
  layout: [200, { layouts: [{ name: "Standard", visible: true }] }],
  views: [
    200,
    { customViews: having({ name: "All Leads", default1: true }), info: { perPage: 200, moreRecords: false } },
  ],
  view: [200, { customViews: [{ name: "All Leads", category: "public_views" }] }],
  "related lists": [
    200,
    { relatedLists: having({ apiName: "Products", module: "Products", href: "Leads/{ENTITYID}/Products" }) },
  ],
  "related list": [200, { relatedLists: [{ id: expect.any(String) }] }],
  roles: [200, { roles: having({ name: "CEO", adminUser: true }) }],
  role: [200, { roles: [{ name: "CEO" }] }],
  profiles: [200, { profiles: having({ name: "Administrator" }) }],
  profile: [200, { profiles: [{ name: "Administrator" }] }],
  territories: [
    200,
    { territories: having({ name: "Midwest", criteria: expect.objectContaining({ field: "State", value: "OH" }) }) },
  ],
  territory: [200, { territories: [{ name: "Midwest", manager: ada }] }],
  "variable groups": [200, { variableGroups: having({ apiName: "General" }) }],
  "variable group": [200, { variableGroups: [{ apiName: "General", displayLabel: "General" }] }],
  "variable group by name": [200, { variableGroups: [{ apiName: "General" }] }],
  "org photo": [200, done("photo uploaded successfully")],
  user: [200, { users: [{ full_name: "Bo Aas", time_zone: "Africa/Nairobi" }] }],
  "create user": [201, { users: [done("User added", { email: "nilsen@example.com" })] }],
  "update user": [200, { users: [done("User updated")] }],
  "update users": [200, { users: [done("User updated")] }],
  "delete user": [200, { users: [done("User deleted")] }],
  "create taxes": [201, { taxes: [done("tax added"), done("tax added")] }],
  "update taxes": [200, { taxes: [done("tax updated")] }],
  taxes: [
    200,
    {
      taxes: [
        { name: "MVA", value: 26 },
        { name: "Low", value: 12.5, sequenceNumber: 2 },
      ],
      preference: { modifyTaxRates: false },
    },
  ],
  tax: [200, { taxes: [{ name: "MVA", value: 26 }] }],
  "delete tax": [200, { taxes: [done("tax deleted")] }],
  "delete taxes": [200, { taxes: [done("tax deleted")] }],
  "enable currencies": [200, { baseCurrency: done("The multi-currency feature enabled successfully") }],
  "add currencies": [201, { currencies: [done("The currency created successfully")] }],
  currencies: [
    200,
    {
      currencies: [
        { isoCode: "USD", isBase: true, format: { decimalSeparator: "Period", decimalPlaces: "2" } },
        { isoCode: "NOK" },
      ],
    },
  ],
  currency: [200, { currencies: [{ symbol: "kr", exchangeRate: "0.095000000", isActive: true }] }],
  "update currency": [200, { currencies: [done("The currency updated successfully")] }],
  "update currencies": [200, { currencies: [done("The currency updated successfully")] }],
  "update base currency": [200, { baseCurrency: done("The currency updated successfully") }],
  "create variables": [201, { variables: [done("variable added"), done("variable added")] }],
  variables: [
    200,
    {
      variables: [
        { apiName: "Goal", type: "integer", value: "5", description: "A year's" },
        { apiName: "Motto", value: "Light" },
      ],
    },
  ],
  variable: [200, { variables: [{ apiName: "Goal", variableGroup: { apiName: "General" } }] }],
  "variable by name": [200, { variables: [{ apiName: "Motto", type: "text" }] }],
  "update variable": [200, { variables: [done("variable updated")] }],
  "update variable by name": [200, { variables: [done("variable updated")] }],
  "update variables": [200, { variables: [done("variable updated")] }],
  "delete variable": [200, { variables: [done("variable deleted")] }],
  "delete variables": [200, { variables: [done("variable deleted")] }],
  watch: [
    201,
    { watch: [{ code: "SUCCESS", details: { events: [{ resourceName: "Leads", channelId: "1000000068001" }] } }] },
  ],
  watches: [
    200,
    {
      watch: [{ events: ["Leads.create"], token: "ours", notifyUrl: expect.stringContaining("/told") }],
      info: { count: 1 },
    },
  ],
  "replace watches": [
    200,
    { watch: [{ details: { events: [{ resourceName: "Leads" }, { resourceName: "Deals" }] } }] },
  ],
  "change watch": [200, { watch: [{ code: "SUCCESS", details: { events: [{ resourceName: "Leads" }] } }] }],
  unwatch: [200, { watch: [{ code: "SUCCESS", details: { channel_id: "1000000068001" } }] }],
  "unwatch events": [202, { watch: [refused("NOT_SUBSCRIBED", {})] }],

  "mass update": [200, { data: [updated, updated] }],
  "views of leads": [200, { customViews: having({ name: "All Leads" }) }],
  "mass update by view": [200, { data: [done("mass update scheduled successfully")] }],
  "mass update status": [200, { data: [{ totalCount: 3 }] }],
  "bulk read": [201, { data: [{ code: "ADDED_SUCCESSFULLY", details: { operation: "read", state: "ADDED" } }] }],
  "bulk read state": [
    200,
    {
      data: [
        {
          state: "COMPLETED",
          query: { module: "Leads", criteria: { apiName: "Last_Name", comparator: "equal" } },
          result: { count: 1, moreRecords: false },
        },
      ],
    },
  ],
  "bulk read result": [200, zip(/^\d+\.zip$/)],
  "bulk write upload": [200, { code: "FILE_UPLOAD_SUCCESS", details: { file_id: expect.any(String) } }],
  "bulk write": [201, done("success", { created_by: ada })],
  "bulk write state": [
    200,
    {
      status: "COMPLETED",
      resource: [
        {
          file: { name: "Leads.csv", addedCount: 1, totalCount: 1 },
          fieldMappings: [{ apiName: "Last_Name", index: 0 }, { apiName: "Company" }],
        },
      ],
    },
  ],
  "bulk write result": [200, zip(/^\d+\.zip$/)],
  function: [200, { code: "success", details: { output: "Hello Siv" } }],
  "function with a file": [200, { details: { output: "offer.txt" } }],
  "function with arguments": [400, refused("INVALID_DATA", { api_name: "arguments" })],
  convert: [200, { data: [{ contacts: expect.any(String), accounts: expect.any(String), deals: expect.any(String) }] }],
  "delete one": [200, { data: [deleted] }],
  delete: [200, { data: [deleted, deleted] }],
  deleted: [
    200,
    {
      data: [{ displayName: "Dahl", type: "recycle", deletedBy: ada, deletedTime: expect.stringMatching(/^\d{4}-/) }],
      info: { count: 1 },
    },
  ],
};

/** With the old clients: Zoho's answers as they come. */
export const OLD_ANSWERS: Expected = {
  tokens: [undefined, [70, 70, 70]],
  create: [207, { data: [added, noAddress, added] }],
  list: [200, { data: [{ Last_Name: "Dahl", Company: "Dahl" }], info: { per_page: 1, count: 1, more_records: true } }],
  "list not modified": [304],
  get: [200, { data: [{ Last_Name: "Berg", Owner: ada }] }],
  "get unknown": [204, { message: "no data" }],
  update: [200, { data: [updated] }],
  upsert: [200, { data: [{ ...updated, action: "update", duplicate_field: "Email" }] }],
  "search by criteria": [200, { data: [{ City: "Oslo" }] }],
  "search by email": [200, { data: [{ City: "Oslo" }] }],
  "search by word": [200, { data: [{ Company: "Fjord AS" }] }],
  attach: [200, { data: [done("attachment uploaded successfully")] }],
  "attach a link": [200, { data: [done("attachment uploaded successfully")] }],
  attachments: [200, { data: [{ $link_url: "https://example.com/offer" }, { File_Name: "offer.txt", Size: "8" }] }],
  download: [200, { filename: "offer.txt", size: 8 }],
  "delete attachment": [200, { data: [deleted] }],
  "upload photo": [200, done("photo uploaded successfully")],
  "download photo": [200, { filename: "dot.png", size: 70 }],
  "delete photo": [200, done("Photo deleted")],
  modules: [200, { modules: having({ api_name: "Projects", generated_type: "custom" }) }],
  module: [200, { modules: [{ api_name: "Leads" }] }],
  fields: [200, { fields: having({ api_name: "Last_Name", system_mandatory: true }) }],
  field: [200, { fields: [{ api_name: "id" }] }],
  layouts: [200, { layouts: [{ name: "Standard" }] }],
  layout: [200, { layouts: [{ name: "Standard" }] }],
  views: [200, { custom_views: having({ name: "All Leads" }) }],
  view: [200, { custom_views: [{ name: "All Leads" }] }],
  "update view": [200, { custom_views: [done("custom view updated")] }],
  "sorted by the view": [
    200,
    { data: [{ Last_Name: "Berg" }, { Last_Name: "Dahl" }], info: { sort_by: "Last_Name", sort_order: "asc" } },
  ],
  "related lists": [200, { related_lists: having({ api_name: "Products" }) }],
  roles: [200, { roles: having({ name: "CEO" }) }],
  profiles: [200, { profiles: having({ name: "Administrator" }) }],
  users: [200, { users: having({ full_name: "Bo Aas" }) }],
  org: [200, { org: [{ company_name: "Example Ltd" }] }],
  function: [200, { details: { output: "Hello Siv" } }],
  "function with a body": [200, { details: { output: "Hello Bo" } }],
  convert: [200, { data: [{ Contacts: expect.any(String), Accounts: expect.any(String), Deals: null }] }],
  delete: [200, { data: [deleted] }],
  deleted: [200, { data: [{ display_name: "Dahl", type: "recycle" }] }],
  "recycle bin": [200, { data: [{ display_name: "Dahl" }] }],
  "permanently deleted": [204, { message: "no data" }],
};
