/** Hooks for `import` of the old packages, which return modules that pass on what `require` returns. */
import { isLaterModule } from "./later-generation.js";
import { explained, oldModule } from "./old-module.js";

/** The part of a hook's context that is read here. */
interface ResolveContext {
  /** A set in the first releases that have hooks in the program's own thread. */
  readonly conditions?: Iterable<string>;
}

/** What a hook returns so that Node does not look further. */
interface Resolved {
  readonly url: string;
  readonly format: "module";
  readonly shortCircuit: true;
}

/** A hook for `module.registerHooks`, and for `module.register`, which runs it in a thread of its own. */
export function resolve<T>(
  specifier: string,
  context: ResolveContext,
  nextResolve: (specifier: string, context: ResolveContext) => T,
): T | Resolved {
  const found = [...(context.conditions ?? [])].includes("import") ? oldModule(specifier) : undefined;
  if (found === undefined)
    return isLaterModule(specifier) ? explaining(nextResolve, specifier, context) : nextResolve(specifier, context);
  const url = found === "client" ? new URL("./legacy.mjs", import.meta.url).href : moduleUrl(specifier, found.inner);
  return { url, format: "module", shortCircuit: true };
}

/** Explains a failure, whether the next hook returns or resolves. */
function explaining<T>(
  next: (specifier: string, context: ResolveContext) => T,
  specifier: string,
  context: ResolveContext,
): T {
  const fail = (error: unknown): never => {
    throw explained(error);
  };
  try {
    const result = next(specifier, context);
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

/** A data URL with an ES module that re-exports what `require` returns in the program's own thread. */
function moduleUrl(specifier: string, inner: object): string {
  const names = Object.keys(inner).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
  const text = `import { createRequire } from "node:module";
const inner = createRequire(${JSON.stringify(import.meta.url)})(${JSON.stringify(specifier)});
export default inner;
${names.map((name) => `const _${name} = inner.${name};\nexport { _${name} as ${name} };`).join("\n")}`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
