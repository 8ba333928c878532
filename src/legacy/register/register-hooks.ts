/** How `import` of the old packages is answered: by modules that stand for what `require` gives. */
import { oldModule } from "./old-module.js";

/** What Node gives to a hook, as far as it is read here. */
interface ResolveContext {
  readonly conditions?: readonly string[];
}

/** What a hook answers where Node shall not ask further. */
interface Resolved {
  readonly url: string;
  readonly format: "module";
  readonly shortCircuit: true;
}

/** A hook of `module.registerHooks`, or of `module.register` in a thread of its own; `require` has its own way. */
export function resolve<T>(
  specifier: string,
  context: ResolveContext,
  nextResolve: (specifier: string, context: ResolveContext) => T,
): T | Resolved {
  const found = context.conditions?.includes("import") ? oldModule(specifier) : undefined;
  if (found === undefined) return nextResolve(specifier, context);
  const url = found === "client" ? new URL("./legacy.mjs", import.meta.url).href : moduleText(specifier, found.inner);
  return { url, format: "module", shortCircuit: true };
}

/** An ES module of what `require` gives in the program's own thread, in the form of an address. */
function moduleText(specifier: string, inner: object): string {
  const names = Object.keys(inner).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== "default");
  const text = `import { createRequire } from "node:module";
const inner = createRequire(${JSON.stringify(import.meta.url)})(${JSON.stringify(specifier)});
export default inner;
${names.map((name) => `const _${name} = inner.${name};\nexport { _${name} as ${name} };`).join("\n")}`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
