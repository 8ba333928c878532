// Tags a lead, runs a function, and converts the lead.
const { ZCRMRestClient } = require('zcrmsdk');

async function main() {
  await ZCRMRestClient.initialize({ user_identifier: 'batch' });
  const { API } = ZCRMRestClient;
  const created = await API.MODULES.post({ module: 'Leads', body: { data: [{ Last_Name: 'Convert', Company: 'Later Ltd' }] } });
  const { id } = JSON.parse(created.body).data[0].details;
  const tagged = await API.ACTIONS.addTags({ module: 'Leads', id, params: { tag_names: ['hot', 'fair 2019'] } });
  console.log(tagged.statusCode, JSON.parse(tagged.body).data[0].details.tags);
  const run = await API.FUNCTIONS.executeFunctionsInGet({ api_name: 'score_lead', params: { arguments: JSON.stringify({ id }) } });
  console.log(run.statusCode, JSON.parse(run.body).code);
  const converted = await API.ACTIONS.convert({ id, body: { data: [{ overwrite: true }] } });
  console.log(converted.statusCode, Object.keys(JSON.parse(converted.body).data[0]).sort().join());
  const fields = await API.SETTINGS.getFields({ module: 'Leads' });
  console.log(JSON.parse(fields.body).fields.some((field) => field.api_name === 'Last_Name'));
}
main();
