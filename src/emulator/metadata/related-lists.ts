// The lists of a record's neighbours: by lookups that point to it, and by links between two modules.
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";

/** One list of neighbours. */
export interface RelatedList {
  readonly name: string;
  /** Where the neighbours are. */
  readonly module: string;
  /** The lookup of theirs that points to the record; missing where a link joins them. */
  readonly field?: string;
}

/** Modules of which any record may be linked to any of the other. */
const LINKED: readonly (readonly [string, string])[] = [
  ["Leads", "Products"],
  ["Contacts", "Products"],
  ["Accounts", "Products"],
  ["Deals", "Products"],
  ["Price_Books", "Products"],
  ["Leads", "Campaigns"],
  ["Contacts", "Campaigns"],
];

export function relatedListsOf({ records }: Crm, { apiName }: ModuleDefinition): RelatedList[] {
  const lists = new Map<string, RelatedList>();
  for (const { module } of records.tables()) {
    for (const { apiName: field, lookup } of module.fields.values()) {
      // Notes and activities hang on records of whatever module.
      const points = lookup === apiName || lookup === "se_module";
      if (points && module.apiName !== apiName && !lists.has(module.apiName)) {
        lists.set(module.apiName, { name: module.apiName, module: module.apiName, field });
      }
    }
  }
  for (const pair of LINKED) {
    const [one, other] = pair[0] === apiName ? pair : [pair[1], pair[0]];
    if (one === apiName) lists.set(other, { name: other, module: other });
  }
  return [...lists.values()];
}

/** The key of the link between two records, whichever of them it is seen from. */
export const linkKey = (one: string, other: string): string => [one, other].sort().join("/");
