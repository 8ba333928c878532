import { ConfigError } from "../core/errors/errors.js";
import { codeOf } from "../core/kind.js";

/** What settings are read from, besides the program's options. */
export interface Sources {
  /** Reads a file by its path from the working directory; `undefined` if it does not exist. */
  readFile(path: string): string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The running process. In a runtime without files or environment, both are empty. */
export const processSources = (): Sources => ({
  readFile,
  env: globalThis.process?.env ?? {},
});

/** Error codes that mean that the file does not exist. */
const ABSENT: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR"]);

function readFile(path: string): string | undefined {
  // An import would fail in runtimes without this module.
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  try {
    return fs?.readFileSync(path, "utf8");
  } catch (cause) {
    const code = codeOf(cause);
    if (ABSENT.has(code)) return undefined;
    throw new ConfigError(`cannot read ${path} (${code}): make it readable, or remove it`, {
      code: "INVALID_CONFIGURATION",
      cause,
    });
  }
}
