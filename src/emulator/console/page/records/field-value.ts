/** How a field's value becomes the text of an input, and how the text becomes the value that is sent. */
import type { FieldDefinition } from "../../contract.js";

export function inputText(value: unknown, { type }: FieldDefinition): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return "";
  if (typeof value === "object" && "id" in value) return String(value.id);
  return isJson(type) || typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Text that the field cannot hold is sent as it is, for the emulator to reject. */
export function sentValue(text: string, { type }: FieldDefinition): unknown {
  if (text === "") return null;
  if (type === "integer" || type === "double") return Number.isNaN(Number(text)) ? text : Number(text);
  if (type === "boolean") return text === "true";
  if (type === "lookup" || type === "ownerlookup") return { id: text };
  if (!isJson(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const isJson = (type: FieldDefinition["type"]): boolean =>
  type === "jsonarray" || type === "jsonobject" || type === "multiselectpicklist";
