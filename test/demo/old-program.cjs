/** A program of 2018: the sample of the old client's document. Its configuration comes from the environment. */
const ZCRMRestClient = require("zcrm/legacy");

ZCRMRestClient.initialize().then(() => {
  const input = {};
  input.module = "Leads";
  const params = {};
  params.page = 0;
  params.per_page = 5;
  input.params = params;
  return ZCRMRestClient.API.MODULES.get(input).then((response) => {
    let data = response.body;
    data = JSON.parse(data);
    data = data.data;
    for (i in data) {
      const record = data[i];
      const name = record.Full_Name;
      console.log(name);
    }
  });
});
