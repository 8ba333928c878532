/** Loads a token module of an old program. In a file of its own, since it needs Node's modules, and loads late. */
import { ConfigError } from "../../../core/errors/errors.js";

const { createRequire } = process.getBuiltinModule("node:module");
const { existsSync } = process.getBuiltinModule("node:fs");
const { dirname, isAbsolute, join, resolve } = process.getBuiltinModule("node:path");
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

/**
 * Returns the module that `require` returns, as the old client did, so that the program and the client share its state.
 * @throws ConfigError if the module does not exist, with every place looked at, or if it lacks a function.
 */
export async function loadLegacyModule(path: string): Promise<LegacyModule> {
  const load = requireOf();
  const file = find(path, load);
  const loaded = await requireOrImport(file, load);
  const own: unknown = Object(loaded).default;
  // The functions of an ES module may use `this` only if they are members of an object that it exports.
  const module = (isNamespace(loaded) ? [own, loaded] : [loaded, own]).find(isLegacyModule);
  if (module) return module;
  throw invalid(`${file} must export the functions ${FUNCTIONS.join(", ")}`);
}

/** A computed name, so that bundlers do not take it for a module to include. */
const REQUIRE = ["re", "quire"].join("");

/** A `require` for absolute paths. Jest gives every CommonJS module one that knows the modules of its sandbox. */
function requireOf(): NodeJS.Require {
  const given: unknown = typeof module === "object" ? Reflect.get(module, REQUIRE) : undefined;
  return typeof given === "function" && "resolve" in given
    ? (given as NodeJS.Require)
    : createRequire(join(process.cwd(), "-"));
}

/** Errors of `require` for a module that only `import` can load. */
const ONLY_IMPORT: ReadonlySet<unknown> = new Set(["ERR_REQUIRE_ESM", "ERR_REQUIRE_ASYNC_MODULE"]);

async function requireOrImport(file: string, load: NodeJS.Require): Promise<unknown> {
  try {
    return load(file);
  } catch (error) {
    if (!ONLY_IMPORT.has(Object(error).code)) throw error;
    return import(/* webpackIgnore: true */ /* @vite-ignore */ pathToFileURL(file).href);
  }
}

function find(path: string, load: NodeJS.Require): string {
  const bases = baseFolders(load);
  const places = new Set(bases.flatMap((base) => [...OLD_FOLDERS, "."].map((folder) => resolve(base, folder, path))));
  for (const place of places) {
    const found = resolved(place, load);
    if (found !== undefined) return found;
  }
  // A path that starts with neither a dot nor a slash may be the name of a package.
  for (const base of /^(\.{0,2}[\\/]|[A-Za-z]:)/.test(path) ? [] : bases) {
    const found = resolved(path, createRequire(join(base, "-")));
    if (found !== undefined) return found;
  }
  throw invalid(`cannot find the module ${path}; looked for ${[...places].join(", ")}`);
}

/** The folders that may hold the program's `node_modules`: a service manager starts programs in any working directory. */
function baseFolders({ main }: NodeJS.Require): string[] {
  const programs = [main?.filename, process.argv[1]].filter((file) => file !== undefined && isAbsolute(file));
  return [...new Set([process.cwd(), ...programs.flatMap((file = "") => projectFolders(file))])];
}

/** The folder of a program, that of its `package.json`, and the one in which it has this package installed. */
function projectFolders(program: string): string[] {
  const folder = dirname(program);
  let project = folder;
  while (!existsSync(join(project, "package.json")) && dirname(project) !== project) project = dirname(project);
  const [, installed] =
    /^(.*?)[\\/]node_modules[\\/]/.exec(resolved("zcrm/package.json", createRequire(program)) ?? "") ?? [];
  const hasProject = dirname(project) !== project;
  return [folder, ...(hasProject ? [project] : []), ...(installed ? [installed] : [])];
}

function resolved(name: string, { resolve }: NodeJS.Require): string | undefined {
  try {
    return resolve(name);
  } catch {
    return undefined;
  }
}

const isNamespace = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Reflect.get(value, Symbol.toStringTag) === "Module";

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
