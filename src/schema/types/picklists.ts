/** The picklists of a module, and how its files declare them. */
import { isIdentifier } from "../../../codegen/code/names.js";
import type { FieldSchema, ModuleSchema } from "../schema.js";
import { free, type ModuleNames, RESERVED, typeName } from "./names.js";
import { type Choice, choicesOf, MAX_UNION } from "./picklist.js";

/** A picklist as a union, or as a list for programs if it is large. */
export interface Picklist {
  readonly field: FieldSchema;
  readonly form: "union" | "list";
  /** The name of the type or of the list. */
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** The picklists with values, by field. */
export function picklistsOf(
  module: ModuleSchema,
  { read, create, update, columns }: ModuleNames,
): Map<string, Picklist> {
  const types = new Set([...RESERVED, read, create, update, columns]);
  const lists = new Set<string>();
  const take = (name: string, taken: Set<string>): string => {
    const taking = free(name, (wish) => !taken.has(wish));
    taken.add(taking);
    return taking;
  };
  const found = Object.entries(module.fields).flatMap(([apiName, field]): [string, Picklist][] => {
    if (!/^(?:multiselect)?picklist$/.test(field.data_type)) return [];
    const choices = choicesOf(module, apiName, field);
    if (choices.length === 0) return [];
    const form = choices.length > MAX_UNION ? "list" : "union";
    const plain = typeName(apiName, "Field");
    const name =
      form === "union"
        ? take(plain.startsWith(read) ? plain : `${read}${plain}`, types)
        : take(isIdentifier(apiName) ? apiName : plain, lists);
    return [[apiName, { field, form, name, choices }]];
  });
  return new Map(found);
}
