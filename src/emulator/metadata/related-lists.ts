/** The related lists of a record: from lookups that point to it, and from links between two modules. */
import type { ModuleDefinition } from "../modules/modules.js";
import type { Crm } from "../records/crm.js";

/** One related list. */
export interface RelatedList {
  readonly name: string;
  /** The module of the related records. */
  readonly module: string;
  /** Their lookup that points to the record; missing if a link joins them. */
  readonly field?: string;
}

/** Pairs of modules whose records can be linked to each other. */
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
      // Notes and activities can belong to records of any module.
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

/** The key of the link between two records, the same from either side. */
export const linkKey = (one: string, other: string): string => [one, other].sort().join("/");
