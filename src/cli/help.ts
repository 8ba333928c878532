import type { Definition, Options } from "./definition.js";
import { columnsOf, heading, wrapLine, wrapped } from "./output.js";

/** The longest line, on however wide a terminal. */
const WIDEST = 100;

/** Options whose names are longer have their descriptions below. */
const LONGEST_NAME = 22;

/** The help of a command. */
export function helpOf(name: string, definition: Definition<Options>, columns = columnsOf(process.stdout)): string {
  const width = Math.min(columns ?? WIDEST, WIDEST);
  const { usage = ["[OPTIONS]"], about, examples = [], options, exitCodes } = definition;
  const usageLines = usage.map((form) => `zcrm ${name} ${form}`.trimEnd());
  const codes = Object.entries({ ...exitCodes, 2: exitCodes[2] ?? "wrong usage" });
  return [
    `${heading("Usage:")} ${usageLines.join("\n       ")}`,
    ...about.map((paragraph) => wrapped(paragraph, width)),
    rowsOf(
      Object.entries(options).map(([option, { value, help }]) => [
        `--${option}${value === undefined ? "" : ` ${value}`}`,
        help,
      ]),
      width,
    ),
    ...(examples.length === 0
      ? []
      : [
          [heading("Examples:"), ...examples.flatMap(([line, meaning]) => exampleLines(line, meaning, width))].join(
            "\n",
          ),
        ]),
    wrapLine(`${heading("Exit codes:")} ${codes.map(([code, meaning]) => `${code} ${meaning}`).join(", ")}.`, width),
  ].join("\n\n");
}

/** The command line stays on one line, so that it can be copied. */
const exampleLines = (line: string, meaning: string, width: number): string[] => [
  wrapLine(`  # ${meaning}`, width, "  # "),
  `  ${line}`,
];

/** Names and what they mean, in two columns if there is room. */
export function rowsOf(rows: readonly (readonly [name: string, meaning: string])[], columns: number): string {
  const names = rows.map(([name]) => name.length).filter((length) => length <= LONGEST_NAME);
  const indent = columns < 60 ? 6 : Math.max(...names, 0) + 4;
  return rows
    .map(([name, meaning]) => {
      const text = wrapLine(" ".repeat(indent) + meaning, columns);
      return name.length + 4 > indent ? `  ${name}\n${text}` : `  ${name}${text.slice(name.length + 2)}`;
    })
    .join("\n");
}
