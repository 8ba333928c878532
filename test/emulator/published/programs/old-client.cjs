// A program on the old clients, `zcrmsdk` 0.0 and `@trifoia/zcrmsdk`: each of their 29 calls. argv: the settings as JSON.
const { createReadStream } = require("node:fs");
const logOf = require("./calls.cjs");
const { ada, added, anyString, deleted, done, having, noAddress, updated } = require("./expected.cjs");

const { client, clientId, clientSecret, grantToken, refreshToken, host, folder } = JSON.parse(process.argv[2]);
const ZCRMRestClient = require(client);
const log = logOf((value) => value);
const LEADS = "Leads";

/** Makes a call as those of the SDKs are made: the old clients give a response, with the body as it came. */
const callIn = (group) => {
  const call = log.in(group);
  return (name, { when, ...told }) => call(name, { ...told, when: async (given) => readResponse(await when(given)) });
};

function readResponse(response) {
  // Where there is nothing, both clients respond with a string of their own.
  if (typeof response === "string") return { statusCode: 204, object: JSON.parse(response) };
  const { statusCode, filename, body } = response;
  if (filename !== undefined) return { statusCode, object: { filename, size: body.length } };
  return { statusCode, object: statusCode === 304 ? null : JSON.parse(body) };
}

async function tokens() {
  const ownModule = require.resolve("./token-module.cjs");
  await ZCRMRestClient.initialize({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_url: "https://example.com/back",
    iamurl: host,
    base_url: host,
    user_identifier: "ada@example.com",
    tokenmanagement: ownModule,
    mysql_module: ownModule,
  });
  await log.in("tokens")("tokens", {
    when: async () => {
      const granted = await ZCRMRestClient.generateAuthTokens("ada@example.com", grantToken);
      const refreshed = await ZCRMRestClient.generateAuthTokenfromRefreshToken("ada@example.com", refreshToken);
      const issued = [granted.access_token, granted.refresh_token, refreshed.access_token];
      return { object: issued.map((token) => token.length) };
    },
    want: { body: [70, 70, 70] },
  });
}

/** @returns two leads, by their ids */
async function records() {
  const { MODULES } = ZCRMRestClient.API;
  const call = callIn("records");

  const created = await call("create", {
    given: {
      data: [
        { Last_Name: "Berg", Company: "Fjord AS", Email: "siv.berg@example.com", Phone: "555-0199" },
        { Last_Name: "Wrong", Company: "Wrong", Email: "no address" },
        { Last_Name: "Dahl", Company: "Dahl" },
      ],
    },
    when: (body) => MODULES.post({ module: LEADS, body }),
    want: { status: 207, body: { data: [added, noAddress, added] } },
  });
  const [siv, , dahl] = created.data.map(({ details }) => details.id);
  await call("list", {
    given: { page: 0, per_page: 1, fields: "Last_Name,Company" },
    when: (params) => MODULES.get({ module: LEADS, params }),
    want: {
      status: 200,
      body: { data: [{ Last_Name: "Dahl", Company: "Dahl" }], info: { per_page: 1, count: 1, more_records: true } },
    },
  });
  await call("list not modified", {
    given: { "If-Modified-Since": new Date(Date.now() + 86_400_000).toISOString() },
    when: (headers) => MODULES.get({ module: LEADS, headers }),
    want: { status: 304 },
  });
  await call("get", {
    when: () => MODULES.get({ module: LEADS, id: siv }),
    want: { status: 200, body: { data: [{ Last_Name: "Berg", Owner: ada }] } },
  });
  await call("get unknown", {
    when: () => MODULES.get({ module: LEADS, id: "1" }),
    want: { status: 204, body: { message: "no data" } },
  });
  await call("update", {
    given: { data: [{ City: "Oslo" }] },
    when: (body) => MODULES.put({ module: LEADS, id: siv, body }),
    want: { status: 200, body: { data: [updated] } },
  });
  await call("upsert", {
    given: { data: [{ Last_Name: "Berg", Email: "siv.berg@example.com" }], duplicate_check_fields: ["Email"] },
    when: (body) => MODULES.post({ module: LEADS, id: "upsert", body }),
    want: { status: 200, body: { data: [{ ...updated, action: "update", duplicate_field: "Email" }] } },
  });

  const searchBy = (parameter, value, row) =>
    call(`search by ${parameter}`, {
      given: { [parameter]: value },
      when: (params) => MODULES.search({ module: LEADS, params }),
      want: { status: 200, body: { data: [row] } },
    });
  await searchBy("criteria", "((City:equals:Oslo)and(Last_Name:starts_with:B))", { City: "Oslo" });
  await searchBy("email", "siv.berg@example.com", { City: "Oslo" });
  await searchBy("word", "Fjord", { Company: "Fjord AS" });

  return { siv, dahl };
}

