import { cachedStore } from "../auth/cached-store.js";
import { memoryStore } from "../auth/stores/memory.js";
import { ConfigError } from "../core/errors/errors.js";
import { resolveRetry } from "../core/layers/retry.js";
import { SYSTEM_CLOCK } from "../core/lifetime/clock.js";
import type { ConnectableLimits } from "../core/limits/shared-limits.js";
import { checkHosts, type Hosts, resolveHosts } from "./hosts.js";
import type { LegacyConfig, LegacySettings } from "./legacy-options.js";
import { checkLegacyConfig, checkOptions } from "./option-check.js";
import type { ClientOptions } from "./options.js";
import { resolveProxy } from "./proxy.js";
import { type Found, SettingReader } from "./setting-reader.js";
import type { Settings } from "./settings.js";
import type { SettingName } from "./settings-table.js";
import { processSources, type Sources } from "./sources.js";

/** What both clients use unless an option says otherwise. */
const DEFAULTS = {
  timeout: 60_000,
  connectTimeout: 10_000,
  idleTimeout: 30_000,
  maxAnswerSize: 100 * 2 ** 20,
  maxConcurrency: 10,
};

/**
 * Completes the options of the typed client.
 * @throws ConfigError `MISSING_CONFIGURATION` or `INVALID_CONFIGURATION`
 */
export function resolveSettings(options: ClientOptions = {}, sources: Sources = processSources()): Settings {
  checkOptions(options);
  const reader = new SettingReader(options, "typed", sources);
  const found = reader.required("client_id", "client_secret", "user_identifier");
  const common = checkHosts(commonSettings(options, reader, sources));
  const { client_id: clientId, client_secret: clientSecret, user_identifier: user } = found;
  const { refreshToken, accountsUrl, fetch, clock } = common;
  // With a `fetch` or a clock of the program, as in tests, tokens may be of no use to other programs.
  const isCached = refreshToken !== undefined && !fetch && clock === SYSTEM_CLOCK && reader.isOn("token_cache");
  const store =
    options.store ?? (isCached ? cachedStore(user, { clientId, refreshToken, accountsUrl }) : memoryStore());
  return { clientId, clientSecret, redirectUrl: reader.text("redirect_url"), user, store, ...common };
}

/**
 * Completes the object that the old client's `initialize` takes. As in the old client, any host may be set: only a call
 * that would send a token there fails.
 * @throws ConfigError `MISSING_CONFIGURATION` or `INVALID_CONFIGURATION`
 */
export function resolveLegacySettings(config: LegacyConfig = {}, sources: Sources = processSources()): LegacySettings {
  checkLegacyConfig(config);
  const reader = new SettingReader(config, "legacy", sources);
  const found = reader.required(
    "client_id",
    "client_secret",
    "redirect_url",
    "user_identifier",
    "mysql_module",
    "mysql_username",
    "mysql_password",
    "version",
  );
  return {
    clientId: found.client_id,
    clientSecret: found.client_secret,
    redirectUrl: found.redirect_url,
    user: found.user_identifier,
    iamUrl: reader.text("iamurl"),
    baseUrl: reader.text("base_url"),
    mysqlModule: found.mysql_module,
    mysqlUsername: found.mysql_username,
    mysqlPassword: found.mysql_password,
    version: checkedVersion(found.version),
    verbose: reader.isOn("verbose") && (environmentText(reader, "verbose") ?? true),
    ...commonSettings({}, reader, sources),
  };
}

type OwnSetting = "clientId" | "clientSecret" | "redirectUrl" | "user" | "store";

/** The settings that both clients resolve in the same way. */
function commonSettings(
  options: ClientOptions,
  reader: SettingReader,
  { variable }: Sources,
): Omit<Settings, OwnSetting> {
  return {
    refreshToken: reader.text("refresh_token"),
    ...findHosts(reader, options),
    fetch: options.fetch,
    timeout: options.timeout ?? DEFAULTS.timeout,
    connectTimeout: options.connectTimeout ?? DEFAULTS.connectTimeout,
    idleTimeout: options.idleTimeout ?? DEFAULTS.idleTimeout,
    maxAnswerSize: options.maxAnswerSize ?? DEFAULTS.maxAnswerSize,
    ca: [options.ca ?? []].flat(),
    proxy: options.fetch ? undefined : resolveProxy(options.proxy, variable),
    retry: resolveRetry(options.retry),
    maxConcurrency: options.maxConcurrency ?? DEFAULTS.maxConcurrency,
    // The check of the options has seen that it is one.
    limits: options.limits as ConnectableLimits | undefined,
    hooks: options.hooks ?? {},
    // A clock that was sent to another thread has lost its functions.
    clock: options.clock?.after === undefined ? SYSTEM_CLOCK : options.clock,
    debug: variable("ZCRM_DEBUG"),
  };
}

/**
 * The servers. A data center that is given takes precedence over addresses in files and in the environment.
 *
 * A property file is in the working directory, which may be another person's. So it only decides where the tokens of its
 * own credentials go: if the client secret and the refresh token are in files too, and tokens are not in a store that the
 * program passes. Otherwise it can only name Zoho's hosts.
 */
export function findHosts(
  reader: SettingReader,
  { dataCenter, store }: Pick<ClientOptions, "dataCenter" | "store">,
): Hosts & Pick<Settings, "allowHosts"> {
  const secrets = (["client_secret", "refresh_token"] as const).map((name) => reader.find(name));
  const hasOwnSecrets = store === undefined && secrets.every((found) => found === undefined || found.inFile);
  const isOwnChoice = ({ inFile }: Found) => !inFile || hasOwnSecrets;
  const allowed = reader.findAll("allow_hosts");
  const allowHosts = hostsIn(allowed.filter(isOwnChoice));
  const look = (name: SettingName) => {
    const found = dataCenter === undefined ? reader.find(name) : reader.given(name);
    if (!found) return undefined;
    const own = isOwnChoice(found);
    // A host that the program itself names may be allowed by a file, too.
    const allows = own ? hostsIn(allowed) : allowHosts;
    return { ...found, name: reader.label(name), places: reader.places(name), isOwnChoice: own, allowHosts: allows };
  };
  return { ...resolveHosts({ dataCenter, api: look("base_url"), accounts: look("iamurl") }), allowHosts };
}

/** The hosts in the values of `allow_hosts`. */
const hostsIn = (found: readonly Found[]): string[] =>
  found.flatMap(({ value }) => value.split(/[\s,]+/)).filter((host) => host !== "");

/** The text of a setting that only the environment has. The old client returned it as it was. */
function environmentText(reader: SettingReader, name: SettingName): string | undefined {
  const found = reader.given(name) ? undefined : reader.find(name);
  return found?.inFile ? undefined : found?.value;
}

/** The version becomes a part of every address. */
function checkedVersion(version: string): string {
  if (/^v\d+(\.\d+)?$/.test(version)) return version;
  throw new ConfigError(`version (option "version") must look like v2 or v2.1`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: "version" },
  });
}
