/** The samples of an operation: its example in the description, as a typed program, as old calls and for `curl`. */
import type { OperationModel } from "../../model.js";
import { curlLine } from "./curl-line.js";
import { oldCalls } from "./old-calls.js";
import { typedProgram } from "./typed-program.js";

export interface Sample {
  readonly kind: "typescript" | "old" | "curl";
  readonly code: string;
}

/** The samples in the order in which a page shows them. An operation has an old one for each call that it replaces. */
export const samplesOf = (operation: OperationModel): readonly Sample[] => [
  { kind: "typescript", code: typedProgram(operation) },
  ...oldCalls(operation).map((code) => ({ kind: "old", code }) as const),
  { kind: "curl", code: curlLine(operation) },
];
