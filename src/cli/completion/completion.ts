import { type Command, command, didYouMean, UsageError } from "../command.js";
import { SHELLS, type Shell, scriptFor } from "./scripts.js";

const shells = Object.keys(SHELLS) as Shell[];

/** `zcrm completion` @param commands All commands by name */
export const completion = (commands: () => Readonly<Record<string, Command>>): Command =>
  command({
    summary: "print a script that completes commands and options in your shell",
    usage: shells,
    words: shells,
    about: [
      "Prints a script for your shell. With it, the Tab key completes commands, options and their values:",
      shells.map((shell) => `  ${SHELLS[shell].install}`).join("\n"),
    ],
    options: {},
    json: "{ shell, script }",
    exitCodes: { 0: "success" },
    async run(_, { words: [name, ...more] }) {
      const shell = shells.find((known) => known === name);
      if (shell === undefined || more.length > 0)
        throw new UsageError(
          `pass one shell: ${shells.join(", ")}${name === undefined ? "" : didYouMean(name, shells)}`,
        );
      const script = scriptFor(shell, commands());
      return { text: script, data: { shell, script } };
    },
  });
