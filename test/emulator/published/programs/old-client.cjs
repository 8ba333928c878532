// A program on the old clients, `zcrmsdk` 0.0 and `@trifoia/zcrmsdk`: each of their 29 calls. argv: the settings as JSON.
// It prints what came of each, by name.
const { createReadStream } = require("node:fs");

const { client, clientId, clientSecret, grantToken, refreshToken, host, folder } = JSON.parse(process.argv[2]);
const ZCRMRestClient = require(client);
const results = {};

async function step(name, call) {
  const response = await call;
  // Where there is nothing, both clients answer with a text of their own.
  if (typeof response === "string") results[name] = { status: 204, body: JSON.parse(response) };
  else if (response.filename !== undefined) {
    results[name] = { status: response.statusCode, body: { filename: response.filename, size: response.body.length } };
  } else results[name] = { status: response.statusCode, body: JSON.parse(response.body) };
  return results[name].body;
}

async function main() {
  const tokens = require.resolve("./token-module.cjs");
  await ZCRMRestClient.initialize({
    client_id: clientId,
    client_secret: clientSecret,
    redirect_url: "https://example.com/back",
    iamurl: host,
    base_url: host,
    user_identifier: "ada@example.com",
    tokenmanagement: tokens,
    mysql_module: tokens,
  });
  const granted = await ZCRMRestClient.generateAuthTokens("ada@example.com", grantToken);
  const refreshed = await ZCRMRestClient.generateAuthTokenfromRefreshToken("ada@example.com", refreshToken);
  results.tokens = {
    body: [granted.access_token, granted.refresh_token, refreshed.access_token].map((token) => token.length),
  };

  const { MODULES, SETTINGS, ACTIONS, USERS, ORG, ATTACHMENTS, FUNCTIONS } = ZCRMRestClient.API;
  const module = "Leads";
  const created = await step(
    "create",
    MODULES.post({
      module,
      body: {
        data: [
          { Last_Name: "Berg", Company: "Fjord AS", Email: "siv.berg@example.com", Phone: "555-0199" },
          { Last_Name: "Wrong", Company: "Wrong", Email: "no address" },
          { Last_Name: "Dahl", Company: "Dahl" },
        ],
      },
    }),
  );
  const [siv, , dahl] = created.data.map(({ details }) => details.id);
  await step("list", MODULES.get({ module, params: { page: 0, per_page: 1, fields: "Last_Name,Company" } }));
  const later = { "If-Modified-Since": new Date(Date.now() + 86_400_000).toISOString() };
  const unchanged = await MODULES.get({ module, headers: later });
  results["list not modified"] = { status: unchanged.statusCode };
  await step("get", MODULES.get({ module, id: siv }));
  await step("get unknown", MODULES.get({ module, id: "1" }));
  await step("update", MODULES.put({ module, id: siv, body: { data: [{ City: "Oslo" }] } }));
  await step(
    "upsert",
    MODULES.post({
      module,
      id: "upsert",
      body: { data: [{ Last_Name: "Berg", Email: "siv.berg@example.com" }], duplicate_check_fields: ["Email"] },
    }),
  );
  await step(
    "search by criteria",
    MODULES.search({ module, params: { criteria: "((City:equals:Oslo)and(Last_Name:starts_with:B))" } }),
  );
  await step("search by email", MODULES.search({ module, params: { email: "siv.berg@example.com" } }));
  await step("search by word", MODULES.search({ module, params: { word: "Fjord" } }));

  await step(
    "attach",
    ATTACHMENTS.uploadFile({ module, id: siv, x_file_content: createReadStream(`${folder}/offer.txt`) }),
  );
  const link = await step(
    "attach a link",
    ATTACHMENTS.uploadLink({ module, id: siv, params: { attachmentUrl: "https://example.com/offer" } }),
  );
  const attachments = await step("attachments", MODULES.get({ module, id: `${siv}/Attachments` }));
  const offer = attachments.data.find(({ File_Name }) => File_Name === "offer.txt");
  await step("download", ATTACHMENTS.downloadFile({ module, id: siv, relatedId: offer.id }));
  await step("delete attachment", ATTACHMENTS.deleteFile({ module, id: siv, relatedId: link.data[0].details.id }));
  await step(
    "upload photo",
    ATTACHMENTS.uploadPhoto({ module, id: siv, x_file_content: createReadStream(`${folder}/dot.png`) }),
  );
  await step("download photo", ATTACHMENTS.downloadPhoto({ module, id: siv }));
  await step("delete photo", ATTACHMENTS.deletePhoto({ module, id: siv }));

  await step("modules", SETTINGS.getModules({}));
  await step("module", SETTINGS.getModules({ module }));
  const fields = await step("fields", SETTINGS.getFields({ module }));
  await step("field", SETTINGS.getFields({ module, id: fields.fields[0].id }));
  const layouts = await step("layouts", SETTINGS.getLayouts({ module }));
  await step("layout", SETTINGS.getLayouts({ module, id: layouts.layouts[0].id }));
  const views = await step("views", SETTINGS.getCustomViews({ module }));
  const view = views.custom_views[0].id;
  await step("view", SETTINGS.getCustomViews({ module, id: view }));
  await step(
    "update view",
    SETTINGS.updateCustomViews({
      module,
      id: view,
      body: { custom_views: [{ id: view, sort_by: "Last_Name", sort_order: "asc" }] },
    }),
  );
  await step("sorted by the view", MODULES.get({ module, params: { cvid: view, fields: "Last_Name" } }));
  await step("related lists", SETTINGS.getRelatedLists({ module }));
  await step("roles", SETTINGS.getRoles({}));
  await step("profiles", SETTINGS.getProfiles({}));
  await step("users", USERS.get({ params: { type: "ActiveUsers" } }));
  await step("org", ORG.get());
  await step(
    "function",
    FUNCTIONS.executeFunctionsInGet({ api_name: "greet", params: { arguments: JSON.stringify({ name: "Siv" }) } }),
  );
  await step("function with a body", FUNCTIONS.executeFunctionsInPost({ api_name: "greet", body: { name: "Bo" } }));

  await step("convert", ACTIONS.convert({ id: siv, body: { data: [{ overwrite: true, notify_lead_owner: false }] } }));
  await step("delete", MODULES.delete({ module, id: dahl }));
  await step("deleted", MODULES.getAllDeletedRecords({ module }));
  await step("recycle bin", MODULES.getRecycleBinRecords({ module }));
  await step("permanently deleted", MODULES.getPermanentlyDeletedRecords({ module }));
  console.log(JSON.stringify(results));
}

main();
