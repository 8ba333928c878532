// A program that reaches into the package: for the client, and for the rows of tokens.
const client = require('zcrmsdk/lib/js/ZCRMRestClient');
const mysql_util = require('zcrmsdk/lib/js/mysql/mysql_util.js');

client.initialize().then(async () => {
  await client.API.ORG.get();
  const rows = await mysql_util.getOAuthTokens(client.getUserIdentifier());
  console.log(Array.isArray(rows) ? rows.length : 1, client === require('zcrmsdk'));
});
