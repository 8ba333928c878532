import type { ModuleDefinition } from "../modules/modules.js";
import { fieldValue } from "../values/values.js";

/** A stored record. It is never changed in place, so snapshots may share it. */
export interface CrmRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** The name of a record in lookups and lists. */
export function displayName({ nameField }: ModuleDefinition, record: CrmRecord): string | null {
  const name = fieldValue(record, nameField);
  return typeof name === "string" ? name : null;
}
