/** The ways of doing something, what each costs, and which one is taken. */
import type { Cost } from "../../data/cost.js";
import { count } from "../count.js";
import { heading } from "../output.js";

/** A way, what it costs, or why it cannot be taken. `undefined` if the costs are not known. */
export type Way = Cost | { readonly impossible: string } | undefined;

export interface Ways {
  /** What is planned: "Reading Leads". */
  readonly title: string;
  readonly rows: number | undefined;
  readonly via: string;
  /** Why this way. */
  readonly reason: string;
  readonly ways: Readonly<Record<string, Way>>;
  /** What the plan does not know. */
  readonly remarks?: readonly string[];
}

/** @param data What `--json` prints */
export function resultOf(
  { title, rows, via, reason, ways, remarks = [] }: Ways,
  data: object,
): { readonly text: string; readonly data: object } {
  const size = rows === undefined ? "any number of rows" : count(rows, "row");
  return {
    text: [heading(`${title}, ${size}: ${reason}`), "", ...tableOf(ways, via), ...lines(remarks)].join("\n"),
    data,
  };
}

const lines = (remarks: readonly string[]): readonly string[] => (remarks.length === 0 ? [] : ["", ...remarks]);

function tableOf(ways: Ways["ways"], taken: string): readonly string[] {
  const rows = Object.entries(ways).map(([name, way]) => [name, ...numbersOf(way), remarkOn(name, way, taken)]);
  const table = [["Way", "Calls", "Credits", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        // Numbers are compared by their last digits.
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
}

function numbersOf(way: Way): readonly [string, string] {
  if (way === undefined || "impossible" in way) return ["-", "-"];
  return [way.calls.toLocaleString("en-US"), way.credits.toLocaleString("en-US")];
}

function remarkOn(name: string, way: Way, taken: string): string {
  if (way !== undefined && "impossible" in way) return `not possible: ${way.impossible}`;
  return name === taken ? "taken" : "";
}
