/** What a command declares. Its parsing, help, completion and output follow from this. */

/** An option of a command: `--name VALUE`, or `--name` alone. */
export interface Option {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  /** Names the value in the help. Values of FILE, FOLDER and PLACE are completed as paths. */
  readonly value?: string;
  /** The words that the value can be. */
  readonly words?: readonly string[];
  readonly help: string;
}

export type Options = Readonly<Record<string, Option>>;

/** The options that were passed. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: ValueOf<O[Name]> | undefined;
};

type ValueOf<O extends Option> = O extends { type: "boolean" }
  ? boolean
  : O extends { multiple: true }
    ? readonly string[]
    : string;

/** What a command found or did. */
export interface Result {
  /** For people. @default nothing, if all was said before */
  readonly text?: string;
  /** For programs, as `--json` prints it. */
  readonly data: object | string | null;
  /** Whether people see the data too, because it is JSON by nature. */
  readonly isJson?: true;
  /** Whether it is one of many, which `--json` prints on a line each. */
  readonly isOneOfMany?: true;
  /** @default 0 */
  readonly exitCode?: number;
}

/** How far a command is. */
export interface Progress {
  /** The rows that are done. */
  readonly done: number;
  /** About how many there are; undefined if nobody knows. */
  readonly total: number | undefined;
  /** Rows a second; undefined at the beginning. */
  readonly rate: number | undefined;
  /** The seconds that the rest will take. */
  readonly remaining: number | undefined;
  /** API credits that were spent. */
  readonly credits: number;
}

/** What a command tells while it runs: how far it is, what a person should know, or the content of a file. */
export type CommandEvent =
  | { readonly type: "progress"; readonly progress: Progress }
  | { readonly type: "notice"; readonly text: string }
  /** The content of a file, for stdout. If it fails, the command gets the error. */
  | { readonly type: "bytes"; readonly bytes: AsyncIterable<Uint8Array> };

/** A command that tells events, and then returns its result. */
export type Running = AsyncGenerator<CommandEvent, Result | number, undefined>;

/** What a command gets besides its options. */
export interface Context {
  /** Arguments that are not options. */
  readonly words: readonly string[];
  /** What follows `--`, which belongs to another command. */
  readonly rest: readonly string[];
  /** Whether the result is printed as JSON. */
  readonly json: boolean;
  /** Prints a result of a command that continues to run. */
  show(result: Result): void;
  /** Prints what a person should know meanwhile. */
  report(text: string): void;
  /** Prints a problem that does not end the command. */
  warn(text: string): void;
}

/** A command of `zcrm`. */
export interface Definition<O extends Options> {
  /** What follows the command's name, one line per form, e.g. `[PATH] [OPTIONS]`. @default "[OPTIONS]" */
  readonly usage?: readonly string[];
  /** The words that can come first; a function if it takes long to find them. */
  readonly words?: readonly string[] | (() => readonly string[]);
  /** The help on what the words name, instead of the command's own. @param options Those of the command, with --json */
  helpOn?(words: readonly string[], options: Options): string | undefined;
  /** Paragraphs. */
  readonly about: readonly string[];
  /** Command lines, with what each does. They run as they are. */
  readonly examples?: readonly (readonly [line: string, meaning: string])[];
  readonly options: O;
  /** What `--json` prints. */
  readonly json: string;
  /** The meaning of the exit codes, without that of wrong usage. */
  readonly exitCodes: Readonly<Record<number, string>>;
  /** The exit code if the command fails. @default 1 */
  readonly failureCode?: number;
  /** Whether the output contains secrets on purpose. */
  readonly showsSecrets?: true;
  /**
   * Runs the command. It prints nothing itself.
   *
   * @returns the result to print, or the exit code of a command that has nothing more to print
   * @throws UsageError, CommandError or CrmError, whose message the user sees
   */
  run(given: Values<O>, context: Context): Promise<Result | number> | Running;
}
