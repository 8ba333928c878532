/** What the comment of a field says: its label, what it is, and who requires it. */
import { memberOf } from "../metadata.js";
import type { Requirement } from "../requirement.js";
import type { FieldSchema } from "../schema.js";
import { type Choice, layoutNames, quoted } from "./picklist.js";

/** The maximum number of values whose notes a field's comment repeats; the comment of the union has all. */
const MAX_NOTES = 5;

/** Text of an organization as part of a comment: on one line, without links and images, which editors would load. */
export const plainText = (text: string): string =>
  text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/\](?=\()/g, "]\\");

/** What people call a field. */
export const labelOf = (name: string, { display_label, field_label }: FieldSchema): string =>
  plainText(display_label ?? field_label ?? "") || name;

/** @param about What the field is, without a full stop at the end */
export function fieldText(name: string, field: FieldSchema, about: string, requirement?: Requirement): string {
  const tooltip = plainText(memberOf(field, "tooltip")?.value ?? "");
  const parts = [labelOf(name, field), tooltip, about, requirementText(requirement)];
  return parts
    .filter((part, at) => part !== "" && parts.indexOf(part) === at)
    .map((part) => (/[.!?]$/.test(part) ? part : `${part}.`))
    .join(" ");
}

function requirementText(requirement: Requirement | undefined): string {
  if (requirement === undefined) return "";
  if (requirement === "zoho") return "Required by Zoho";
  // Recorded: a default organization's layouts require the company of a lead, and the API does without.
  if (requirement === "all layouts") return "Required by every layout. The API may not insist on it (unverified)";
  return `Required by ${layoutNames(requirement.layouts)}`;
}

/** The notes of a picklist's values: `"Cold Call" is shown as "Loxo"`. */
export function choiceText(choices: readonly Choice[]): string {
  const noted = choices.filter(({ notes }) => notes.length > 0);
  const shown = noted.slice(0, MAX_NOTES).map(({ value, notes }) => `${quoted(value)} is ${notes.join(" and ")}`);
  const more = noted.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more values have notes`] : [])].join(". ");
}
