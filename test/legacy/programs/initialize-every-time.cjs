// A service that initializes before every call, at the same time, with a token module of its own (zcrmsdk 0.0.x).
var zcrm = require('zcrmsdk');
var path = require('path');

function config() {
  return {
    client_id: process.env.CRM_ID,
    client_secret: process.env.CRM_SECRET,
    redirect_url: 'https://example.com/callback',
    iamurl: process.env.CRM_ACCOUNTS,
    base_url: process.env.CRM_API,
    version: 'v2',
    user_identifier: 'service',
    tokenmanagement: path.join(__dirname, 'token-module.cjs')
  };
}

function save(name) {
  return zcrm.initialize(config()).then(function (client) {
    return client.API.MODULES.post({ module: 'Leads', body: { data: [{ Last_Name: name, Company: 'Parallel Ltd' }] } });
  }).then(function (response) {
    return JSON.parse(response.body).data[0];
  });
}

Promise.all(['Ash', 'Birch', 'Cedar', 'Doe'].map(save)).then(function (rows) {
  rows.forEach(function (row) { console.log(row.code, row.message); });
  return save('');
}).then(function (row) {
  console.log(row.code, row.status);
  return zcrm.API.MODULES.get({ module: 'Leads', id: '4100000000000999999' });
}).then(function (answer) {
  console.log(answer);
  console.log(require('./token-module.cjs').calls());
}).catch(function (error) { console.error('failed', error); process.exitCode = 1; });
