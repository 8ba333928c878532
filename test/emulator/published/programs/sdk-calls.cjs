// What a program does with one of Zoho's SDKs: every call that the three of them have. It prints what came of each, by
// name, as the models of the SDK have it: { status, body } or, where the SDK threw, { threw }.

/** @param sdk - the package @param settings - a folder with the files to send, an address for notifications, and whether one call is enough */
module.exports = async function drive(sdk, { folder, notifyUrl, isShort }) {
  const api = (path) => require(`${sdk}/core/com/zoho/crm/api/${path}`);
  const { ParameterMap } = require(`${sdk}/routes/parameter_map`);
  const { HeaderMap } = require(`${sdk}/routes/header_map`);
  const { Choice } = require(`${sdk}/utils/util/choice`);
  const { StreamWrapper } = require(`${sdk}/utils/util/stream_wrapper`);
  const isOldest = sdk === "zcrmsdk";
  const results = {};

  /** Makes a call, keeps what came of it, and gives its body. */
  async function step(name, call) {
    try {
      const { statusCode, object } = await call();
      results[name] = { status: statusCode, body: plain(object) };
    } catch (error) {
      results[name] = { threw: `${error.code} ${error.message}`, stack: error.stack };
    }
    return results[name].body ?? {};
  }

  /** Asks for a job until it is done, and gives what it said then. */
  async function wait(name, call, isDone) {
    for (let asked = 1; ; asked++) {
      const said = await step(name, call);
      if (asked === 100 || isDone(said)) return said;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A model, filled by its setters: `make("notes/note", { NoteTitle: "Call" })` calls `setNoteTitle`. */
  function make(path, values) {
    const model = new (api(path).MasterModel)();
    for (const [name, value] of Object.entries(values)) model[`set${name}`](value);
    return model;
  }

  function record(values, id) {
    const model = new (api("record/record").MasterModel)();
    if (id !== undefined) model.setId(BigInt(id));
    for (const [name, value] of Object.entries(values)) model.addKeyValue(name, value);
    return model;
  }

  const link = (id) => record({}, id);
  const body = (group, ...rows) => make(`${group}/body_wrapper`, { Data: rows });

  async function fill(map, names, values) {
    for (const [name, value] of Object.entries(values)) {
      for (const one of [value].flat()) await map.add(names[name], one);
    }
    return map;
  }
  const params = (names, values) => fill(new ParameterMap(), names, values);
  const headers = (names, values) => fill(new HeaderMap(), names, values);

  const file = (name) => new StreamWrapper(null, null, `${folder}/${name}`);

  const org = new (api("org/org_operations").OrgOperations)();
  const company = await step("org", () => org.getOrganization());
  if (isShort) return console.log(JSON.stringify(results));

  // --- Records -------------------------------------------------------------------------------------------------------

  const recordCalls = api("record/record_operations");
  const records = new recordCalls.RecordOperations();
  const { GetRecordsParam, SearchRecordsParam, DeleteRecordsParam, GetDeletedRecordsParam } = recordCalls;

  await step("nothing is there", () => records.getRecords("Vendors"));
  const created = await step("create", async () =>
    records.createRecords(
      "Leads",
      body(
        "record",
        record({
          Last_Name: "Berg",
          First_Name: "Siv",
          Company: "Fjord AS",
          Email: "siv.berg@example.com",
          Phone: "555-0199",
          Lead_Source: new Choice("Advertisement"),
          Annual_Revenue: 1200.5,
          No_of_Employees: 12,
          Email_Opt_Out: true,
        }),
        record({ Last_Name: "Wrong", Company: "Wrong", Email: "no address" }),
        record({ Last_Name: "Dahl", Company: "Dahl", Email: "dahl@example.com" }),
      ),
    ),
  );
  const [siv, , dahl] = created.data.map(({ details }) => details.id);
  await step("all refused", () =>
    records.createRecords(
      "Leads",
      body("record", record({ Last_Name: "Wrong", Company: "Wrong", Email: "no address" })),
    ),
  );
  await step("list", async () =>
    records.getRecords(
      "Leads",
      await params(GetRecordsParam, {
        FIELDS: ["Last_Name", "Company"],
        SORT_BY: "Last_Name",
        SORT_ORDER: "asc",
        PER_PAGE: 1,
      }),
    ),
  );
  await step("list not modified", async () =>
    records.getRecords(
      "Leads",
      new ParameterMap(),
      await headers(recordCalls.GetRecordsHeader, { IF_MODIFIED_SINCE: new Date(Date.now() + 86_400_000) }),
    ),
  );
  await step("get", () => records.getRecord(BigInt(siv), "Leads"));
  await step("get unknown", () => records.getRecord(1n, "Leads"));
  await step("unknown module", () => records.getRecord(1n, "Nowhere"));
  await step("update one", () => records.updateRecord(BigInt(siv), "Leads", body("record", record({ City: "Oslo" }))));
  await step("update", () =>
    records.updateRecords("Leads", body("record", record({ City: "Bergen" }, dahl), record({ City: "Bergen" }, 1))),
  );
  await step("upsert", () =>
    records.upsertRecords(
      "Leads",
      make("record/body_wrapper", {
        Data: [
          record({ Last_Name: "Berg", Company: "Fjord AS", Email: "siv.berg@example.com", City: "Moss" }),
          record({ Last_Name: "Lund", Company: "Lund", Email: "lund@example.com" }),
        ],
        DuplicateCheckFields: ["Email"],
      }),
    ),
  );
  for (const [name, value] of [
    ["CRITERIA", "((City:equals:Moss)and(Last_Name:starts_with:B))"],
    ["EMAIL", "dahl@example.com"],
    ["PHONE", "555-0199"],
    ["WORD", "Fjord"],
  ]) {
    await step(`search by ${name.toLowerCase()}`, async () =>
      records.searchRecords("Leads", await params(SearchRecordsParam, { [name]: value })),
    );
  }
  const coql = (SelectQuery) =>
    new (api("query/query_operations").QueryOperations)().getRecords(make("query/body_wrapper", { SelectQuery }));
  await step("coql", () => coql("select Last_Name, City from Leads where Last_Name = 'Berg' limit 1"));
  await step("coql broken", () => coql("select nothing"));

  const shop = await step("create account", () =>
    records.createRecords("Accounts", body("record", record({ Account_Name: "Fjord AS" }))),
  );
  const account = shop.data[0].details.id;
  const dealing = await step("create deal", () =>
    records.createRecords(
      "Deals",
      body(
        "record",
        record({
          Deal_Name: "Lamps",
          Stage: new Choice("Qualification"),
          Amount: 900,
          Closing_Date: new Date("2027-03-31"),
          Account_Name: link(account),
        }),
      ),
    ),
  );
  const deal = dealing.data[0].details.id;
  await step("get deal", () => records.getRecord(BigInt(deal), "Deals"));
  const people = await step("create contact", () =>
    records.createRecords("Contacts", body("record", record({ Last_Name: "Moe", Account_Name: link(account) }))),
  );
  const contact = people.data[0].details.id;
  await step("create event", () =>
    records.createRecords(
      "Events",
      body(
        "record",
        record({
          Event_Title: "Visit",
          Start_DateTime: new Date("2027-01-02T10:00:00Z"),
          End_DateTime: new Date("2027-01-02T11:00:00Z"),
          Remind_At: new Date("2027-01-02T09:00:00Z"),
          Recurring_Activity: make("record/recurring_activity", { Rrule: "FREQ=DAILY;INTERVAL=1;UNTIL=2027-02-01" }),
          Participants: [make("record/participants", { Type: "email", Participant: "guest@example.com" })],
        }),
      ),
    ),
  );
  await step("list events", async () => records.getRecords("Events"));
  await step("create task", () =>
    records.createRecords(
      "Tasks",
      body(
        "record",
        record({ Subject: "Ring", Due_Date: new Date("2027-01-02"), What_Id: link(deal), $se_module: "Deals" }),
      ),
    ),
  );
  const project = await step("create in a custom module", () =>
    records.createRecords(
      "Projects",
      body(
        "record",
        record({
          Name: "Pier",
          Budget: 12.5,
          Kinds: [new Choice("Indoor"), new Choice("Outdoor")],
          Begins: new Date("2027-02-01"),
          Done: true,
          Client: link(account),
        }),
      ),
    ),
  );
  await step("get of a custom module", () => records.getRecord(BigInt(project.data[0].details.id), "Projects"));
  await step("list tasks", () => records.getRecords("Tasks"));
  const wares = await step("create products", () =>
    records.createRecords(
      "Products",
      body("record", record({ Product_Name: "Lamp", Unit_Price: 20 }), record({ Product_Name: "Cable" })),
    ),
  );
  const [lamp, cable] = wares.data.map(({ details }) => details.id);
  const line = make("record/inventory_line_items", {
    Product: (() => {
      const product = new (api("record/line_item_product").MasterModel)();
      product.setId(BigInt(lamp));
      return product;
    })(),
    Quantity: 2,
  });
  const quote = await step("create quote", () =>
    records.createRecords(
      "Quotes",
      body("record", record({ Subject: "Two lamps", Account_Name: link(account), Product_Details: [line] })),
    ),
  );
  await step("get quote", () => records.getRecord(BigInt(quote.data[0].details.id), "Quotes"));

  await step("create price book", () =>
    records.createRecords(
      "Price_Books",
      body(
        "record",
        record({
          Price_Book_Name: "Many",
          Pricing_Model: new Choice("Flat"),
          Pricing_Details: [make("record/pricing_details", { FromRange: 1, ToRange: 10, Discount: 5 })],
        }),
      ),
    ),
  );
  await step("list price books", () => records.getRecords("Price_Books"));

  // --- What hangs on a record ----------------------------------------------------------------------------------------

  const noteCalls = api("notes/notes_operations");
  const notes = new noteCalls.NotesOperations();
  const note = (values) => make("notes/note", values);
  const noted = await step("create notes", () =>
    notes.createNotes(
      body(
        "notes",
        note({ NoteTitle: "First", NoteContent: "Rang twice", ParentId: link(siv), SeModule: "Leads" }),
        note({ NoteTitle: "Second", NoteContent: "Wrote", ParentId: link(siv), SeModule: "Leads" }),
        note({ NoteTitle: "Third", NoteContent: "Waits", ParentId: link(siv), SeModule: "Leads" }),
      ),
    ),
  );
  const [first, second, third] = noted.data.map(({ details }) => details.id);
  await step("get notes", () => notes.getNotes());
  await step("get note", () => notes.getNote(BigInt(first)));
  await step("update note", () => notes.updateNote(BigInt(first), body("notes", note({ NoteContent: "Rang thrice" }))));
  await step("update notes", () => notes.updateNotes(body("notes", note({ Id: BigInt(second), NoteTitle: "2nd" }))));
  await step("delete note", () => notes.deleteNote(BigInt(first)));
  await step("delete notes", async () =>
    notes.deleteNotes(await params(noteCalls.DeleteNotesParam, { IDS: [BigInt(second), BigInt(third)] })),
  );

  const tagCalls = api("tags/tags_operations");
  const tags = new tagCalls.TagsOperations();
  const tag = (values) => make("tags/tag", values);
  const ofTags = (...rows) => make("tags/body_wrapper", { Tags: rows });
  const inLeads = (names, values = {}) => params(names, { MODULE: "Leads", ...values });
  const tagged = await step("create tags", async () =>
    tags.createTags(ofTags(tag({ Name: "warm" }), tag({ Name: "cold" })), await inLeads(tagCalls.CreateTagsParam)),
  );
  const [warm, cold] = tagged.tags.map(({ details }) => details.id);
  await step("update tags", async () =>
    tags.updateTags(ofTags(tag({ Id: BigInt(warm), Name: "hot" })), await inLeads(tagCalls.UpdateTagsParam)),
  );
  await step("update tag", async () =>
    tags.updateTag(BigInt(cold), ofTags(tag({ Name: "cool" })), await inLeads(tagCalls.UpdateTagParam)),
  );
  await step("get tags", async () => tags.getTags(await inLeads(tagCalls.GetTagsParam)));
  await step("tag a record", async () =>
    tags.addTagsToRecord(
      BigInt(siv),
      "Leads",
      await params(tagCalls.AddTagsToRecordParam, { TAG_NAMES: ["hot", "new"] }),
    ),
  );
  await step("tag records", async () =>
    tags.addTagsToMultipleRecords(
      "Leads",
      await params(tagCalls.AddTagsToMultipleRecordsParam, { IDS: [BigInt(siv), BigInt(dahl)], TAG_NAMES: "cool" }),
    ),
  );
  await step("tagged record", () => records.getRecord(BigInt(siv), "Leads"));
  await step("count of a tag", async () =>
    tags.getRecordCountForTag(BigInt(cold), await inLeads(tagCalls.GetRecordCountForTagParam)),
  );
  await step("untag a record", async () =>
    tags.removeTagsFromRecord(
      BigInt(siv),
      "Leads",
      await params(tagCalls.RemoveTagsFromRecordParam, { TAG_NAMES: "new" }),
    ),
  );
  await step("untag records", async () =>
    tags.removeTagsFromMultipleRecords(
      "Leads",
      await params(tagCalls.RemoveTagsFromMultipleRecordsParam, {
        IDS: [BigInt(siv), BigInt(dahl)],
        TAG_NAMES: "cool",
      }),
    ),
  );
  await step("merge tags", () =>
    tags.mergeTags(
      BigInt(warm),
      make("tags/merge_wrapper", { Tags: [make("tags/conflict_wrapper", { ConflictId: cold })] }),
    ),
  );
  await step("delete tag", () => tags.deleteTag(BigInt(warm)));

  const related = api("related_records/related_records_operations");
  /** The oldest SDK takes the record where its calls are made, the others with each call. */
  const relatedCall = (method, ...args) =>
    isOldest
      ? new related.RelatedRecordsOperations("Products", BigInt(siv), "Leads")[method](...args)
      : new related.RelatedRecordsOperations("Products", "Leads")[method](
          ...(/Records$/.test(method) ? [BigInt(siv), ...args] : [args[0], BigInt(siv), ...args.slice(1)]),
        );
  const link2 = (id) => body("related_records", record({}, id));
  await step("relate", () => relatedCall("updateRelatedRecords", link2(lamp)));
  await step("relate one", () =>
    relatedCall("updateRelatedRecord", BigInt(cable), body("related_records", record({}))),
  );
  await step("related", () => relatedCall("getRelatedRecords"));
  await step("related one", () => relatedCall("getRelatedRecord", BigInt(lamp)));
  await step("unrelate one", () => relatedCall("delinkRecord", BigInt(cable)));
  await step("unrelate", async () =>
    relatedCall("delinkRecords", await params(related.DelinkRecordsParam, { IDS: lamp })),
  );
  await step("no longer related", () => relatedCall("getRelatedRecords"));

  if (!isOldest) {
    const { X_EXTERNAL } = recordCalls.GetRecordUsingExternalIDHeader;
    const byCode = () => headers({ X_EXTERNAL }, { X_EXTERNAL: "Products.Code" });
    await step("create with an id of one's own", () =>
      records.createRecords("Products", body("record", record({ Product_Name: "Bulb", Code: "b-1" }))),
    );
    await step("get by it", async () =>
      records.getRecordUsingExternalId("b-1", "Products", new ParameterMap(), await byCode()),
    );
    await step("update by it", async () =>
      records.updateRecordUsingExternalId("b-1", "Products", body("record", record({ Unit_Price: 3 })), await byCode()),
    );
    await step("update of what it does not name", async () =>
      records.updateRecordUsingExternalId("b-2", "Products", body("record", record({ Unit_Price: 3 })), await byCode()),
    );
    await step("give the lead one", () =>
      records.updateRecord(BigInt(siv), "Leads", body("record", record({ Code: "l-1" }))),
    );
    const own = new related.RelatedRecordsOperations("Products", "Leads", "Leads.Code,Products.Code");
    const linked = (values) => body("related_records", record(values));
    await step("relate by them", () => own.updateRelatedRecordsUsingExternalId("l-1", linked({ Code: "b-1" })));
    await step("related by them", () => own.getRelatedRecordsUsingExternalId("l-1"));
    await step("relate one by them", () => own.updateRelatedRecordUsingExternalId("b-1", "l-1", linked({})));
    await step("related one by them", () => own.getRelatedRecordUsingExternalId("b-1", "l-1"));
    await step("unrelate one by them", () => own.deleteRelatedRecordUsingExternalId("b-1", "l-1"));
    await step("relate again", () => own.updateRelatedRecordUsingExternalId("b-1", "l-1", linked({})));
    const { DeleteRelatedRecordsUsingExternalIDParam } = related;
    await step("unrelate by them", async () =>
      own.deleteRelatedRecordsUsingExternalId(
        "l-1",
        await params(DeleteRelatedRecordsUsingExternalIDParam, { IDS: "b-1" }),
      ),
    );
    await step("delete by it", async () =>
      records.deleteRecordUsingExternalId("b-1", "Products", new ParameterMap(), await byCode()),
    );
  }

  const attachmentCalls = api("attachments/attachments_operations");
  const attachments = new attachmentCalls.AttachmentsOperations("Leads", BigInt(siv));
  const attached = await step("attach", () =>
    attachments.uploadAttachment(make("attachments/file_body_wrapper", { File: file("offer.txt") })),
  );
  await step("attach a link", async () =>
    attachments.uploadLinkAttachment(
      await params(attachmentCalls.UploadLinkAttachmentParam, { ATTACHMENTURL: "https://example.com/offer" }),
    ),
  );
  const held = await step("attachments", () => attachments.getAttachments());
  const offer = attached.data[0].details.id;
  await step("download", () => attachments.downloadAttachment(BigInt(offer)));
  await step("delete attachment", () => attachments.deleteAttachment(BigInt(offer)));
  await step("delete attachments", async () =>
    attachments.deleteAttachments(
      await params(attachmentCalls.DeleteAttachmentsParam, {
        IDS: held.data
          .map(({ id }) => id)
          .filter((id) => id !== offer)
          .map(BigInt),
      }),
    ),
  );
  await step("upload photo", () =>
    records.uploadPhoto(BigInt(siv), "Leads", make("record/file_body_wrapper", { File: file("dot.png") })),
  );
  await step("download photo", () => records.getPhoto(BigInt(siv), "Leads"));
  await step("delete photo", () => records.deletePhoto(BigInt(siv), "Leads"));
  const fileCalls = api("file/file_operations");
  const files = new fileCalls.FileOperations();
  const stored = await step("upload file", () =>
    files.uploadFiles(make("file/body_wrapper", { File: [file("plan.txt")] })),
  );
  await step("get file", async () =>
    files.getFile(await params(fileCalls.GetFileParam, { ID: stored.data[0].details.id })),
  );

  const sharing = new (api("share_records/share_records_operations").ShareRecordsOperations)(BigInt(siv), "Leads");
  const userCalls = api("users/users_operations");
  const users = new userCalls.UsersOperations();
  const everybody = await step("users", async () =>
    users.getUsers(await params(userCalls.GetUsersParam, { TYPE: "ActiveUsers" })),
  );
  const bo = everybody.users.find(({ first_name }) => first_name === "Bo").id;
  const shareWith = (permission) =>
    make("share_records/body_wrapper", {
      Share: [
        make("share_records/share_record", {
          User: make("users/user", { Id: BigInt(bo) }),
          Permission: permission,
          ShareRelatedRecords: false,
        }),
      ],
    });
  await step("share", () => sharing.shareRecord(shareWith("read_only")));
  await step("shares", () => sharing.getSharedRecordDetails());
  await step("change share", () => sharing.updateSharePermissions(shareWith("full_access")));
  await step("end share", () => sharing.revokeSharedRecord());

  const blueprint = new (api("blue_print/blue_print_operations").BluePrintOperations)(BigInt(deal), "Deals");
  const process_ = await step("blueprint", () => blueprint.getBlueprint());
  await step("take a step", () =>
    blueprint.updateBlueprint(
      make("blue_print/body_wrapper", {
        Blueprint: [
          make("blue_print/blue_print", {
            TransitionId: BigInt(process_.blueprint?.transitions[0].id ?? 0),
            Data: record({}),
          }),
        ],
      }),
    ),
  );

  const roleCalls = api("contact_roles/contact_roles_operations");
  const contactRoles = new roleCalls.ContactRolesOperations();
  const role = (values) => make("contact_roles/contact_role", values);
  const ofRoles = (...rows) => make("contact_roles/body_wrapper", { ContactRoles: rows });
  const newRoles = await step("create contact roles", () =>
    contactRoles.createContactRoles(ofRoles(role({ Name: "Payer", SequenceNumber: 1 }), role({ Name: "User" }))),
  );
  const [payer, using] = newRoles.contactRoles.map(({ details }) => details.id);
  await step("contact roles", () => contactRoles.getContactRoles());
  await step("contact role", () => contactRoles.getContactRole(BigInt(payer)));
  await step("update contact role", () =>
    contactRoles.updateContactRole(BigInt(payer), ofRoles(role({ Name: "Signer" }))),
  );
  await step("update contact roles", () =>
    contactRoles.updateContactRoles(ofRoles(role({ Id: BigInt(using), Name: "Tester" }))),
  );
  if (!isOldest) {
    await step("give a role", () =>
      contactRoles.addContactRoleToDeal(
        BigInt(contact),
        BigInt(deal),
        make("contact_roles/record_body_wrapper", {
          Data: [make("contact_roles/contact_role_wrapper", { ContactRole: "Signer" })],
        }),
      ),
    );
    await step("roles of a deal", () => contactRoles.getAllContactRolesOfDeal(BigInt(deal)));
    await step("role of a deal", () => contactRoles.getContactRoleOfDeal(BigInt(contact), BigInt(deal)));
    await step("take a role", () => contactRoles.removeContactRoleFromDeal(BigInt(contact), BigInt(deal)));
  }
  await step("delete contact role", () => contactRoles.deleteContactRole(BigInt(payer)));
  await step("delete contact roles", async () =>
    contactRoles.deleteContactRoles(await params(roleCalls.DeleteContactRolesParam, { IDS: BigInt(using) })),
  );

  // --- Settings ------------------------------------------------------------------------------------------------------

  const modules = new (api("modules/modules_operations").ModulesOperations)();
  const all = await step("modules", () => modules.getModules());
  await step("module", () => modules.getModule("Leads"));
  const { GetModulesHeader } = api("modules/modules_operations");
  const tomorrow = new Date(Date.now() + 86_400_000);
  await step("modules not modified", async () =>
    modules.getModules(await headers(GetModulesHeader, { IF_MODIFIED_SINCE: tomorrow })),
  );
  await step("profiles not modified", () =>
    new (api("profiles/profiles_operations").ProfilesOperations)(tomorrow).getProfiles(),
  );
  await step("users not modified", async () =>
    users.getUsers(new ParameterMap(), await headers(userCalls.GetUsersHeader, { IF_MODIFIED_SINCE: tomorrow })),
  );
  const { ModuleFieldsHandler } = require(`${sdk}/utils/util/module_fields_handler`);
  await step("fields read anew", async () => ({
    object: (await ModuleFieldsHandler.refreshFields("Leads")) ?? null,
  }));
  const leads = all.modules.find(({ apiName }) => apiName === "Leads").id;
  const setModule = make("modules/body_wrapper", { Modules: [make("modules/module", { PerPage: 30 })] });
  await step("update module", () => modules.updateModuleByAPIName("Leads", setModule));
  await step("update module by id", () => modules.updateModuleById(BigInt(leads), setModule));
  // What is listed, and then got one by one; those of a module take its name first.
  for (const [list, one, group, method, ...module] of [
    ["fields", "field", "fields", "Field", "Leads"],
    ["layouts", "layout", "layouts", "Layout", "Leads"],
    ["views", "view", "custom_views", "CustomView", "Leads"],
    ["related lists", "related list", "related_lists", "RelatedList", "Leads"],
    ["roles", "role", "roles", "Role"],
    ["profiles", "profile", "profiles", "Profile"],
  ]) {
    const Calls = api(`${group}/${group}_operations`)[`${method}sOperations`];
    const [found] = Object.values(await step(list, () => new Calls(...module)[`get${method}s`]()));
    await step(one, () => new Calls(...module)[`get${method}`](BigInt(found[0].id)));
  }
  const territories = new (api("territories/territories_operations").TerritoriesOperations)();
  const lands = await step("territories", () => territories.getTerritories());
  await step("territory", () => territories.getTerritory(BigInt(lands.territories[0].id)));
  const groups = new (api("variable_groups/variable_groups_operations").VariableGroupsOperations)();
  const grouped = await step("variable groups", () => groups.getVariableGroups());
  await step("variable group", () => groups.getVariableGroupById(BigInt(grouped.variableGroups[0].id)));
  await step("variable group by name", () => groups.getVariableGroupByAPIName("General"));

  await step("org photo", () => org.uploadOrganizationPhoto(make("org/file_body_wrapper", { File: file("dot.png") })));

  await step("user", () => users.getUser(BigInt(bo)));
  const [{ role: someRole, profile: someProfile }] = everybody.users;
  const newUser = await step("create user", () =>
    users.createUser(
      make("users/request_wrapper", {
        Users: [
          make("users/user", {
            LastName: "Nilsen",
            Email: "nilsen@example.com",
            Role: make("roles/role", { Id: BigInt(someRole.id) }),
            Profile: make("profiles/profile", { Id: BigInt(someProfile.id) }),
          }),
        ],
      }),
    ),
  );
  const nilsen = newUser.users?.[0].details.id ?? "1";
  const ofUsers = (values) => make("users/body_wrapper", { Users: [make("users/user", values)] });
  await step("update user", () => users.updateUser(BigInt(nilsen), ofUsers({ Phone: "555-0100" })));
  await step("update users", () => users.updateUsers(ofUsers({ Id: BigInt(nilsen), Phone: "555-0101" })));
  await step("delete user", () => users.deleteUser(BigInt(nilsen)));

  const taxCalls = api("taxes/taxes_operations");
  const taxes = new taxCalls.TaxesOperations();
  const ofTaxes = (...rows) => make("taxes/body_wrapper", { Taxes: rows.map((values) => make("taxes/tax", values)) });
  const newTaxes = await step("create taxes", () =>
    taxes.createTaxes(ofTaxes({ Name: "MVA", Value: 25 }, { Name: "Low", Value: 12.5 })),
  );
  const [mva, low] = newTaxes.taxes.map(({ details }) => details.id);
  await step("update taxes", () => taxes.updateTaxes(ofTaxes({ Id: BigInt(mva), Name: "MVA", Value: 26 })));
  await step("taxes", () => taxes.getTaxes());
  await step("tax", () => taxes.getTax(BigInt(mva)));
  await step("delete tax", () => taxes.deleteTax(BigInt(mva)));
  await step("delete taxes", async () =>
    taxes.deleteTaxes(await params(taxCalls.DeleteTaxesParam, { IDS: BigInt(low) })),
  );

  const currencies = new (api("currencies/currencies_operations").CurrenciesOperations)();
  const format = make("currencies/format", {
    DecimalSeparator: new Choice("Period"),
    ThousandSeparator: new Choice("Comma"),
    DecimalPlaces: new Choice("2"),
  });
  const currency = (values) => make("currencies/currency", { Format: format, PrefixSymbol: true, ...values });
  const ofCurrencies = (...rows) => make("currencies/body_wrapper", { Currencies: rows });
  const base = { Name: "US Dollar - USD", Symbol: "$", IsoCode: "USD", ExchangeRate: "1.000000000" };
  const enabled = await step("enable currencies", () =>
    currencies.enableMultipleCurrencies(make("currencies/base_currency_wrapper", { BaseCurrency: currency(base) })),
  );
  const dollar = enabled.baseCurrency?.details?.id ?? "1";
  const more = await step("add currencies", () =>
    currencies.addCurrencies(
      ofCurrencies(
        currency({ Name: "Norwegian Krone - NOK", Symbol: "kr", IsoCode: "NOK", ExchangeRate: "0.095000000" }),
      ),
    ),
  );
  const krone = more.currencies?.[0].details.id ?? "1";
  await step("currencies", () => currencies.getCurrencies());
  await step("currency", () => currencies.getCurrency(BigInt(krone)));
  await step("update currency", () =>
    currencies.updateCurrency(
      BigInt(krone),
      ofCurrencies(make("currencies/currency", { ExchangeRate: "0.096000000" })),
    ),
  );
  await step("update currencies", () =>
    currencies.updateCurrencies(ofCurrencies(make("currencies/currency", { Id: BigInt(krone), IsActive: false }))),
  );
  await step("update base currency", () =>
    currencies.updateBaseCurrency(
      make("currencies/base_currency_wrapper", {
        BaseCurrency: make("currencies/currency", { Id: BigInt(dollar), Symbol: "US$" }),
      }),
    ),
  );

  const variableCalls = api("variables/variables_operations");
  const variables = new variableCalls.VariablesOperations();
  const variable = (values) => make("variables/variable", values);
  const ofVariables = (...rows) => make("variables/body_wrapper", { Variables: rows });
  const general = make("variable_groups/variable_group", { Name: "General" });
  const newVariables = await step("create variables", () =>
    variables.createVariables(
      ofVariables(
        variable({
          Name: "Goal",
          APIName: "Goal",
          Type: "integer",
          Value: "5",
          VariableGroup: general,
          Description: "A year's",
        }),
        variable({ Name: "Motto", APIName: "Motto", Type: "text", Value: "Light", VariableGroup: general }),
      ),
    ),
  );
  const [goal, motto] = newVariables.variables.map(({ details }) => details.id);
  await step("variables", async () =>
    variables.getVariables(await params(variableCalls.GetVariablesParam, { GROUP: "General" })),
  );
  await step("variable", async () =>
    variables.getVariableById(BigInt(goal), await params(variableCalls.GetVariableByIDParam, { GROUP: "General" })),
  );
  await step("variable by name", async () =>
    variables.getVariableForAPIName(
      "Motto",
      await params(variableCalls.GetVariableForAPINameParam, { GROUP: "General" }),
    ),
  );
  await step("update variable", () =>
    variables.updateVariableById(BigInt(goal), ofVariables(variable({ Value: "6" }))),
  );
  await step("update variable by name", () =>
    variables.updateVariableByAPIName("Motto", ofVariables(variable({ Description: "Ours" }))),
  );
  await step("update variables", () =>
    variables.updateVariables(ofVariables(variable({ Id: BigInt(goal), Value: "7" }))),
  );
  await step("delete variable", () => variables.deleteVariable(BigInt(goal)));
  await step("delete variables", async () =>
    variables.deleteVariables(await params(variableCalls.DeleteVariablesParam, { IDS: BigInt(motto) })),
  );

  const watchCalls = api("notification/notification_operations");
  const watches = new watchCalls.NotificationOperations();
  const watch = (values) =>
    make("notification/body_wrapper", {
      Watch: [make("notification/notification", { ChannelId: 1000000068001n, Events: ["Leads.create"], ...values })],
    });
  const soon = new Date(Date.now() + 3_600_000);
  await step("watch", () =>
    watches.enableNotifications(watch({ NotifyUrl: notifyUrl, ChannelExpiry: soon, Token: "ours" })),
  );
  await step("watches", async () =>
    watches.getNotificationDetails(
      await params(watchCalls.GetNotificationDetailsParam, { MODULE: "Leads", CHANNEL_ID: 1000000068001n }),
    ),
  );
  await step("replace watches", () =>
    watches.updateNotifications(watch({ NotifyUrl: notifyUrl, Events: ["Leads.create", "Deals.edit"] })),
  );
  await step("change watch", () =>
    watches.updateNotification(watch({ NotifyUrl: notifyUrl, Events: ["Deals.edit"], Deleteevents: true })),
  );
  await step("unwatch", async () =>
    watches.disableNotifications(await params(watchCalls.DisableNotificationsParam, { CHANNEL_IDS: 1000000068001n })),
  );
  await step("unwatch events", () => watches.disableNotification(watch({ Deleteevents: true })));

  // --- Many records --------------------------------------------------------------------------------------------------

  await step("mass update", () =>
    records.massUpdateRecords(
      "Leads",
      make("record/mass_update_body_wrapper", {
        Data: [record({ City: "Narvik" })],
        Ids: [siv, dahl],
        OverWrite: true,
      }),
    ),
  );
  const views = await step("views of leads", () =>
    new (api("custom_views/custom_views_operations").CustomViewsOperations)("Leads").getCustomViews(),
  );
  const mass = await step("mass update by view", () =>
    records.massUpdateRecords(
      "Leads",
      make("record/mass_update_body_wrapper", {
        Data: [record({ City: "Narvik" })],
        Cvid: views.customViews[0].id,
        OverWrite: true,
      }),
    ),
  );
  await step("mass update status", async () =>
    records.getMassUpdateStatus(
      "Leads",
      await params(recordCalls.GetMassUpdateStatusParam, { JOB_ID: String(mass.data?.[0].details.job_id ?? 1) }),
    ),
  );
  const bulkRead = new (api("bulk_read/bulk_read_operations").BulkReadOperations)();
  const job = await step("bulk read", () =>
    bulkRead.createBulkReadJob(
      make("bulk_read/request_wrapper", {
        Query: make("bulk_read/query", {
          Module: "Leads",
          Fields: ["Last_Name", "City"],
          Page: 1,
          Criteria: make("bulk_read/criteria", {
            APIName: "Last_Name",
            Comparator: new Choice("equal"),
            Value: "Berg",
          }),
        }),
      }),
    ),
  );
  const reading = BigInt(job.data[0].details.id);
  await wait(
    "bulk read state",
    () => bulkRead.getBulkReadJobDetails(reading),
    ({ data }) => data[0].state === "COMPLETED",
  );
  await step("bulk read result", () => bulkRead.downloadResult(reading));
  const writeCalls = api("bulk_write/bulk_write_operations");
  const bulkWrite = new writeCalls.BulkWriteOperations();
  const ours = await headers(writeCalls.UploadFileHeader, { FEATURE: "bulk-write", X_CRM_ORG: company.org[0].zgid });
  const upload = await step("bulk write upload", () =>
    bulkWrite.uploadFile(make("bulk_write/file_body_wrapper", { File: file("Leads.zip") }), ours),
  );
  const mapped = (APIName, Index) => make("bulk_write/field_mapping", { APIName, Index });
  const writing = await step("bulk write", () =>
    bulkWrite.createBulkWriteJob(
      make("bulk_write/request_wrapper", {
        Operation: new Choice("insert"),
        Resource: [
          make("bulk_write/resource", {
            Type: new Choice("data"),
            Module: "Leads",
            FileId: String(upload.details?.file_id),
            FieldMappings: [mapped("Last_Name", 0), mapped("Company", 1)],
          }),
        ],
      }),
    ),
  );
  const written = await wait(
    "bulk write state",
    () => bulkWrite.getBulkWriteJobDetails(BigInt(writing.details.id)),
    ({ status }) => status === "COMPLETED",
  );
  await step("bulk write result", () => bulkWrite.downloadBulkWriteResult(String(written.result?.downloadUrl)));

  if (sdk === "@zohocrm/typescript-sdk-2.0") {
    const { FunctionsOperations } = api("functions/functions_operations");
    const functions = new FunctionsOperations("greet", "oauth");
    await step("function", () =>
      functions.executeFunctionUsingRequestBody(make("functions/body_wrapper", { Body: new Map([["name", "Siv"]]) })),
    );
    await step("function with a file", () =>
      functions.executeFunctionUsingFile(make("functions/file_body_wrapper", { Inputfile: file("offer.txt") })),
    );
    // The SDK sends `[object Map]` in place of arguments, which are JSON.
    await step("function with arguments", () =>
      new FunctionsOperations("greet", "oauth", new Map([["name", "Siv"]])).executeFunctionUsingParameters(),
    );
  }
  await step("convert", () =>
    records.convertLead(
      BigInt(siv),
      make("record/convert_body_wrapper", {
        Data: [
          make("record/lead_converter", {
            Overwrite: true,
            NotifyLeadOwner: false,
            NotifyNewEntityOwner: false,
            Deals: record({
              Deal_Name: "Fjord",
              Closing_Date: new Date("2027-05-01"),
              Stage: new Choice("Qualification"),
            }),
          }),
        ],
      }),
    ),
  );
  await step("delete one", () => records.deleteRecord(BigInt(dahl), "Leads"));
  await step("delete", async () =>
    records.deleteRecords(
      "Products",
      await params(DeleteRecordsParam, {
        IDS: isOldest ? [BigInt(lamp), BigInt(cable)] : [lamp, cable],
        WF_TRIGGER: isOldest ? "false" : false,
      }),
    ),
  );
  await step("deleted", async () =>
    records.getDeletedRecords("Leads", await params(GetDeletedRecordsParam, { TYPE: "all" })),
  );

  console.log(JSON.stringify(results));
};

/** What a model holds, without its wrappings. */
function plain(value) {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "no date" : value.toISOString();
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value.constructor.name === "Choice") return value.getValue();
  if (value.constructor.name === "StreamWrapper")
    return { name: value.name, text: Buffer.from(value.stream).toString("latin1") };
  const { keyModified: _, keyValues = new Map(), ...own } = value;
  const members = Object.entries({ ...own, ...Object.fromEntries(keyValues) });
  return Object.fromEntries(members.flatMap(([name, member]) => (member === undefined ? [] : [[name, plain(member)]])));
}
