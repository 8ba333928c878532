/** The command line that continues what was stopped. */
import type { Values } from "../definition.js";
import type { STORE_OPTIONS } from "../tokens/store.js";

/** A command line with its words as a shell reads them, and the options that select the tokens. */
export function commandLine(words: readonly string[], { user, store }: Values<typeof STORE_OPTIONS>): string {
  const tokens = [...(user === undefined ? [] : ["--user", user]), ...(store === undefined ? [] : ["--store", store])];
  return ["zcrm", ...words, ...tokens].map(shellWord).join(" ");
}

const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`;
