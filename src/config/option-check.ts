import { ConfigError } from "../core/errors/errors.js";
import { LONGEST_WAIT } from "../core/lifetime/wait.js";
import { DATA_CENTERS } from "./data-centers.js";
import type { LegacyConfig } from "./legacy-options.js";
import { nearest } from "./nearest.js";
import type { ClientOptions } from "./options.js";
import { SETTINGS } from "./settings-table.js";

/** What an option may be, and how an error says so. */
interface Check {
  readonly accepts: string;
  test(value: unknown): boolean;
}

const isText = (value: unknown): boolean => typeof value === "string";
const isNumberFrom = (least: number, value: unknown): boolean => typeof value === "number" && value >= least;

const TEXT: Check = { accepts: "a text", test: isText };
const PLAIN: Check = {
  accepts: "a text, a number or a boolean",
  test: (value) => value === null || ["string", "number", "boolean"].includes(typeof value),
};
const HOSTS: Check = {
  accepts: 'an array of hosts, e.g. ["crm-proxy.example.com"]',
  test: (value) => Array.isArray(value) && value.every(isText),
};

const HOOK_NAMES = ["request", "response", "retry", "refresh"];

const MILLISECONDS: Check = {
  accepts: `a number of milliseconds between 1 and ${LONGEST_WAIT}`,
  test: (value) => isNumberFrom(1, value) && Number(value) <= LONGEST_WAIT,
};

const TYPED_CHECKS: Readonly<Record<keyof ClientOptions, Check>> = {
  clientId: TEXT,
  clientSecret: TEXT,
  refreshToken: TEXT,
  redirectUrl: TEXT,
  user: TEXT,
  dataCenter: {
    accepts: `one of ${Object.keys(DATA_CENTERS).join(", ")}`,
    test: (value) => typeof value === "string" && Object.hasOwn(DATA_CENTERS, value),
  },
  apiUrl: TEXT,
  accountsUrl: TEXT,
  allowHosts: HOSTS,
  store: {
    accepts: "a token store with the functions get, set and delete",
    test: (value) => hasMembers(value) && [value.get, value.set, value.delete].every(isFunction),
  },
  fetch: { accepts: "a function", test: isFunction },
  timeout: MILLISECONDS,
  connectTimeout: MILLISECONDS,
  idleTimeout: MILLISECONDS,
  maxAnswerSize: {
    accepts: "a number of bytes, 1 or more",
    test: (value) => Number.isSafeInteger(value) && isNumberFrom(1, value),
  },
  ca: {
    accepts: "a certificate as PEM text, or an array of them",
    test: (value) => [value].flat().every((one) => typeof one === "string" && one.includes("-----BEGIN CERTIFICATE")),
  },
  proxy: TEXT,
  retry: {
    accepts: "an object with maxRetries (0 or a larger integer) and maxDelay (milliseconds, 0 or more), each optional",
    test: (value) =>
      hasMembers(value) &&
      (value.maxRetries === undefined || (Number.isInteger(value.maxRetries) && isNumberFrom(0, value.maxRetries))) &&
      (value.maxDelay === undefined || isNumberFrom(0, value.maxDelay)),
  },
  hooks: {
    accepts: `an object of functions (${HOOK_NAMES.join(", ")}), each optional`,
    test: (value) =>
      hasMembers(value) &&
      Object.entries(value).every(
        ([name, hook]) => HOOK_NAMES.includes(name) && (hook === undefined || isFunction(hook)),
      ),
  },
  maxConcurrency: {
    accepts: "a positive integer",
    test: (value) => Number.isInteger(value) && isNumberFrom(1, value),
  },
};

/** In the old client's object a plain value of whatever kind will do, as it did. */
const LEGACY_CHECKS: Readonly<Record<string, Check>> = {
  ...Object.fromEntries([...Object.keys(SETTINGS), "baseurl", "tokenmanagement"].map((name) => [name, PLAIN])),
  allowHosts: HOSTS,
};

/** @throws ConfigError `INVALID_CONFIGURATION` for an option of the wrong kind, or one that does not exist. */
export function checkOptions(options: ClientOptions): void {
  checkKinds(options, TYPED_CHECKS);
  for (const key of ["ca", "proxy"] as const) {
    if (options.fetch === undefined || options[key] === undefined) continue;
    throw new ConfigError(
      `option "${key}" has no effect beside "fetch", which makes the connections: set it there, or leave "fetch" out`,
      { code: "INVALID_CONFIGURATION", details: { setting: key } },
    );
  }
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(TYPED_CHECKS, key)) throw unknownOption(key);
  }
}

/**
 * As {@link checkOptions}, for the old client's object, in which other members are ignored as they always were.
 * @throws ConfigError `INVALID_CONFIGURATION`
 */
export function checkLegacyConfig(config: LegacyConfig): void {
  checkKinds(config, LEGACY_CHECKS);
}

function checkKinds(options: object, checks: Readonly<Record<string, Check>>): void {
  if (!hasMembers(options)) throw invalid("the options", "an object", options);
  for (const [key, check] of Object.entries(checks)) {
    const value = options[key];
    if (value !== undefined && !check.test(value)) throw invalid(`option "${key}"`, check.accepts, value);
  }
}

function unknownOption(key: string): ConfigError {
  const known = Object.keys(TYPED_CHECKS);
  const row = Object.entries(SETTINGS).find(([name]) => name === key)?.[1];
  const meant = (row && "option" in row ? row.option : undefined) ?? nearest(key, known);
  return new ConfigError(`option "${key}" does not exist; did you mean "${meant}"? (${known.join(", ")})`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: key },
  });
}

/** The value may be a secret, so only its kind is said. */
function invalid(what: string, accepts: string, value: unknown): ConfigError {
  const kind = value === null ? "null" : Array.isArray(value) ? "an array" : `a value of the type ${typeof value}`;
  return new ConfigError(`${what} must be ${accepts}; it is ${kind}`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: what },
  });
}

const hasMembers = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