/** Given a lead. */
async function files({ siv: id }) {
  const { MODULES, ATTACHMENTS } = ZCRMRestClient.API;
  const call = callIn("files");

  await call("attach", {
    given: createReadStream(`${folder}/offer.txt`),
    when: (x_file_content) => ATTACHMENTS.uploadFile({ module: LEADS, id, x_file_content }),
    want: { status: 200, body: { data: [done("attachment uploaded successfully")] } },
  });
  const link = await call("attach a link", {
    given: { attachmentUrl: "https://example.com/offer" },
    when: (params) => ATTACHMENTS.uploadLink({ module: LEADS, id, params }),
    want: { status: 200, body: { data: [done("attachment uploaded successfully")] } },
  });
  const attachments = await call("attachments", {
    when: () => MODULES.get({ module: LEADS, id: `${id}/Attachments` }),
    want: {
      status: 200,
      body: { data: [{ $link_url: "https://example.com/offer" }, { File_Name: "offer.txt", Size: "8" }] },
    },
  });
  await call("download", {
    given: attachments.data.find(({ File_Name }) => File_Name === "offer.txt").id,
    when: (relatedId) => ATTACHMENTS.downloadFile({ module: LEADS, id, relatedId }),
    want: { status: 200, body: { filename: "offer.txt", size: 8 } },
  });
  await call("delete attachment", {
    given: link.data[0].details.id,
    when: (relatedId) => ATTACHMENTS.deleteFile({ module: LEADS, id, relatedId }),
    want: { status: 200, body: { data: [deleted] } },
  });

  await call("upload photo", {
    given: createReadStream(`${folder}/dot.png`),
    when: (x_file_content) => ATTACHMENTS.uploadPhoto({ module: LEADS, id, x_file_content }),
    want: { status: 200, body: done("photo uploaded successfully") },
  });
  await call("download photo", {
    when: () => ATTACHMENTS.downloadPhoto({ module: LEADS, id }),
    want: { status: 200, body: { filename: "dot.png", size: 70 } },
  });
  await call("delete photo", {
    when: () => ATTACHMENTS.deletePhoto({ module: LEADS, id }),
    want: { status: 200, body: done("Photo deleted") },
  });
}

