import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../config/nearest.js";

/** One command of `zcrm`. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** @returns the exit code: 0 for success, 1 for failure */
  run(args: readonly string[]): Promise<number>;
}

/** The command line is wrong. The user sees the message and how to get help; the exit code is 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The command failed for a reason that the user can act on. */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Reads a command's options. @throws UsageError for an unknown option; it suggests the nearest known one */
export function readOptions<const O extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: O,
) {
  const names = Object.keys(options);
  for (const arg of args) {
    const [, name] = /^--([^=]+)/.exec(arg) ?? [];
    if (name !== undefined && !names.includes(name))
      throw new UsageError(`unknown option --${name}${didYouMean(name, names, "--")}`);
  }
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** `; did you mean …?`, or an empty string if no word is near. */
export function didYouMean(word: string, words: readonly string[], prefix = ""): string {
  const near = nearest(word, words);
  return near === undefined ? "" : `; did you mean ${prefix}${near}?`;
}

/** The message of anything that was thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
