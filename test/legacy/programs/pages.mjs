// Reads all leads page by page, and searches.
import ZCRMRestClient from 'zcrmsdk';

await ZCRMRestClient.initialize();
const names = [];
for (let page = 1, more = true; more; page++) {
  const response = await ZCRMRestClient.API.MODULES.get({ module: 'Leads', params: { page, per_page: 3, sort_by: 'Last_Name', sort_order: 'asc' } });
  const { data, info } = JSON.parse(response.body);
  names.push(...data.map((lead) => lead.Last_Name));
  more = info.more_records;
}
console.log(names.join(' '));

const found = await ZCRMRestClient.API.MODULES.search({ module: 'Leads', params: { criteria: '(Last_Name:equals:Oak & Söhne)' } });
console.log(JSON.parse(found.body).data[0].Company);
const none = await ZCRMRestClient.API.MODULES.search({ module: 'Leads', params: { email: 'nobody@example.com' } });
console.log(none);
