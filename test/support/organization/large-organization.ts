/** A made-up organization of the size of a large real one: 75 modules with 2,340 fields. */
import type { Field } from "../../../generated/models.js";
import type { Kind } from "./kinds.js";
import { fieldOf, type ModulePlan, type Organization, organizationOf, valuesOf } from "./organization.js";
import { randomOf } from "./random.js";

export const LARGE_MODULES = 75;
export const LARGE_FIELDS = 2340;

/** The modules whose names the standard ones have. */
const STANDARD = [
  "Leads",
  "Accounts",
  "Contacts",
  "Deals",
  "Products",
  "Invoices",
  "Quotes",
  "Cases",
  "Tasks",
  "Calls",
];

/** How frequent each kind is in real organizations, roughly. */
const FREQUENT: readonly Kind[] = [
  ...Array<Kind>(9).fill("text"),
  ...Array<Kind>(7).fill("picklist"),
  ...Array<Kind>(4).fill("boolean"),
  ...Array<Kind>(4).fill("date"),
  ...Array<Kind>(4).fill("lookup"),
  ...(["currency", "currency", "integer", "integer", "double", "textarea", "textarea", "website", "email"] as const),
  ...(["phone", "datetime", "percent", "formula", "multiselectpicklist", "userlookup", "autonumber"] as const),
  ...(["largeTextarea", "fileupload", "rollup_summary", "bigint", "time", "creator"] as const),
];

/** The same organization for the same seed. @param seed Any number */
export function largeOrganization(seed = 1): Organization {
  const random = randomOf(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const names = Array.from({ length: LARGE_MODULES }, (_, index) => STANDARD[index] ?? `Module_${index}`);
  // Nearly half of the fields belong to the first modules: real organizations are uneven too.
  const counts = names.map((_, index): number => (index < 10 ? 100 : 20));
  counts[0] = 100 + LARGE_FIELDS - counts.reduce((sum, count) => sum + count, 0);
  const fieldAt = (module: string, index: number): Field => {
    if (index === 0) return fieldOf("Owner", "owner");
    if (index === 1) return fieldOf("Name", "text", { system_mandatory: true, length: 120 });
    const kind = FREQUENT[below(FREQUENT.length)] ?? "text";
    const name = `${kind[0]?.toUpperCase()}${kind.slice(1)}_${index}`;
    if (kind === "picklist" || kind === "multiselectpicklist") {
      // One picklist in a hundred is very large.
      const size = below(100) === 0 ? 200 + below(1300) : 2 + below(30);
      return fieldOf(name, kind, valuesOf(Array.from({ length: size }, (_, at) => `${module} choice ${index}.${at}`)));
    }
    if (kind === "lookup") {
      const module = names[below(names.length)] ?? "Leads";
      return fieldOf(name, kind, {
        lookup: { display_label: name, api_name: name, module, id: "5100000000000000001" },
      });
    }
    const formula = { return_type: "double", expression: "1" };
    return fieldOf(name, kind, { field_label: `Label of ${name}`, ...(kind === "formula" && { formula }) });
  };
  const plans = names.map((api_name, index): ModulePlan => {
    const fields = Array.from({ length: counts[index] ?? 0 }, (_, at) => fieldAt(api_name, at));
    const required = fields.filter(() => below(20) === 0).map((field) => field.api_name);
    const layouts = [{ name: "Standard", required }, ...(below(3) === 0 ? [{ name: "Second" }] : [])];
    return { api_name, fields, layouts, module: { generated_type: index < STANDARD.length ? "default" : "custom" } };
  });
  return organizationOf(plans);
}