async function settings() {
  const { MODULES, SETTINGS, USERS, ORG } = ZCRMRestClient.API;
  const call = callIn("settings");

  await call("modules", {
    when: () => SETTINGS.getModules({}),
    want: { status: 200, body: { modules: having({ api_name: "Projects", generated_type: "custom" }) } },
  });
  await call("module", {
    when: () => SETTINGS.getModules({ module: LEADS }),
    want: { status: 200, body: { modules: [{ api_name: "Leads" }] } },
  });
  const fields = await call("fields", {
    when: () => SETTINGS.getFields({ module: LEADS }),
    want: { status: 200, body: { fields: having({ api_name: "Last_Name", system_mandatory: true }) } },
  });
  await call("field", {
    given: fields.fields[0].id,
    when: (id) => SETTINGS.getFields({ module: LEADS, id }),
    want: { status: 200, body: { fields: [{ api_name: "id" }] } },
  });
  const layouts = await call("layouts", {
    when: () => SETTINGS.getLayouts({ module: LEADS }),
    want: { status: 200, body: { layouts: [{ name: "Standard" }] } },
  });
  await call("layout", {
    given: layouts.layouts[0].id,
    when: (id) => SETTINGS.getLayouts({ module: LEADS, id }),
    want: { status: 200, body: { layouts: [{ name: "Standard" }] } },
  });

  const views = await call("views", {
    when: () => SETTINGS.getCustomViews({ module: LEADS }),
    want: { status: 200, body: { custom_views: having({ name: "All Leads" }) } },
  });
  const view = views.custom_views[0].id;
  await call("view", {
    when: () => SETTINGS.getCustomViews({ module: LEADS, id: view }),
    want: { status: 200, body: { custom_views: [{ name: "All Leads" }] } },
  });
  await call("update view", {
    given: { custom_views: [{ id: view, sort_by: "Last_Name", sort_order: "asc" }] },
    when: (body) => SETTINGS.updateCustomViews({ module: LEADS, id: view, body }),
    want: { status: 200, body: { custom_views: [done("custom view updated")] } },
  });
  await call("sorted by the view", {
    given: { cvid: view, fields: "Last_Name" },
    when: (params) => MODULES.get({ module: LEADS, params }),
    want: {
      status: 200,
      body: {
        data: [{ Last_Name: "Berg" }, { Last_Name: "Dahl" }],
        info: { sort_by: "Last_Name", sort_order: "asc" },
      },
    },
  });

  await call("related lists", {
    when: () => SETTINGS.getRelatedLists({ module: LEADS }),
    want: { status: 200, body: { related_lists: having({ api_name: "Products" }) } },
  });
  await call("roles", {
    when: () => SETTINGS.getRoles({}),
    want: { status: 200, body: { roles: having({ name: "CEO" }) } },
  });
  await call("profiles", {
    when: () => SETTINGS.getProfiles({}),
    want: { status: 200, body: { profiles: having({ name: "Administrator" }) } },
  });
  await call("users", {
    given: { type: "ActiveUsers" },
    when: (params) => USERS.get({ params }),
    want: { status: 200, body: { users: having({ full_name: "Bo Aas" }) } },
  });
  await call("org", {
    when: () => ORG.get(),
    want: { status: 200, body: { org: [{ company_name: "Example Ltd" }] } },
  });
}

async function functions() {
  const { FUNCTIONS } = ZCRMRestClient.API;
  const call = callIn("functions");

  await call("function", {
    given: { arguments: JSON.stringify({ name: "Siv" }) },
    when: (params) => FUNCTIONS.executeFunctionsInGet({ api_name: "greet", params }),
    want: { status: 200, body: { details: { output: "Hello Siv" } } },
  });
  await call("function with a body", {
    given: { name: "Bo" },
    when: (body) => FUNCTIONS.executeFunctionsInPost({ api_name: "greet", body }),
    want: { status: 200, body: { details: { output: "Hello Bo" } } },
  });
}

/** Given two leads: one is converted, the other is deleted. */
async function conversion({ siv, dahl }) {
  const { MODULES, ACTIONS } = ZCRMRestClient.API;
  const call = callIn("conversion");

  await call("convert", {
    given: { data: [{ overwrite: true, notify_lead_owner: false }] },
    when: (body) => ACTIONS.convert({ id: siv, body }),
    want: { status: 200, body: { data: [{ Contacts: anyString, Accounts: anyString, Deals: null }] } },
  });
  await call("delete", {
    when: () => MODULES.delete({ module: LEADS, id: dahl }),
    want: { status: 200, body: { data: [deleted] } },
  });
  await call("deleted", {
    when: () => MODULES.getAllDeletedRecords({ module: LEADS }),
    want: { status: 200, body: { data: [{ display_name: "Dahl", type: "recycle" }] } },
  });
  await call("recycle bin", {
    when: () => MODULES.getRecycleBinRecords({ module: LEADS }),
    want: { status: 200, body: { data: [{ display_name: "Dahl" }] } },
  });
  await call("permanently deleted", {
    when: () => MODULES.getPermanentlyDeletedRecords({ module: LEADS }),
    want: { status: 204, body: { message: "no data" } },
  });
}

async function main() {
  await tokens();
  const leads = await records();
  await files(leads);
  await settings();
  await functions();
  await conversion(leads);
  log.print();
}

main();
