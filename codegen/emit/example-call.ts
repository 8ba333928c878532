/** The call of an operation's example, as programs write it. */
import { bracketed, CODE_WIDTH } from "../code/code.js";
import { literal } from "../code/text.js";
import type { OperationModel } from "../model.js";

/** Columns that an argument on a line of its own leaves to its indentation and its comma. */
const INDENTED = "  ,".length;

/**
 * The call up to its closing parenthesis.
 * @param open The beginning of the line, up to the parenthesis: `await getRecords(`
 * @param first The arguments before the example: `crm`
 * @param width The maximum length of a line
 */
export function exampleCall(
  { example, exampleHeaders }: Pick<OperationModel, "example" | "exampleHeaders">,
  open: string,
  first: readonly string[],
  width: number,
): string {
  if (exampleHeaders) {
    const options = literal({ headers: exampleHeaders }, width, INDENTED);
    const all = [...first, literal(example, width, INDENTED), options];
    return bracketed(open, all, ")", CODE_WIDTH - width + ";".length).text;
  }
  if (Object.keys(example).length === 0) return `${open}${first.join(", ")})`;
  const before = [open + first.join(", "), ...(first.length > 0 ? [", "] : [])].join("");
  return `${before}${literal(example, width, `${before});`.length)})`;
}
