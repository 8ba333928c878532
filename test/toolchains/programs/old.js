// An old program with a token module of its own.
const ZCRMRestClient = require("zcrmsdk");
const { appendFileSync } = require("node:fs");

module.exports = ZCRMRestClient.initialize()
  .then(() => ZCRMRestClient.API.MODULES.get({ module: "Leads", params: { page: 0, per_page: 5 } }))
  .then((response) => {
    const leads = JSON.parse(response.body).data.length;
    // The program and the client have to use the same copy of the token module.
    appendFileSync(process.env.RESULTS, `old program: ${leads} leads, ${globalThis.savedTokens} token saved\n`);
  });
