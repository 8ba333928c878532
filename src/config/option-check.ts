import { ConfigError } from "../core/errors/errors.js";
import { nearest } from "../core/errors/nearest.js";
import type { Hooks } from "../core/layers/events.js";
import { LONGEST_WAIT } from "../core/lifetime/wait.js";
import { DATA_CENTERS } from "./data-centers.js";
import type { LegacyConfig } from "./legacy-options.js";
import type { ClientOptions } from "./options.js";
import { SETTINGS, type Setting } from "./settings-table.js";

/** What an option accepts, and how an error describes that. */
interface Check {
  readonly accepts: string;
  /** What an error may show of a wrong value: a number, or a word, which is too short for a secret. */
  readonly shows?: "number" | "word";
  test(value: unknown): boolean;
}

const isString = (value: unknown): boolean => typeof value === "string";
const isNumberFrom = (least: number, value: unknown): boolean => typeof value === "number" && value >= least;

const STRING: Check = { accepts: "a string", test: isString };
const PLAIN: Check = {
  accepts: "a string, a number or a boolean",
  test: (value) => value === null || ["string", "number", "boolean"].includes(typeof value),
};
const HOSTS: Check = {
  accepts: 'an array of hosts, e.g. ["crm-proxy.example.com"]',
  test: (value) => Array.isArray(value) && value.every(isString),
};

const HOOK_NAMES = Object.keys({
  request: true,
  response: true,
  retry: true,
  refresh: true,
  trace: true,
} satisfies Record<keyof Hooks, true>);

const MILLISECONDS: Check = {
  accepts: `a number of milliseconds between 1 and ${LONGEST_WAIT}`,
  shows: "number",
  test: (value) => isNumberFrom(1, value) && Number(value) <= LONGEST_WAIT,
};

const TYPED_CHECKS: Readonly<Record<keyof ClientOptions, Check>> = {
  clientId: STRING,
  clientSecret: STRING,
  refreshToken: STRING,
  redirectUrl: STRING,
  user: STRING,
  dataCenter: {
    accepts: `one of ${Object.keys(DATA_CENTERS).join(", ")}`,
    shows: "word",
    test: (value) => typeof value === "string" && Object.hasOwn(DATA_CENTERS, value),
  },
  apiUrl: STRING,
  accountsUrl: STRING,
  allowHosts: HOSTS,
  store: {
    accepts: "a token store with the functions get, set and delete",
    test: (value) => hasMembers(value) && [value.get, value.set, value.delete].every(isFunction),
  },
  tokenCache: { accepts: "true or false", test: (value) => typeof value === "boolean" },
  fetch: { accepts: "a function", test: isFunction },
  timeout: MILLISECONDS,
  connectTimeout: MILLISECONDS,
  idleTimeout: MILLISECONDS,
  maxAnswerSize: {
    accepts: "a number of bytes, 1 or more",
    shows: "number",
    test: (value) => Number.isSafeInteger(value) && isNumberFrom(1, value),
  },
  ca: {
    accepts: "a certificate in PEM format, or an array of them",
    test: (value) => [value].flat().every((one) => typeof one === "string" && one.includes("-----BEGIN CERTIFICATE")),
  },
  proxy: STRING,
  retry: {
    accepts: "an object with maxRetries (an integer, 0 or more) and maxDelay (milliseconds, 0 or more), both optional",
    test: (value) =>
      hasMembers(value) &&
      (value.maxRetries === undefined || (Number.isInteger(value.maxRetries) && isNumberFrom(0, value.maxRetries))) &&
      (value.maxDelay === undefined || isNumberFrom(0, value.maxDelay)),
  },
  limits: {
    accepts: "the result of fileLimits(), redisLimits(client) or postgresLimits(client)",
    test: (value) => hasMembers(value) && [value.connect, value.keyOf].every(isFunction),
  },
  hooks: {
    accepts: `an object of functions (${HOOK_NAMES.join(", ")}), each optional`,
    test: (value) =>
      hasMembers(value) &&
      Object.entries(value).every(
        ([name, hook]) => HOOK_NAMES.includes(name) && (hook === undefined || isFunction(hook)),
      ),
  },
  clock: {
    accepts: "a clock with the functions now and after, such as an emulator's",
    test: (value) =>
      hasMembers(value) && (Object.keys(value).length === 0 || [value.now, value.after].every(isFunction)),
  },
  maxConcurrency: {
    accepts: "a positive integer",
    shows: "number",
    test: (value) => Number.isInteger(value) && isNumberFrom(1, value),
  },
};

/** The old client accepted any plain value for every setting. */
const LEGACY_CHECKS: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(
    Object.entries<Setting>(SETTINGS).flatMap(([name, { formerly }]) => [
      [name, PLAIN],
      [formerly ?? name, PLAIN],
    ]),
  ),
  allowHosts: HOSTS,
  allow_hosts: {
    accepts: `${HOSTS.accepts}, or a string of them`,
    test: (value) => isString(value) || HOSTS.test(value),
  },
};

/** @throws ConfigError `INVALID_CONFIGURATION` for an option of the wrong type, or an unknown one. */
export function checkOptions(options: ClientOptions): void {
  checkTypes(options, TYPED_CHECKS);
  for (const key of ["ca", "proxy"] as const) {
    if (options.fetch === undefined || options[key] === undefined) continue;
    throw new ConfigError(
      `option "${key}" has no effect together with "fetch", which opens the connections: configure it there, or omit "fetch"`,
      { code: "INVALID_CONFIGURATION", details: { setting: key } },
    );
  }
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(TYPED_CHECKS, key)) throw unknownOption(key);
  }
}

/**
 * Like {@link checkOptions}, for the old client's object. As always, its unknown members are ignored.
 * @throws ConfigError `INVALID_CONFIGURATION`
 */
export function checkLegacyConfig(config: LegacyConfig): void {
  checkTypes(config, LEGACY_CHECKS);
}

function checkTypes(options: object, checks: Readonly<Record<string, Check>>): void {
  if (!hasMembers(options)) throw invalid("the options", { accepts: "an object" }, options);
  for (const [key, check] of Object.entries(checks)) {
    const value = options[key];
    if (value !== undefined && !check.test(value)) throw invalid(`option "${key}"`, check, value);
  }
}

function unknownOption(key: string): ConfigError {
  const known = Object.keys(TYPED_CHECKS);
  const row = Object.entries(SETTINGS).find(([name]) => name === key)?.[1];
  const meant = (row && "option" in row ? row.option : undefined) ?? nearest(key, known);
  return new ConfigError(
    `option "${key}" does not exist${meant === undefined ? "." : `; did you mean "${meant}"?`} The options are ${known.join(", ")}`,
    {
      code: "INVALID_CONFIGURATION",
      details: { setting: key },
    },
  );
}

function invalid(what: string, { accepts, shows }: Omit<Check, "test">, value: unknown): ConfigError {
  const isShown =
    (shows === "number" && typeof value === "number") ||
    (shows === "word" && typeof value === "string" && /^[\w.-]{1,16}$/.test(value));
  const found = !isShown ? typeName(value) : typeof value === "number" ? String(value) : JSON.stringify(value);
  return new ConfigError(`${what} must be ${accepts}; it is ${found}`, {
    code: "INVALID_CONFIGURATION",
    details: { setting: what },
  });
}

/** Any other value may be a secret, so an error only names its type. */
function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

const hasMembers = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}
