import { type DescribedOperation, operationNamed } from "../description/operations.js";

/** An operation that a tool is built on, by its name in the client. */
export function operation(name: string): DescribedOperation {
  const found = operationNamed(name);
  if (found === undefined) throw new TypeError(`the description has no ${name}`);
  return found;
}
