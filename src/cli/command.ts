import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../config/nearest.js";

/** One command of the command line: its help is its whole documentation there. */
export interface Command {
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly help: string;
  /** @returns the exit code: 0 where all is well, 1 where the work failed. */
  run(args: readonly string[]): Promise<number>;
}

/** A command that was not written right: told with the way to its help, exit code 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The work failed for a reason that can be said. */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Reads a command's options; one that it has not is an error that names the nearest one. */
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
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function didYouMean(word: string, words: readonly string[], prefix = ""): string {
  const near = nearest(word, words);
  return near === undefined ? "" : `; did you mean ${prefix}${near}?`;
}
