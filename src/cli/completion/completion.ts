import { type Command, type CommandEntry, command, didYouMean, UsageError } from "../command.js";
import { type Completable, SHELLS, type Shell, scriptFor } from "./scripts.js";

const shells = Object.keys(SHELLS) as Shell[];

/** `zcrm completion` @param entries All commands by name */
export const completion = (entries: Readonly<Record<string, CommandEntry>>): Command =>
  command({
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
      const script = scriptFor(shell, await completable(entries));
      return { text: script, data: { shell, script } };
    },
  });

async function completable(entries: Readonly<Record<string, CommandEntry>>): Promise<Record<string, Completable>> {
  const loading = Object.entries(entries).map(async ([name, { summary, load }]) => {
    const { words, options } = await load();
    return [name, { summary, words, options }] as const;
  });
  return Object.fromEntries(await Promise.all(loading));
}
