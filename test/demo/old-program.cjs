/** A program from 2018: the sample in the documentation of the old client. Its settings come from the environment. */
let ZCRMRestClient = require('zcrm/legacy');

ZCRMRestClient.initialize().then(function(){
  let input ={};
  input.module = "Leads";
  let params = {};
  params.page = 0;
  params.per_page = 5;
  input.params = params;
  ZCRMRestClient.API.MODULES.get(input).then(function(response){
    let data = response.body;
    data = JSON.parse(data);
    data = data.data;
    for (i in data){
      let record = data[i];
      let name = record.Full_Name;
      console.log(name);
    }
  })
});
