import type { ReferenceOperation } from "../../contract.js";
import { callConsole } from "./console-call.js";

let fetched: Promise<readonly ReferenceOperation[]> | undefined;

/** The operations of the description, which are fetched once. */
export function operations(): Promise<readonly ReferenceOperation[]> {
  fetched ??= callConsole("GET reference").catch((error: unknown) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}
