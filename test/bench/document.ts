import { readFile, writeFile } from "node:fs/promises";
import { run } from "../support/package/packed-package.js";
import { budgetText, type Row } from "./row.js";

const PLACE = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;

/** The document with the table. */
const DOCUMENT = "docs/performance.md";

/** Replaces the table in the document, which is between two comments. */
export async function writeDocument(
  rows: readonly Row[],
  { node, cores }: { readonly node: string; readonly cores: number },
): Promise<void> {
  const text = await readFile(DOCUMENT, "utf8");
  const lines = rows
    .filter(({ isInternal }) => !isInternal)
    .map((row) => {
      const value = `${Number.isInteger(row.value) ? row.value : row.value.toFixed(2)} ${row.unit}`.trim();
      return `| ${row.name} | ${value} | ${budgetText(row)} |`;
    });
  const table = [`Node ${node.slice(1)}, ${cores} cores.`, "", "| | measured | budget |", "|---|---|---|", ...lines];
  await writeFile(
    DOCUMENT,
    text.replace(PLACE, (_, start, end) => `${start}\n${table.join("\n")}\n\n${end}`),
  );
  await run("npx", ["biome", "format", "--write", DOCUMENT]);
}
