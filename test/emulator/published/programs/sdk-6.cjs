// A program on `@zohocrm/nodejs-sdk-2.0`, started as its README says. argv: the settings as JSON.
const { InitializeBuilder } = require("@zohocrm/nodejs-sdk-2.0/routes/initialize_builder");
const { OAuthBuilder } = require("@zohocrm/nodejs-sdk-2.0/models/authenticator/oauth_builder");
const { UserSignature } = require("@zohocrm/nodejs-sdk-2.0/routes/user_signature");
const { Levels } = require("@zohocrm/nodejs-sdk-2.0/routes/logger/logger");
const { LogBuilder } = require("@zohocrm/nodejs-sdk-2.0/routes/logger/log_builder");
const { DataCenter } = require("@zohocrm/nodejs-sdk-2.0/routes/dc/data_center");
const { FileStore } = require("@zohocrm/nodejs-sdk-2.0/models/authenticator/store/file_store");
const { SDKConfigBuilder } = require("@zohocrm/nodejs-sdk-2.0/routes/sdk_config_builder");
const { drive } = require("./sdk/drive.cjs");

const settings = JSON.parse(process.argv[2]);

async function main() {
  const { clientId, clientSecret, refreshToken, apiUrl, folder } = settings;
  const builder = await new InitializeBuilder();
  builder
    .user(new UserSignature("ada@example.com"))
    .environment(DataCenter.setEnvironment(apiUrl, `${apiUrl}/oauth/v2/token`, apiUrl, "us_prd"))
    .token(new OAuthBuilder().clientId(clientId).clientSecret(clientSecret).refreshToken(refreshToken).build())
    .store(new FileStore(`${folder}/tokens.txt`))
    .SDKConfig(new SDKConfigBuilder().autoRefreshFields(true).pickListValidation(true).build())
    .resourcePath(folder)
    .logger(new LogBuilder().level(Levels.ERROR).filePath(`${folder}/sdk.log`).build())
    .initialize();
  // It promises nothing, but goes on for a moment.
  await new Promise((resolve) => setImmediate(resolve));
  await drive("@zohocrm/nodejs-sdk-2.0", settings);
}

main();
