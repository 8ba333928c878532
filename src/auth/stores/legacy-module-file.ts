import { ConfigError } from "../../core/errors/errors.js";

const { createRequire } = process.getBuiltinModule("node:module");
const { isAbsolute, join, resolve } = process.getBuiltinModule("node:path");
const { pathToFileURL } = process.getBuiltinModule("node:url");

/** What the old client called in a module of the user's own. */
export interface LegacyModule {
  /** Called for the first tokens of a user, and for a new refresh token. */
  saveOAuthTokens(tokens: LegacyModuleTokens): unknown;
  /** Called for a new access token; many modules write no more than that and its time. */
  updateOAuthTokens(tokens: LegacyModuleTokens): unknown;
  /** Answers an array of rows, one row, or nothing. */
  getOAuthTokens(user: string): unknown;
}

/** What modules were given: by the releases of Zoho `expires_in`, by the fork `expiry_time`, for the same. */
export interface LegacyModuleTokens {
  user_identifier: string;
  access_token: string;
  refresh_token?: string;
  /** Epoch milliseconds. */
  expires_in: number;
  /** Epoch milliseconds. */
  expiry_time: number;
}

/** Where the old client's own file stood, from which paths were counted. */
const OLD_PLACES = ["node_modules/zcrmsdk/lib/js", "node_modules/@trifoia/zcrmsdk/lib/js"];

const FUNCTIONS = ["saveOAuthTokens", "updateOAuthTokens", "getOAuthTokens"] as const;

/** @throws ConfigError where there is no such module, naming every place looked at, or where it lacks a function. */
export async function loadLegacyModule(path: string): Promise<LegacyModule> {
  const file = find(path);
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href);
  const module = [loaded, loaded.default].find(isLegacyModule);
  if (module) return module;
  throw invalid(`${file} must export the functions ${FUNCTIONS.join(", ")}`);
}

function find(path: string): string {
  const { resolve: resolveModule } = createRequire(join(process.cwd(), "-"));
  const places = isAbsolute(path) ? [path] : [...OLD_PLACES, "."].map((place) => resolve(place, path));
  for (const place of [...places, ...(/^\.{0,2}\//.test(path) ? [] : [path])]) {
    try {
      return resolveModule(place);
    } catch {
      // Not there: the next one.
    }
  }
  throw invalid(`there is no module ${path}; looked for ${places.join(", ")}`);
}

const isLegacyModule = (value: unknown): value is LegacyModule =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  FUNCTIONS.every((name) => typeof Reflect.get(value, name) === "function");

const invalid = (what: string): ConfigError =>
  new ConfigError(
    `${what} (mysql_module: the path of a module, local for the memory of the process, or nothing for MySQL)`,
    {
      code: "INVALID_CONFIGURATION",
      details: { setting: "mysql_module" },
    },
  );
