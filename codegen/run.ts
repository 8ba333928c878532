/** `npm run codegen` writes `generated/`; `npm run codegen:check` compares it. */
import { parseArgs } from "node:util";
import { readDescription } from "./description.js";
import { generate } from "./generate.js";
import { compare, write } from "./output.js";
import { DescriptionError } from "./problem.js";

const { values } = parseArgs({
  options: {
    spec: { type: "string", default: "spec/openapi.yaml" },
    out: { type: "string", default: "generated" },
    check: { type: "boolean", default: false },
  },
});

try {
  const output = await generate(await readDescription(values.spec));
  if (values.check) {
    const differences = await compare(values.out, output);
    if (differences.length > 0) {
      console.error(`${differences.join("\n")}\n${values.out} does not match ${values.spec}; run: npm run codegen`);
      process.exitCode = 1;
    }
  } else {
    await write(values.out, output);
  }
} catch (error) {
  if (!(error instanceof DescriptionError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
