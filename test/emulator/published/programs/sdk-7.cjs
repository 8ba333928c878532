// A program on `@zohocrm/typescript-sdk-2.0`, started as its README says. argv: the settings as JSON.
const { InitializeBuilder } = require("@zohocrm/typescript-sdk-2.0/routes/initialize_builder");
const { OAuthBuilder } = require("@zohocrm/typescript-sdk-2.0/models/authenticator/oauth_builder");
const { UserSignature } = require("@zohocrm/typescript-sdk-2.0/routes/user_signature");
const { Levels } = require("@zohocrm/typescript-sdk-2.0/routes/logger/logger");
const { LogBuilder } = require("@zohocrm/typescript-sdk-2.0/routes/logger/log_builder");
const { Environment } = require("@zohocrm/typescript-sdk-2.0/routes/dc/environment");
const { FileStore } = require("@zohocrm/typescript-sdk-2.0/models/authenticator/store/file_store");
const { SDKConfigBuilder } = require("@zohocrm/typescript-sdk-2.0/routes/sdk_config_builder");
const { drive } = require("./sdk/drive.cjs");

const settings = JSON.parse(process.argv[2]);

async function main() {
  const { clientId, clientSecret, grantToken, apiUrl, folder } = settings;
  const builder = await new InitializeBuilder();
  await builder
    .user(new UserSignature("ada@example.com"))
    .environment(new Environment(apiUrl, `${apiUrl}/oauth/v2/token`, apiUrl, "us_prd"))
    .token(new OAuthBuilder().clientId(clientId).clientSecret(clientSecret).grantToken(grantToken).build())
    .store(new FileStore(`${folder}/tokens.txt`))
    .SDKConfig(new SDKConfigBuilder().autoRefreshFields(false).pickListValidation(true).build())
    .resourcePath(folder)
    .logger(new LogBuilder().level(Levels.ERROR).filePath(`${folder}/sdk.log`).build())
    .initialize();
  await drive("@zohocrm/typescript-sdk-2.0", settings);
}

main();
