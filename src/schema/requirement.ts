/** Which fields a new record must have, as the metadata says it. */
import { memberOf } from "./metadata.js";
import type { FieldSchema, LayoutField, LayoutSchema, ModuleSchema } from "./schema.js";

/** Who requires a value: Zoho itself, every layout, or these layouts. */
export type Requirement = "zoho" | "all layouts" | { readonly layouts: readonly string[] };

/** By which rule a new record must have a value in a field; `undefined` if it may be empty. */
export function requirementOf(module: ModuleSchema, name: string): Requirement | undefined {
  const field = module.fields[name];
  if (field === undefined) return undefined;
  if (memberOf(field, "system_mandatory") === true) return "zoho";
  const layouts = layoutsOf(module);
  const requiring = layouts.filter((layout) => {
    const shown = fieldIn(layout, name);
    return shown !== undefined && memberIn(shown, field, "required") === true;
  });
  if (requiring.length === 0) return undefined;
  return requiring.length === layouts.length ? "all layouts" : { layouts: requiring.map((layout) => layout.name) };
}

/** The layouts in use. */
export const layoutsOf = ({ layouts }: ModuleSchema): readonly LayoutSchema[] =>
  layouts.filter(({ visible }) => visible !== false);

/** A field in a layout, if the layout has it. */
export const fieldIn = ({ sections }: LayoutSchema, name: string): LayoutField | undefined =>
  sections.flatMap(({ fields }) => fields).find(({ api_name }) => api_name === name);

/** A member of a field as a layout has it: a layout lists only what differs from the field itself. */
export function memberIn<Name extends keyof FieldSchema & keyof LayoutField>(
  shown: LayoutField,
  field: FieldSchema,
  name: Name,
): (FieldSchema & LayoutField)[Name] | undefined {
  if (Object.hasOwn(shown, name)) return shown[name] as (FieldSchema & LayoutField)[Name];
  return shown.lacks?.includes(name) ? undefined : (memberOf(field, name) as (FieldSchema & LayoutField)[Name]);
}
