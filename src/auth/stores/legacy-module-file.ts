/** Loads a token module of an old program. In a file of its own, since it needs Node's modules, and loads late. */
import { ConfigError } from "../../core/errors/errors.js";

const { createRequire } = process.getBuiltinModule("node:module");
const { isAbsolute, join, resolve } = process.getBuiltinModule("node:path");
const { pathToFileURL } = process.getBuiltinModule("node:url");

/** What the old client called in a token module. */
export interface LegacyModule {
  /** Called with a user's first tokens, and with a new refresh token. */
  saveOAuthTokens(tokens: LegacyModuleTokens): unknown;
  /** Called with a new access token. Many modules only update the access token and its expiry. */
  updateOAuthTokens(tokens: LegacyModuleTokens): unknown;
  /** Returns an array of rows, one row, or nothing. */
  getOAuthTokens(user: string): unknown;
}

/** The tokens that a module receives. Zoho's releases call the expiry `expires_in`, the fork `expiry_time`. */
export interface LegacyModuleTokens {
  user_identifier: string;
  access_token: string;
  refresh_token?: string;
  /** Epoch milliseconds. */
  expires_in: number;
  /** Epoch milliseconds. */
  expiry_time: number;
}

/** The folders of the old client's own file. Paths are relative to it. */
const OLD_FOLDERS = ["node_modules/zcrmsdk/lib/js", "node_modules/@trifoia/zcrmsdk/lib/js"];

const FUNCTIONS = ["saveOAuthTokens", "updateOAuthTokens", "getOAuthTokens"] as const;

/** @throws ConfigError if the module does not exist, with every place looked at, or if it lacks a function. */
export async function loadLegacyModule(path: string): Promise<LegacyModule> {
  const file = find(path);
  const loaded: Record<string, unknown> = await import(pathToFileURL(file).href);
  const module = [loaded, loaded.default].find(isLegacyModule);
  if (module) return module;
  throw invalid(`${file} must export the functions ${FUNCTIONS.join(", ")}`);
}

function find(path: string): string {
  const { resolve: resolveModule } = createRequire(join(process.cwd(), "-"));
  const places = isAbsolute(path) ? [path] : [...OLD_FOLDERS, "."].map((place) => resolve(place, path));
  for (const place of [...places, ...(/^\.{0,2}\//.test(path) ? [] : [path])]) {
    try {
      return resolveModule(place);
    } catch {
      // Not there: try the next place.
    }
  }
  throw invalid(`cannot find the module ${path}; looked for ${places.join(", ")}`);
}

const isLegacyModule = (value: unknown): value is LegacyModule =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  FUNCTIONS.every((name) => typeof Reflect.get(value, name) === "function");

const invalid = (what: string): ConfigError =>
  new ConfigError(
    `${what} (set mysql_module to the path of a module, to local for the memory of the process, or leave it out for MySQL)`,
    {
      code: "INVALID_CONFIGURATION",
      details: { setting: "mysql_module" },
    },
  );
