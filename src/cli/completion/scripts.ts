/** Scripts that complete the command line of `zcrm`. They contain all names, so that the Tab key starts no program. */
import type { Option, Options } from "../definition.js";

/** What a script contains of a command. */
export interface Completable {
  readonly summary: string;
  /** The words that can come first. */
  readonly words: readonly string[];
  readonly options: Options;
}

type Commands = Readonly<Record<string, Completable>>;

/** The shells, and how the script of each is installed. */
export const SHELLS = {
  bash: { install: 'bash: eval "$(zcrm completion bash)" in ~/.bashrc', script: bash },
  zsh: { install: 'zsh: eval "$(zcrm completion zsh)" in ~/.zshrc, after compinit', script: zsh },
  fish: { install: "fish: zcrm completion fish > ~/.config/fish/completions/zcrm.fish", script: fish },
} as const;

export type Shell = keyof typeof SHELLS;

export const scriptFor = (shell: Shell, commands: Commands): string => SHELLS[shell].script(commands);

/** What follows `help`. */
const withHelp = (commands: Commands): [name: string, command: Completable][] => [
  ...Object.entries(commands),
  ["help", { summary: "show the help of a command", words: Object.keys(commands), options: {} }],
];

const isPath = ({ value = "", type }: Option): boolean => type === "string" && /FILE|FOLDER|PLACE|PATH/.test(value);

function bash(commands: Commands): string {
  const cases = withHelp(commands).flatMap(([name, { words, options }]) => [
    `    ${name})`,
    '      case "$previous" in',
    ...Object.entries(options)
      .filter(([, { type }]) => type === "string")
      .map(([option, given]) => `        --${option}) ${bashValue(given)}; return ;;`),
    "      esac",
    `      COMPREPLY=($(compgen -W "${[...Object.keys(options).map((option) => `--${option}`), ...words].join(" ")}" -- "$current")) ;;`,
  ]);
  return `_zcrm() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${withHelp(commands)
      .map(([name]) => name)
      .join(" ")} --version --help" -- "$current"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
}
complete -o default -F _zcrm zcrm`;
}

const bashValue = (option: Option): string =>
  option.words
    ? `COMPREPLY=($(compgen -W "${option.words.join(" ")}" -- "$current"))`
    : isPath(option)
      ? 'COMPREPLY=($(compgen -f -- "$current"))'
      : "COMPREPLY=()";

function zsh(commands: Commands): string {
  const cases = withHelp(commands).map(
    ([name, { words, options }]) => `    ${name})
      _arguments \\
${[
  ...Object.entries(options).map(
    ([option, given]) =>
      `        ${quoted(`${given.multiple ? "*" : ""}--${option}[${given.help.replace(/[[\]:\\]/g, "\\$&")}]${zshValue(given)}`)}`,
  ),
  `        ${quoted(words.length > 0 ? `*: :(${words.join(" ")})` : "*: :_files")}`,
].join(" \\\n")} ;;`,
  );
  return `_zcrm() {
  local -a commands
  commands=(
${withHelp(commands)
  .map(([name, { summary }]) => `    ${quoted(`${name}:${summary.replaceAll(":", "\\:")}`)}`)
  .join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local name="\${words[2]}"
  shift words
  (( CURRENT-- ))
  case "$name" in
${cases.join("\n")}
  esac
}
compdef _zcrm zcrm`;
}

const zshValue = (option: Option): string =>
  option.type === "boolean"
    ? ""
    : option.words
      ? `:${option.value ?? "value"}:(${option.words.join(" ")})`
      : `:${option.value ?? "value"}:${isPath(option) ? "_files" : " "}`;

function fish(commands: Commands): string {
  const lines = withHelp(commands).flatMap(([name, { summary, words, options }]) => [
    `complete -c zcrm -f -n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`,
    ...words.map((word) => `complete -c zcrm -f -n '__fish_seen_subcommand_from ${name}' -a ${word}`),
    ...Object.entries(options).map(
      ([option, given]) =>
        `complete -c zcrm -n '__fish_seen_subcommand_from ${name}' -l ${option}${fishValue(given)} -d ${quoted(given.help)}`,
    ),
  ]);
  return ["complete -c zcrm -n __fish_use_subcommand -l version -d 'show the version'", ...lines].join("\n");
}

const fishValue = (option: Option): string =>
  option.type === "boolean"
    ? ""
    : option.words
      ? ` -x -a ${quoted(option.words.join(" "))}`
      : isPath(option)
        ? " -r -F"
        : " -x";

/** A word in single quotes, as all three shells read it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'"'"'`)}'`;
