import { ConfigError } from "../core/errors/errors.js";
import { codeOf } from "../core/kind.js";
import { environmentVariable, hasEnvironment, hasFiles, isPermitted } from "../core/platform.js";

/** What settings are read from, besides the program's options. */
export interface Sources {
  /** Reads a file by its path from the working directory; `undefined` if it does not exist, or cannot be read here. */
  readFile(path: string): string | undefined;
  /** Reads a variable of the environment; `undefined` if it is not set, or cannot be read here. */
  variable(name: string): string | undefined;
  /** Whether the runtime has the source, and lets the program read it. */
  readonly can: Readonly<Record<"read files" | "read the environment", boolean>>;
}

/** The running process. A source that it cannot read is empty. */
export const processSources = (): Sources => ({
  readFile,
  variable: environmentVariable,
  can: { "read files": hasFiles() && isPermitted({ name: "read" }), "read the environment": hasEnvironment() },
});

/** Error codes that mean that the file does not exist, or that Node.js was started without access to it. */
const ABSENT: ReadonlySet<string | undefined> = new Set(["ENOENT", "ENOTDIR", "ERR_ACCESS_DENIED"]);

function readFile(path: string): string | undefined {
  if (!isPermitted({ name: "read", path })) return undefined;
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
