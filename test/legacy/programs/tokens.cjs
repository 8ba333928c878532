// A self client that has a grant token; the configuration is in the environment.
const ZCRMRestClient = require('zcrmsdk');
const user_identifier = 'sales@example.com';
ZCRMRestClient.initialize().then(function(){
  return ZCRMRestClient.generateAuthTokens(user_identifier, process.env.GRANT_TOKEN);
}).then(function(auth_response){
  console.log("access token :" + typeof auth_response.access_token);
  console.log("refresh token :" + typeof auth_response.refresh_token);
  console.log("expires in :" + (auth_response.expires_in > Date.now()));
  return ZCRMRestClient.generateAuthTokenfromRefreshToken(user_identifier, auth_response.refresh_token);
}).then(function(auth_response){
  console.log("access token :" + typeof auth_response.access_token);
  console.log("user :" + auth_response.user_identifier);
  return ZCRMRestClient.API.ORG.get({});
}).then(function(response){
  console.log(response.statusCode, Object.keys(JSON.parse(response.body)).join());
}).catch(console.error);
