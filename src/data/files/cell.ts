/** The cells of CSV files, as Zoho writes and reads them: each is one value of a record. */

/** A value as a cell: a record or user as its id, an array joined by `;`, an unset value as an empty cell. */
export function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(cellOf).join(";");
  if (typeof value !== "object") return String(value);
  const { id, name }: { readonly id?: unknown; readonly name?: unknown } = value;
  if (typeof id === "string") return id;
  return typeof name === "string" ? name : JSON.stringify(value);
}

/**
 * A cell as a value of a record; null if it is empty. A cell that does not fit its type stays a string, which Zoho refuses.
 * @param type The type of the field's values
 */
export function valueOfCell(cell: string, type: string): unknown {
  if (cell === "") return null;
  switch (type) {
    case "integer":
    case "double":
      return numberOf(cell) ?? cell;
    case "boolean":
      return /^(true|false)$/i.test(cell) ? cell.toLowerCase() === "true" : cell;
    case "multiselectpicklist":
      return cell.split(";");
    case "lookup":
    case "ownerlookup":
    case "jsonobject":
      return /^\d+$/.test(cell) ? { id: cell } : cell;
    default:
      return cell;
  }
}

/** `undefined` if it is not a number, or if the number would be rounded. */
function numberOf(cell: string): number | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(cell)) return undefined;
  const number = Number(cell);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? undefined : number;
}
