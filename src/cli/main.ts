#!/usr/bin/env node
/** The program `zcrm`: runs the command that is named first, and turns its result into an exit code. */
import { isCrmError } from "../core/errors/errors.js";
import { type Command, CommandError, didYouMean, UsageError } from "./command.js";
import { config } from "./config/config.js";
import { emulator } from "./emulator/emulator.js";
import { generate } from "./generate/generate.js";
import { login } from "./login/login.js";
import { migrate } from "./migrate/migrate.js";
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
  emulator,
  migrate,
};

const usage = `Usage: zcrm COMMAND [OPTIONS]

${Object.entries(COMMANDS)
  .map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`)
  .join("\n")}

Run \`zcrm COMMAND --help\` for details.`;

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    console.log(usage);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    console.error(`zcrm: unknown command ${name}${didYouMean(name, Object.keys(COMMANDS))}\n\n${usage}`);
    return 2;
  }
  // What follows `--` belongs to another command.
  const own = args.includes("--") ? args.slice(0, args.indexOf("--")) : args;
  if (own.includes("--help") || own.includes("-h")) {
    console.log(command.help);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`zcrm ${name}: ${error.message}\nRun zcrm ${name} --help for its options.`);
      return 2;
    }
    if (!(error instanceof CommandError) && !isCrmError(error)) throw error;
    console.error(`zcrm ${name}: ${error.message}`);
    return error instanceof CommandError ? error.exitCode : 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
