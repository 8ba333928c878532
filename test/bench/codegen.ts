import { resolve } from "node:path";
import { alternating, type Row, seconds, wallSeconds } from "./row.js";

/** Generating all code from the whole description, from the start of the process to its end. */
export async function codegen(): Promise<Row> {
  const tsx = resolve("node_modules/tsx/dist/cli.mjs");
  const { check = 0 } = await alternating({ check: () => wallSeconds(tsx, "codegen/run.ts", "--check") }, 3);
  return {
    name: "code generation, cold",
    value: check,
    budget: 5,
    unit: "s",
    detail: `median of 3: ${seconds(check)}`,
  };
}
