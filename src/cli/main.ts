#!/usr/bin/env node
/** The program `zcrm`: runs the command that is named first, and turns its result into an exit code. */
import { readFile } from "node:fs/promises";
import { isCrmError } from "../core/errors/errors.js";
import { type CommandEntry, CommandError, didYouMean, splitAtDashes, UsageError } from "./command.js";
import { rowsOf } from "./help.js";
import { columnsOf, endWithReader, heading, printJson, printProblem } from "./output.js";

/** The commands. Each loads when it is needed, so that the others cost no time. */
const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  login: {
    summary: "get tokens with a user's consent",
    load: async () => (await import("./login/login.js")).login,
  },
  whoami: {
    summary: "show whose tokens are stored",
    load: async () => (await import("./tokens/whoami.js")).whoami,
  },
  logout: {
    summary: "revoke and delete tokens",
    load: async () => (await import("./tokens/logout.js")).logout,
  },
  config: {
    summary: "show the settings and where they come from",
    load: async () => (await import("./config/config.js")).config,
  },
  store: {
    summary: "create the token tables of a database",
    load: async () => (await import("./tokens/store-init.js")).storeInit,
  },
  generate: {
    summary: "write typed functions for an OpenAPI description",
    load: async () => (await import("./generate/generate.js")).generate,
  },
  pull: {
    summary: "write the types of your organization's modules and fields",
    load: async () => (await import("./pull/pull.js")).pull,
  },
  export: {
    summary: "read the records of a module into a file: CSV, NDJSON or JSON",
    load: async () => (await import("./export/export.js")).exportCommand,
  },
  import: {
    summary: "write the rows of a file to a module: CSV, NDJSON or JSON",
    load: async () => (await import("./import/import.js")).importCommand,
  },
  emulator: {
    summary: "run a Zoho CRM emulator on this machine",
    load: async () => (await import("./emulator/emulator.js")).emulator,
  },
  listen: {
    summary: "show notifications as they arrive, and forward them to your program",
    load: async () => (await import("./listen/listen.js")).listen,
  },
  migrate: {
    summary: "find calls of the old client and their typed replacements",
    load: async () => (await import("./migrate/migrate.js")).migrate,
  },
  call: {
    summary: "call any operation of the API, and print the response",
    load: async () => (await import("./call/call.js")).call,
  },
  plan: {
    summary: "show what an export, an import or a call costs, and send nothing",
    load: async () => (await import("./plan/plan.js")).plan,
  },
  explain: {
    summary: "explain an error code: its cause, and what to do",
    load: async () => (await import("./explain/explain.js")).explain,
  },
  docs: {
    summary: "open the documentation of this version in your browser, offline",
    load: async () => (await import("./docs/docs.js")).docs,
  },
  mcp: {
    summary: "let programs with a language model use the CRM (Model Context Protocol)",
    load: async () => (await import("./mcp/mcp.js")).mcp,
  },
  completion: {
    summary: "print a script that completes commands and options in your shell",
    load: async () => (await import("./completion/completion.js")).completion(COMMANDS),
  },
};

function usage(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return `${heading("Usage:")} zcrm COMMAND [OPTIONS]

${rowsOf(rows, columnsOf(process.stdout) ?? 100)}

\`zcrm help COMMAND\` describes a command, and \`zcrm --version\` shows the version.
Each command prints JSON with --json.`;
}

const entryNamed = (name: string): CommandEntry | undefined =>
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
  const entry = entryNamed(name);
  if (entry === undefined) return unknown(name);
  if (own.includes("--help") || own.includes("-h")) return help(name, own);
  const command = await entry.load();
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
async function help(name: string | undefined, args: readonly string[]): Promise<number> {
  const entry = name === undefined ? undefined : entryNamed(name);
  if (name !== undefined && entry === undefined) return unknown(name);
  console.log(name === undefined || entry === undefined ? usage() : (await entry.load()).help(name, args));
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
