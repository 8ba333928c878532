import { resolve } from "node:path";
import { run } from "../support/packed-package.js";
import { alternating, type Row, seconds } from "./row.js";

/** Generating all code from the whole description, from the start of the process to its end. */
export async function codegen(): Promise<Row> {
  const command = [resolve("node_modules/tsx/dist/cli.mjs"), "codegen/run.ts", "--check"];
  const { check = 0 } = await alternating({ check: () => run(process.execPath, command) }, 3);
  return {
    name: "code generation, cold",
    value: check,
    budget: 5,
    unit: "s",
    detail: `median of 3: ${seconds(check)}`,
  };
}
