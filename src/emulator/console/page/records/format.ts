/** The page of a module's records. */
export const hrefOf = (module: string): string => `#/records/${encodeURIComponent(module)}`;

/** An API name as words. */
export const labelOf = (name: string): string => name.replaceAll("_", " ");

/** A field's value as a reader wants it: a lookup by its name, a time with its zone, anything else as JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value === "object") return "name" in value ? String(value.name) : JSON.stringify(value);
  const text = String(value);
  return /^\d{4}-\d\d-\d\dT/.test(text) ? text.replace("T", " ").replace(/(?=[+-]\d\d:\d\d$)/, " ") : text;
}
