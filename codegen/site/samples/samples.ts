/** Samples of an operation. */
import { functionDoc } from "../../emit/docs.js";
import type { OperationModel } from "../../model.js";

export interface Sample {
  readonly kind: "typescript" | "old" | "curl";
  readonly code: string;
}

export const samplesOf = (operation: OperationModel): readonly Sample[] => [
  { kind: "typescript", code: functionDoc(operation).example ?? "" },
];
