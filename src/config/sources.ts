import { ConfigError } from "../core/errors/errors.js";

/** What settings are read from, beside the object given by the program. */
export interface Sources {
  /** The text of a file, by its path from the working directory; `undefined` where there is no such file. */
  readFile(path: string): string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The running process; in a runtime without files or environment, there is nothing in them. */
export const processSources = (): Sources => ({
  readFile,
  env: globalThis.process?.env ?? {},
});

/** Errors that mean no more than that there is no such file. */
const ABSENT: ReadonlySet<unknown> = new Set(["ENOENT", "ENOTDIR"]);

function readFile(path: string): string | undefined {
  // An import would be fatal in runtimes that have no such module.
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  try {
    return fs?.readFileSync(path, "utf8");
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    if (ABSENT.has(code)) return undefined;
    throw new ConfigError(`${path} cannot be read (${code}): make it readable, or remove it`, {
      code: "INVALID_CONFIGURATION",
      cause,
    });
  }
}
