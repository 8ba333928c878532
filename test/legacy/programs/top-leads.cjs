// The sample of the old document: the configuration is in resources/.
let ZCRMRestClient = require('@trifoia/zcrmsdk');
ZCRMRestClient.initialize().then(function(){
let input ={};
input.module = "Leads";
let params = {};
params.page = 0;
params.per_page = 5;
input.params = params;
ZCRMRestClient.API.MODULES.get(input).then(function(response){
let result = "<html><body><b> Top 5 Leads</b>";
let data = response.body;
data = JSON.parse(data);
data = data.data;
for (i in data){
let record = data[i];
let name = record.Full_Name;
result+="<br><span>"+name+"</span>";
}
result+="</body></html>";
console.log(result);
})
});
