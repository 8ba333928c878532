/** The pipeline of the deals, which has all their stages. */

import { mappingMismatch } from "../http/errors.js";
import type { ErrorBody } from "../http/responses.js";
import type { Values } from "../values/values.js";
import type { ModuleDefinition } from "./modules.js";

export const PIPELINE = "Standard";

export const stagesOf = ({ fields }: ModuleDefinition): readonly string[] => fields.get("Stage")?.pickList ?? [];

/** Why a deal cannot be at its stage. Without a pipeline, or in an undeclared one, every stage is allowed. */
export function stageProblem(module: ModuleDefinition, written: Values, before: Values): ErrorBody | undefined {
  if (module.apiName !== "Deals" || !(Object.hasOwn(written, "Stage") || Object.hasOwn(written, "Pipeline"))) return;
  const { Pipeline, Stage } = { ...before, ...written };
  return Pipeline === PIPELINE && !stagesOf(module).some((stage) => stage === Stage) ? mappingMismatch() : undefined;
}
