/**
 * `node -r zcrm/legacy/register app.js`, or `--import`: resolves `zcrmsdk` and `@trifoia/zcrmsdk` to this package,
 * whether they are installed or not. Everything else is resolved as usual.
 */
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as threads from "node:worker_threads";
import { isLaterModule, LATER_GENERATION } from "./later-generation.js";
import { explained, oldModule } from "./old-module.js";
import { resolve } from "./register-hooks.js";

/** Members of `node:module` that its types lack. `_resolveFilename` is behind `require` and `require.resolve`. */
interface Resolver {
  _resolveFilename(request: string, ...rest: readonly unknown[]): string;
  registerHooks?(hooks: { resolve: typeof resolve }): void;
}

/** Missing in releases without `registerHooks`. */
const { isInternalThread = false } = threads as typeof threads & { isInternalThread?: boolean };

const resolver = Module as typeof Module & Resolver;
const here = dirname(fileURLToPath(import.meta.url));
const { cache } = createRequire(import.meta.url);

const resolveFilename = resolver._resolveFilename;
resolver._resolveFilename = function (request, ...rest) {
  const found = oldModule(request);
  if (found === undefined)
    try {
      return resolveFilename.call(this, request, ...rest);
    } catch (error) {
      throw isLaterModule(request) ? explained(error) : error;
    }
  if (request === "zcrmsdk") warnOfLater(() => resolveFilename.call(this, "zcrmsdk/routes/initializer", ...rest));
  if (found === "client") return join(here, "legacy.cjs");
  // The file does not exist: its module goes into the cache, where Node finds it.
  const file = join(here, "zcrmsdk", `${found.path}.js`);
  cache[file] ??= Object.assign(new Module(file), { filename: file, loaded: true, exports: found.inner });
  return file;
};

let hasLooked = false;

/** Warns once if the installed zcrmsdk is 1.x: the program may be written for that. */
function warnOfLater(findInitializer: () => unknown): void {
  if (hasLooked) return;
  hasLooked = true;
  try {
    findInitializer();
  } catch {
    return;
  }
  process.emitWarning(`the installed package is ${LATER_GENERATION}`, "ZcrmWarning");
}

// Node preloads this file in the thread of other loaders' hooks, too, which must not have hooks of its own.
if (!isInternalThread) {
  // Hooks in the program's own thread are the ones that Node keeps; `register` is for releases that lack them.
  if (resolver.registerHooks) resolver.registerHooks({ resolve });
  else Module.register("./register-hooks.cjs", import.meta.url);
}
