/** The values of a picklist, in types and at run time. */
import { CODE_WIDTH } from "../../../codegen/code/code.js";
import { comment, stringLiteral, wrap } from "../../../codegen/code/text.js";
import { memberOf } from "../metadata.js";
import { fieldIn, layoutsOf, memberIn } from "../requirement.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";

/** A value that records store. */
export interface Choice {
  readonly value: string;
  /** What a reader should know about it, e.g. `shown as "Loxo"`. What is quoted has no line ends. */
  readonly notes: readonly string[];
}

/**
 * The maximum number of values of a union. Larger ones cost the compiler more than they help: a list of countries would
 * be most of what it reads.
 */
export const MAX_UNION = 60;

/** Zoho's entry for no value. Records have null instead. */
const NONE = "-None-";

/** The values that records store, in the picklist's order. */
export function choicesOf(module: ModuleSchema, name: string, field: FieldSchema): Choice[] {
  const offers = offersOf(module, name, field);
  const entries = memberOf(field, "pick_list_values") ?? [];
  const choices = new Map<string, Choice>();
  for (const { actual_value, display_value, type } of entries) {
    if (typeof actual_value !== "string" || actual_value === NONE || choices.has(actual_value)) continue;
    const offering = offers.filter(({ values }) => values.has(actual_value)).map(({ layout }) => layout);
    const notes = [
      ...(typeof display_value === "string" && display_value !== actual_value
        ? [`shown as ${quoted(display_value)}`]
        : []),
      ...(type === "unused" ? ["no longer offered"] : []),
      ...(offering.length > 0 && offering.length < offers.length ? [`only in ${layoutNames(offering)}`] : []),
    ];
    choices.set(actual_value, { value: actual_value, notes });
  }
  return [...choices.values()];
}

/** The values that each layout with the field offers. */
function offersOf(module: ModuleSchema, name: string, field: FieldSchema) {
  return layoutsOf(module).flatMap((layout) => {
    const shown = fieldIn(layout, name);
    if (shown === undefined) return [];
    const values = memberIn(shown, field, "pick_list_values") ?? [];
    return [{ layout: layout.name, values: new Set(values.map(({ actual_value }) => actual_value)) }];
  });
}

/** `the layout "Partners"`, `the layouts "A" and "B"` */
export function layoutNames(layouts: readonly string[]): string {
  const names = layouts.map(quoted);
  const last = names.pop() ?? "";
  return names.length === 0 ? `the layout ${last}` : `the layouts ${names.join(", ")} and ${last}`;
}

/** Text of an organization within a sentence, on one line. */
export const quoted = (text: string): string => stringLiteral(text.replace(/\s+/g, " ").trim());

/** The declaration of an open union: Zoho accepts values that are not in the picklist. */
export function unionDeclaration(name: string, label: string, choices: readonly Choice[]): string {
  const doc = comment({ text: `Values of ${label}. Records can contain others.` });
  const values = [...choices.map(({ value }) => stringLiteral(value)), "(string & {})"];
  const line = `export type ${name} = ${values.join(" | ")};\n`;
  if (line.length <= CODE_WIDTH && choices.every(({ notes }) => notes.length === 0)) return doc + line;
  return `${doc}export type ${name} =\n${choices.map(member).join("")}  | (string & {});\n`;
}

function member({ value, notes }: Choice): string {
  const line = `  | ${stringLiteral(value)}`;
  if (notes.length === 0) return `${line}\n`;
  const note = notes.join("; ");
  const whole = `${line} // ${note}`;
  if (whole.length <= CODE_WIDTH) return `${whole}\n`;
  const above = wrap(note)
    .split("\n")
    .map((part) => `  // ${part}\n`);
  return `${above.join("")}${line}\n`;
}

/** The declaration of a list for a program to read. */
export function listDeclaration(name: string, label: string, choices: readonly Choice[]): string {
  const items = choices.map(({ value }) => `  ${stringLiteral(value)},\n`);
  return `${comment({ text: `Values of ${label}.` })}export const ${name}: readonly string[] = [\n${items.join("")}];\n`;
}
