/**
 * The normal form of rows: what COQL gives, whichever way they were read. A record or user is `{ id }`, a multi-select
 * picklist an array, an unset value null.
 */
import type { ValueType } from "../../schema/values/field-type.js";
import { valueOfCell } from "../files/cell.js";

/** A row: the selected columns and the id. */
export type AnyRow = { id: string } & Record<string, unknown>;

/** What the normal form of a value depends on. */
export interface TypedColumn {
  /** The name of the column, as the row has it. */
  readonly name: string;
  /** The type of the field; `undefined` if it is not known. The value decides then. */
  readonly type: ValueType | undefined;
}

/**
 * A row in normal form.
 * @param valueAt The value of a column, as a JSON value or as a cell of a CSV
 */
export function normalRow(
  columns: readonly TypedColumn[],
  id: string,
  valueAt: (name: string, index: number) => unknown,
): AnyRow {
  const row: AnyRow = { id };
  let index = 0;
  for (const { name, type } of columns) {
    row[name] = normalValue(valueAt(name, index), type);
    index += 1;
  }
  return row;
}

/** A value in normal form. @param type The type of the field; `undefined` if it is not known */
export function normalValue(value: unknown, type: ValueType | undefined): unknown {
  switch (typeof value) {
    case "string":
      return normalText(value, type);
    case "number":
    case "boolean":
      return type !== undefined && TEXTS.has(type) ? String(value) : value;
    case "object":
      return normalObject(value, type);
    default:
      return null;
  }
}

/** The types whose values are strings, even where they look like numbers. */
const TEXTS: ReadonlySet<ValueType> = new Set(["text", "bigint", "autonumber", "picklist", "phone"]);

function normalText(text: string, type: ValueType | undefined): unknown {
  if (type === undefined) return text === "" ? null : text;
  const value = valueOfCell(text, type);
  if (typeof value === "string" && (type === "integer" || type === "double")) {
    // Rounded, as it is in JSON.
    const number = Number(value);
    return Number.isFinite(number) ? number : value;
  }
  return value;
}

function normalObject(value: object | null, type: ValueType | undefined): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.length === 0 && type === "multiselectpicklist" ? null : value;
  const id: unknown = Reflect.get(value, "id");
  return typeof id === "string" ? { id } : value;
}
