import { resolve } from "node:path";
import { wallSeconds } from "./process.js";
import { alternating } from "./rounds.js";
import { type Row, seconds } from "./row.js";

/** The time to generate all code from the whole description, including the start of the process. */
export async function codegen(): Promise<Row> {
  const tsx = resolve("node_modules/tsx/dist/cli.mjs");
  const { check } = await alternating({ check: () => wallSeconds(tsx, "codegen/run.ts", "--check") }, 3);
  return {
    name: "code generation, cold",
    value: check,
    budget: { most: 5 },
    isInternal: true,
    unit: "s",
    detail: `median of 3: ${seconds(check)}`,
  };
}
