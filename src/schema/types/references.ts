/** How fields name other modules. The form differs between the versions of the API. */
import { memberOf } from "../metadata.js";
import type { FieldSchema } from "../schema.js";

type Members = Readonly<Record<string, unknown>>;

const membersOf = (value: unknown): Members => (typeof value === "object" && value !== null ? (value as Members) : {});

/** The API name of a module, given as such or as an object that has it. */
function moduleName(value: unknown): string | undefined {
  const name = typeof value === "string" ? value : membersOf(value).api_name;
  return typeof name === "string" && name !== "" ? name : undefined;
}

/** What a lookup has in place of a module if `$se_module` of the record names it. */
export const ANY_MODULE = "se_module";

/** The module that a lookup leads to, or {@link ANY_MODULE}. */
export const lookupModule = (field: FieldSchema): string | undefined => moduleName(memberOf(field, "lookup")?.module);

/** The modules that a lookup to several of them leads to. */
export function lookupModules(field: FieldSchema): string[] {
  const { modules } = membersOf(memberOf(field, "multi_module_lookup"));
  return Array.isArray(modules) ? modules.flatMap((one) => moduleName(one) ?? []) : [];
}

/** The module whose records are the rows of a field: of a subform, or of a lookup with several values. */
export function rowModule(field: FieldSchema): string | undefined {
  if (field.data_type === "multiselectlookup") return moduleName(memberOf(field, "multiselectlookup")?.linking_module);
  if (field.data_type !== "subform") return undefined;
  const { associated_module } = field as FieldSchema & { readonly associated_module?: { readonly module?: unknown } };
  const subform = membersOf(memberOf(field, "subform"));
  return moduleName(subform.module) ?? moduleName(associated_module?.module) ?? moduleName(associated_module);
}
