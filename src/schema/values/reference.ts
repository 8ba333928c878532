/** The value of a lookup, which names a record. */

/** The id that a value names; `named` if it only has a name; `undefined` if it is none of both. */
export function readReference(value: unknown, lookup: string): { readonly id: string } | "named" | undefined {
  const members = typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  const id: unknown = members ? Reflect.get(members, "id") : value;
  // A lookup with only a name is stored as sent, unless it must be a user.
  if (members && id === undefined)
    return typeof Reflect.get(members, "name") === "string" && lookup !== "users" ? "named" : undefined;
  const text = typeof id === "object" && id !== null ? JSON.stringify(id) : String(id);
  return members || isId(text) ? { id: text } : undefined;
}

/** Whether a string can be an id. */
export const isId = (text: string): boolean => /^\d+$/.test(text);
