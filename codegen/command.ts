import { parseArgs } from "node:util";
import { readDescription } from "./description.js";
import { inspect } from "./emit/inspect.js";
import { format } from "./format.js";
import { generate, OWN_RUNTIME } from "./generate.js";
import { compare, write } from "./output.js";
import { isDescriptionError } from "./problem.js";

/**
 * Generates this project's own code, and writes or, with `--check`, compares it.
 * @returns The error message; `undefined` if all is well.
 */
export async function codegen(args: readonly string[]): Promise<string | undefined> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      spec: { type: "string", default: "spec/openapi.yaml" },
      out: { type: "string", default: "generated" },
      check: { type: "boolean", default: false },
    },
  });
  try {
    const output = await format(await generate(await readDescription(values.spec), OWN_RUNTIME));
    inspect(output, OWN_RUNTIME);
    if (!values.check) {
      await write(values.out, output);
      return undefined;
    }
    const differences = await compare(values.out, output);
    if (differences.length === 0) return undefined;
    return `${differences.join("\n")}\n${values.out} does not match ${values.spec}; run: npm run codegen`;
  } catch (error) {
    if (isDescriptionError(error)) return error.message;
    throw error;
  }
}
