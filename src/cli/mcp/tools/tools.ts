import type { Tool } from "../tool.js";
import { callOperation } from "./call-operation.js";
import { createRecords } from "./create-records.js";
import { describeModule } from "./describe-module.js";
import { explainError } from "./explain-error.js";
import { findRecords } from "./find-records.js";
import { getRecord } from "./get-record.js";
import { listModules } from "./list-modules.js";
import { searchOperations } from "./search-operations.js";
import { updateRecords } from "./update-records.js";

const ALL: readonly Tool[] = [
  findRecords,
  getRecord,
  createRecords,
  updateRecords,
  describeModule,
  listModules,
  explainError,
  searchOperations,
  callOperation,
];

/** The tools of a server. Without the right to write, none has a `confirm`. */
export const toolsFor = (mayWrite: boolean): readonly Tool[] =>
  mayWrite ? ALL : ALL.filter(({ effect }) => effect === "none" || effect === "any").map(withoutConfirm);

function withoutConfirm(tool: Tool): Tool {
  const { confirm: _, ...properties } = tool.input.properties;
  return { ...tool, input: { ...tool.input, properties } };
}
