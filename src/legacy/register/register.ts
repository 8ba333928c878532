/**
 * `node -r zcrm/legacy/register app.js`, or `--import`: the program's `zcrmsdk` and `@trifoia/zcrmsdk` are this package,
 * whether or not those are installed. Nothing else is resolved differently.
 */
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { oldModule } from "./old-module.js";
import { resolve } from "./register-hooks.js";

/** What Node has and its types do not say: the function behind `require` and `require.resolve`. */
interface Resolver {
  _resolveFilename(request: string, ...rest: readonly unknown[]): string;
  registerHooks?(hooks: { resolve: typeof resolve }): void;
}

const resolver = Module as typeof Module & Resolver;
const here = dirname(fileURLToPath(import.meta.url));
const { cache } = createRequire(import.meta.url);

const resolveFilename = resolver._resolveFilename;
resolver._resolveFilename = function (request, ...rest) {
  const found = oldModule(request);
  if (found === undefined) return resolveFilename.call(this, request, ...rest);
  if (found === "client") return join(here, "legacy.cjs");
  // There is no such file: the module is where Node looks for one that is loaded.
  const file = join(here, "zcrmsdk", `${found.path}.js`);
  cache[file] ??= Object.assign(new Module(file), { filename: file, loaded: true, exports: found.inner });
  return file;
};

// Where Node has hooks in the thread of the program, they are the ones that last.
if (resolver.registerHooks) resolver.registerHooks({ resolve });
else Module.register("./register-hooks.cjs", import.meta.url);
