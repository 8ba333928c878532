#!/usr/bin/env node
/** The program `zcrm`: runs the command that is named first, and turns its result into an exit code. */
import { readFile } from "node:fs/promises";
import { isCrmError } from "../core/errors/errors.js";
import { call } from "./call/call.js";
import { type Command, CommandError, didYouMean, splitAtDashes, UsageError } from "./command.js";
import { completion } from "./completion/completion.js";
import { config } from "./config/config.js";
import { emulator } from "./emulator/emulator.js";
import { explain } from "./explain/explain.js";
import { exportCommand } from "./export/export.js";
import { generate } from "./generate/generate.js";
import { rowsOf } from "./help.js";
import { importCommand } from "./import/import.js";
import { login } from "./login/login.js";
import { migrate } from "./migrate/migrate.js";
import { columnsOf, endWithReader, heading, printJson, printProblem } from "./output.js";
import { plan } from "./plan/plan.js";
import { pull } from "./pull/pull.js";
import { logout } from "./tokens/logout.js";
import { storeInit } from "./tokens/store-init.js";
import { whoami } from "./tokens/whoami.js";

const COMMANDS: Readonly<Record<string, Command>> = {
  login,
  whoami,
  logout,
  config,
  store: storeInit,
  generate,
  pull,
  export: exportCommand,
  import: importCommand,
  emulator,
  migrate,
  call,
  plan,
  explain,
  completion: completion(() => COMMANDS),
};

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return `${heading("Usage:")} zcrm COMMAND [OPTIONS]

${rowsOf(rows, columnsOf(process.stdout) ?? 100)}

\`zcrm help COMMAND\` describes a command, and \`zcrm --version\` shows the version.
Each command prints JSON with --json.`;
}

const commandNamed = (name: string): Command | undefined =>
  Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--version" || name === "-v") {
    const file = new URL("../package.json", import.meta.url);
    console.log(JSON.parse(await readFile(file, "utf8")).version);
    return 0;
  }
  if (name === undefined) {
    console.log(usage());
    return 2;
  }
  const { own } = splitAtDashes(args);
  if (name === "help" || name === "--help" || name === "-h") return help(own[0], own.slice(1));
  const command = commandNamed(name);
  if (command === undefined) return unknown(name);
  if (own.includes("--help") || own.includes("-h")) return help(name, own);
  try {
    return await command.run(args);
  } catch (error) {
    const isWrongUsage = error instanceof UsageError;
    if (!isWrongUsage && !(error instanceof CommandError) && !isCrmError(error)) {
      // A mistake of this program: its message may contain anything, and the stack says where it is.
      printProblem(`zcrm ${name}: ${error instanceof Error ? error.stack : error}`);
      return command.failureCode;
    }
    printProblem(`zcrm ${name}: ${error.message}${isWrongUsage ? `\nRun zcrm help ${name} for its options.` : ""}`);
    if (own.includes("--json"))
      printJson({ error: { code: isCrmError(error) ? error.code : error.name, message: error.message } });
    if (isWrongUsage) return 2;
    return (error instanceof CommandError ? error.exitCode : undefined) ?? command.failureCode;
  }
}

/**
 * @param name The command; `undefined` for the list of all
 * @param args What follows it
 */
function help(name: string | undefined, args: readonly string[]): number {
  const command = name === undefined ? undefined : commandNamed(name);
  if (name !== undefined && command === undefined) return unknown(name);
  console.log(name === undefined || command === undefined ? usage() : command.help(name, args));
  return 0;
}

function unknown(name: string): number {
  printProblem(
    `zcrm: unknown command ${name}${didYouMean(name, [...Object.keys(COMMANDS), "help", "--version"])}\n\n${usage()}`,
  );
  return 2;
}

endWithReader();
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
