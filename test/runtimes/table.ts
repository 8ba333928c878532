/** The README's table of runtimes. */
import type { Runtime } from "./runtime.js";

const BEGIN = "<!-- runtimes: npm run runtimes -- --write -->";
const END = "<!-- end of runtimes -->";

/** A document with the table between its two marks. */
export function withTable(document: string, runtimes: readonly Runtime[]): string {
  const [before, rest = ""] = document.split(BEGIN);
  const after = rest.split(END)[1];
  if (after === undefined) throw new Error(`the document lacks the lines ${BEGIN} and ${END}`);
  const rows = runtimes.map(({ name, version, loads, transport }) => [name, version, loads, transport]);
  return `${before}${BEGIN}\n\n${tableOf([["Runtime", "Version", "Package is loaded by", "Sends over"], ...rows])}\n\n${END}${after}`;
}

/** The cells of each runtime in the document's table. */
export const rowsIn = (document: string): string[][] =>
  (document.split(BEGIN)[1]?.split(END)[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`);
  lines.splice(1, 0, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`);
  return lines.join("\n");
}
