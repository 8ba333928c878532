// A program on `zcrmsdk` 1.1, started as its README says. argv: the settings as JSON.
const { Initializer } = require("zcrmsdk/routes/initializer");
const { OAuthToken, TokenType } = require("zcrmsdk/models/authenticator/oauth_token");
const { UserSignature } = require("zcrmsdk/routes/user_signature");
const { Logger, Levels } = require("zcrmsdk/routes/logger/logger");
const { DataCenter } = require("zcrmsdk/routes/dc/data_center");
const { FileStore } = require("zcrmsdk/models/authenticator/store/file_store");
const { SDKConfigBuilder } = require("zcrmsdk/routes/sdk_config_builder");
const { drive } = require("./sdk/drive.cjs");

const settings = JSON.parse(process.argv[2]);

async function main() {
  const { clientId, clientSecret, grantToken, apiUrl, folder } = settings;
  const user = new UserSignature("ada@example.com");
  const environment = DataCenter.setEnvironment(apiUrl, `${apiUrl}/oauth/v2/token`, apiUrl);
  const token = new OAuthToken(clientId, clientSecret, grantToken, TokenType.GRANT);
  const store = new FileStore(`${folder}/tokens.txt`);
  const config = new SDKConfigBuilder().setAutoRefreshFields(false).setPickListValidation(true).build();
  const logger = Logger.getInstance(Levels.ERROR, `${folder}/sdk.log`);
  await Initializer.initialize(user, environment, token, store, config, folder, logger);
  await drive("zcrmsdk", settings);
}

main();
