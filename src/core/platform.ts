/**
 * What the runtime has, and what it lets the program use. Code that runs everywhere asks here. Only files that load late, and
 * need Node's modules anyway, use `process` themselves.
 */
import { ConfigError } from "./errors/errors.js";

/** What a program may be allowed to use, as Deno names it. */
interface Permission {
  readonly name: "env" | "read" | "write";
  /** For the environment: the one variable. */
  readonly variable?: string;
  /** For files: the one path. */
  readonly path?: string;
}

/** Whether the program may use something now. Deno would ask its user, in the middle of a call, or throw. */
export function isPermitted(permission: Permission): boolean {
  const { permissions } = Reflect.get(globalThis, "Deno") ?? {};
  return permissions === undefined || permissions.querySync(permission).state === "granted";
}

/** Whether the runtime has an environment that the program may read. */
export const hasEnvironment = (): boolean =>
  globalThis.process?.env !== undefined && isPermitted({ name: "env", variable: "ZCRM_CLIENT_ID" });

/** A variable of the environment; `undefined` also where the program cannot read it. */
export const environmentVariable = (variable: string): string | undefined =>
  isPermitted({ name: "env", variable }) ? globalThis.process?.env?.[variable] : undefined;

/** The modules of Node that every use of files needs. */
const FILES = ["node:fs", "node:fs/promises", "node:path"] as const;
/** The modules of Node that the built-in transport needs. */
const SOCKETS = ["node:http", "node:https", "node:net", "node:tls"] as const;

/** Whether the runtime has files. The program may still not be permitted to use them. */
export const hasFiles = (): boolean => hasAll(FILES);

/** Whether the runtime has Node's sockets. In Cloudflare's workers, Node's modules have none: they call `fetch`. */
export const hasSockets = (): boolean =>
  Reflect.get(globalThis, "navigator")?.userAgent !== "Cloudflare-Workers" && hasAll(SOCKETS);

const hasAll = (modules: readonly (typeof FILES | typeof SOCKETS)[number][]): boolean =>
  modules.every((name) => globalThis.process?.getBuiltinModule?.(name) !== undefined);

/**
 * Called before code that needs Node's files is loaded.
 * @param what What needs them, and what to do instead, as the beginning and the end of a sentence.
 * @throws ConfigError `NO_FILES` where the runtime has none.
 */
export function needFiles(what: string, instead: string): void {
  if (hasFiles()) return;
  throw new ConfigError(`${what} needs files, which this runtime lacks; ${instead}`, {
    code: "NO_FILES",
  });
}
