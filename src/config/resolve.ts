import { memoryStore } from "../auth/stores/memory.js";
import { ConfigError } from "../core/errors/errors.js";
import { resolveRetry } from "../core/layers/retry.js";
import type { DataCenter } from "./data-centers.js";
import { type Hosts, resolveHosts } from "./hosts.js";
import type { LegacyConfig, LegacySettings } from "./legacy-options.js";
import { checkLegacyConfig, checkOptions } from "./option-check.js";
import type { ClientOptions, Settings } from "./options.js";
import { resolveProxy } from "./proxy.js";
import { SettingReader } from "./setting-reader.js";
import type { SettingName } from "./settings-table.js";
import { processSources, type Sources } from "./sources.js";

/** Milliseconds for a connection and between two bytes of a body, and the most bytes of an answer. */
const LIMITS = { connectTimeout: 10_000, idleTimeout: 30_000, maxAnswerSize: 100 * 2 ** 20 };

/**
 * Completes the options of the typed client.
 * @throws ConfigError `MISSING_CONFIGURATION` or `INVALID_CONFIGURATION`
 */
export function resolveSettings(options: ClientOptions = {}, sources: Sources = processSources()): Settings {
  checkOptions(options);
  const reader = new SettingReader(options, "typed", sources);
  const { client_id, client_secret, user_identifier } = reader.required(
    "client_id",
    "client_secret",
    "user_identifier",
  );
  return {
    clientId: client_id,
    clientSecret: client_secret,
    refreshToken: reader.text("refresh_token"),
    redirectUrl: reader.text("redirect_url"),
    user: user_identifier,
    ...hostsIn(reader, options.allowHosts, options.dataCenter),
    allowHosts: options.allowHosts ?? [],
    store: options.store ?? memoryStore(),
    fetch: options.fetch,
    timeout: options.timeout ?? 60_000,
    connectTimeout: options.connectTimeout ?? LIMITS.connectTimeout,
    idleTimeout: options.idleTimeout ?? LIMITS.idleTimeout,
    maxAnswerSize: options.maxAnswerSize ?? LIMITS.maxAnswerSize,
    ca: [options.ca ?? []].flat(),
    proxy: options.fetch ? undefined : resolveProxy(options.proxy, sources.env),
    retry: resolveRetry(options.retry),
    maxConcurrency: options.maxConcurrency ?? 10,
    hooks: options.hooks ?? {},
    debug: sources.env.ZCRM_DEBUG,
  };
}

/**
 * Completes the object that the old client's `initialize` takes.
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
    "verbose",
  );
  return {
    clientId: found.client_id,
    clientSecret: found.client_secret,
    refreshToken: reader.text("refresh_token"),
    redirectUrl: found.redirect_url,
    user: found.user_identifier,
    ...hostsIn(reader, config.allowHosts),
    allowHosts: config.allowHosts ?? [],
    fetch: undefined,
    timeout: 60_000,
    ...LIMITS,
    ca: [],
    proxy: resolveProxy(undefined, sources.env),
    retry: resolveRetry(),
    maxConcurrency: 10,
    hooks: {},
    debug: sources.env.ZCRM_DEBUG,
    mysqlModule: found.mysql_module,
    mysqlUsername: found.mysql_username,
    mysqlPassword: found.mysql_password,
    version: checkedVersion(found.version),
    verbose: !/^(false|0|no|off)$/i.test(found.verbose),
  };
}

/** A data centre that is given outdoes addresses that stand in a file or in the environment. */
export function hostsIn(reader: SettingReader, allowHosts: readonly string[] = [], dataCenter?: DataCenter): Hosts {
  const look = (name: SettingName) => {
    const found = dataCenter === undefined ? reader.find(name) : reader.given(name);
    return found && { ...found, name: reader.label(name), places: reader.places(name) };
  };
  return resolveHosts({ dataCenter, api: look("base_url"), accounts: look("iamurl"), allowHosts });
}

/** It becomes a part of every address. */
function checkedVersion(version: string): string {
  if (/^v\d+(\.\d+)?$/.test(version)) return version;
  throw new ConfigError(`version (option "version") must be like v2 or v2.1`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: "version" },
  });
}
