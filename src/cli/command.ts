import { type ParseArgsConfig, parseArgs } from "node:util";
import { nearest } from "../core/errors/nearest.js";
import { messageOf } from "../core/kind.js";
import type { Definition, Option, Options, Result, Running, Values } from "./definition.js";
import { helpOf } from "./help.js";
import { print, printJson, printProblem } from "./output.js";

/** A command in the list of all, before its code is loaded. */
export interface CommandEntry {
  /** One line that says what it does. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** One command of `zcrm`, as the program runs it. */
export interface Command {
  readonly options: Options;
  /** The words that can come first. */
  readonly words: readonly string[];
  /** The exit code if it fails. */
  readonly failureCode: number;
  /** @param words What follows the name of the command */
  help(name: string, words?: readonly string[]): string;
  /** @returns the exit code: 0 for success */
  run(args: readonly string[]): Promise<number>;
}

/** The command line is wrong. The user sees the message and how to get help; the exit code is 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The command failed for a reason that the user can act on. */
export class CommandError extends Error {
  override name = "CommandError";
  readonly exitCode: number | undefined;

  /** @param exitCode The exit code, if it differs from that of other failures of the command */
  constructor(message: string, exitCode?: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

const JSON_OPTION = { type: "boolean", help: "" } as const satisfies Option;

/** Makes a command of what it declares: it reads the options, runs the command, and prints the result. */
export function command<const O extends Options>(definition: Definition<O>): Command {
  const { words = [], json, showsSecrets, failureCode = 1 } = definition;
  const options: Options = { ...definition.options, json: { ...JSON_OPTION, help: `print JSON: ${json}` } };
  return {
    get words() {
      return typeof words === "function" ? words() : words;
    },
    options,
    failureCode,
    help: (name, given = []) =>
      definition.helpOn?.(given, options) ?? helpOf(name, { ...definition, options } as Definition<Options>),
    async run(args) {
      const { own, rest } = splitAtDashes(args);
      const { values, positionals } = readArguments(own, options, definition.usage !== undefined);
      const show = ({ text, data, isJson, isOneOfMany }: Result): void => {
        if (values.json || isJson) printJson(data, showsSecrets, isOneOfMany);
        else if (text !== undefined) print(text, showsSecrets);
      };
      if (rest.length > 0 && definition.usage === undefined) throw new UsageError(`Unexpected argument '${rest[0]}'`);
      const running = definition.run(values as Values<O>, {
        words: positionals,
        rest,
        json: values.json === true,
        show,
        // With --json, stdout contains JSON and nothing else.
        report: (text) => (values.json ? printProblem(text) : print(text)),
        warn: printProblem,
      });
      const result = await (Symbol.asyncIterator in running ? shown(running) : running);
      if (typeof result === "number") return result;
      show(result);
      return result.exitCode ?? 0;
    },
  };
}

/** Shows what a command tells while it runs. Few commands do, so the others do not load what this takes. */
const shown = async (running: Running): Promise<Result | number> =>
  (await import("./progress/render.js")).rendered(running);

/** Separates what follows `--`, which belongs to another command. */
export function splitAtDashes(args: readonly string[]): { own: readonly string[]; rest: readonly string[] } {
  const at = args.indexOf("--");
  return at < 0 ? { own: args, rest: [] } : { own: args.slice(0, at), rest: args.slice(at + 1) };
}

/** @throws UsageError for an unknown option; it suggests a known one that is near */
function readArguments(args: readonly string[], options: Options, allowPositionals: boolean) {
  const names = Object.keys(options);
  for (const arg of args) {
    const [, name] = /^--([^=]+)/.exec(arg) ?? [];
    if (name !== undefined && !names.includes(name))
      throw new UsageError(`unknown option --${name}${didYouMean(name, names, "--")}`);
  }
  const types = Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  ) satisfies ParseArgsConfig["options"];
  try {
    return parseArgs({ args: [...args], options: types, strict: true, allowPositionals });
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
export const reasonOf = messageOf;
