/** `npm run codegen` writes `generated/`; `npm run codegen:check` compares it. */
import { codegen } from "./command.js";

const wrong = await codegen(process.argv.slice(2));
if (wrong !== undefined) {
  console.error(wrong);
  process.exitCode = 1;
}
