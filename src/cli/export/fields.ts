/** The fields that an export reads. */

import { notInCoql } from "../../../generated/limits.js";
import type { ModuleSchema } from "../../schema/schema.js";
import { type FieldRule, fieldRule, SYSTEM } from "../../schema/values/field-rule.js";
import { CommandError, UsageError } from "../command.js";
import type { Format } from "../transfer/format.js";

/** The columns of an export, the id first, and the fields that were left out. */
export interface ExportColumns {
  readonly columns: readonly string[];
  readonly leftOut: readonly string[];
}

/** The names in `--fields`. @throws UsageError if there is none */
export function namesIn(lists: readonly string[] | undefined): readonly string[] | undefined {
  if (lists === undefined) return undefined;
  const names = lists
    .flatMap((list) => list.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (names.length === 0) throw new UsageError("--fields is empty: pass API names, such as Last_Name,Email");
  return [...new Set(names)];
}

/**
 * All fields of the module whose values fit a cell, or the ones that are named.
 * @throws CommandError for a field that the format cannot hold
 */
export function exportColumns(
  names: readonly string[] | undefined,
  module: ModuleSchema,
  format: Format,
): ExportColumns {
  const fields = Object.entries(module.fields).map(([name, field]) => ({
    name,
    type: field.data_type,
    hasParts: notInCoql.includes(field.data_type) || hasParts(fieldRule(name, field)),
  }));
  if (names !== undefined) {
    const wrong = format === "csv" ? fields.find(({ name, hasParts }) => hasParts && names.includes(name)) : undefined;
    if (wrong !== undefined)
      throw new CommandError(
        `a cell of a CSV cannot hold ${wrong.name} (${wrong.type}): export it with --format ndjson or json`,
      );
    return { columns: withId(names), leftOut: [] };
  }
  const known = fields.filter(({ name }) => !name.startsWith("$"));
  const system = [...SYSTEM].filter((name) => Object.hasOwn(module.fields, name));
  return {
    columns: withId([...known.filter(({ hasParts }) => !hasParts).map(({ name }) => name), ...system]),
    leftOut: known.filter(({ hasParts }) => hasParts).map(({ name, type }) => `${name} (${type})`),
  };
}

const withId = (names: readonly string[]): string[] => [...new Set(["id", ...names])];

/** Whether a value has parts, such as rows. */
const hasParts = ({ type, lookup }: FieldRule): boolean =>
  type === "jsonarray" ||
  type === "fileupload" ||
  type === "unknown" ||
  (type === "jsonobject" && lookup === undefined);
