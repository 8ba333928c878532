/** `zcrm emulator exec -- COMMAND`: runs a command whose environment points to the emulator. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { effectiveSettings } from "../../config/effective.js";
import { CommandError, reasonOf, UsageError } from "../command.js";
import type { Context } from "../definition.js";

/** The command to run; `undefined` if there is none. @throws UsageError if it is missing or without `exec` */
export function commandIn({ words: [verb, ...words], rest }: Context): readonly string[] | undefined {
  const command = [...words, ...rest];
  if (verb === undefined && rest.length === 0) return undefined;
  if (verb === "exec" && command.length > 0) return command;
  if (verb !== "exec" && verb !== undefined) throw new UsageError(`Unexpected argument '${verb}'`);
  throw new UsageError("exec needs a command, e.g. zcrm emulator exec -- npm test");
}

/** Settings that must come from the emulator. */
const NEEDED: readonly string[] = ["client_id", "client_secret", "refresh_token", "base_url", "iamurl"];

/** @throws CommandError if the command would read other settings than the emulator's */
export function checkPropertyFiles(): void {
  const other = effectiveSettings().find(
    ({ name, source }) => NEEDED.includes(name) && /\.properties/.test(source ?? ""),
  );
  if (other !== undefined)
    throw new CommandError(`${other.source} sets ${other.name}, which would override the emulator's; remove it first`);
}

/** The environment without settings of a client, so that nothing of the command goes to another service. */
const withoutSettings = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith("ZCRM_") || name === "ZCRM_DEBUG"),
  );

/** Exit codes of shells for a command that does not exist, and for one that cannot be run. */
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;

/**
 * Runs a command to its end and passes signals on to it.
 *
 * @param variables The emulator's environment variables
 * @returns its exit code; for a signal that ended it, 128 and its number, as in shells
 * @throws CommandError if it cannot be started
 */
export async function runCommand(
  [name = "", ...args]: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<number> {
  const child = spawn(name, args, {
    stdio: "inherit",
    env: { ...withoutSettings(process.env), ...variables },
    // On Windows, npm is a script that only a shell can run.
    shell: process.platform === "win32",
  });
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const pass = (signal: NodeJS.Signals) => {
    // Ctrl-C in a terminal reaches both processes.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    });
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const reason = isMissing ? "there is no such command" : reasonOf(error);
    throw new CommandError(`exec: ${name} cannot be run: ${reason}`, isMissing ? NOT_FOUND : NOT_EXECUTABLE);
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}
