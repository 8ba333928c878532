/** The related lists of a record: from lookups that point to it, and from links between two modules. */
import { ANY_MODULE } from "../../schema/types/references.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { PulledMetadata } from "../modules/pulled-metadata.js";
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

/** The lists of a module, by the schema if it is known. */
export const relatedListsOf = (crm: Crm, module: ModuleDefinition): RelatedList[] =>
  crm.metadata?.has(module.apiName, "related_lists")
    ? pulledLists(crm, crm.metadata, module.apiName)
    : impliedLists(crm, module);

/** The lists of a schema whose records the organization has: by the lookup that makes them, or by a link. */
function pulledLists({ records }: Crm, metadata: PulledMetadata, apiName: string): RelatedList[] {
  return metadata.partOf(apiName, "related_lists").flatMap(({ api_name: name, module, linkingmodule }) => {
    const related = records.tableOf(linkingmodule ?? module ?? "")?.module;
    if (related === undefined) return [];
    const field = lookupFor(metadata, related, apiName, name);
    const isLinked = linkedTo(apiName).includes(related.apiName);
    if (field === undefined) return isLinked ? [{ name, module: related.apiName }] : [];
    return [{ name, module: related.apiName, field }];
  });
}

/** The lookup of the related module that makes a list: it names the list, or is the only one. */
function lookupFor(metadata: PulledMetadata, { apiName, fields }: ModuleDefinition, target: string, list: string) {
  const lookups = [...fields.values()].filter(({ lookup }) => lookup === target || lookup === ANY_MODULE);
  const named = metadata.modules.get(apiName)?.fields.filter(({ lookup }) => lookup?.api_name === list) ?? [];
  const found = lookups.find((field) => named.some(({ api_name }) => api_name === field.apiName)) ?? lookups[0];
  return found?.apiName;
}

/** The modules whose records can be linked to those of a module. */
const linkedTo = (apiName: string): string[] =>
  LINKED.filter((pair) => pair.includes(apiName)).map((pair) => (pair[0] === apiName ? pair[1] : pair[0]));

/** The lists that lookups and links make. */
function impliedLists({ records }: Crm, { apiName }: ModuleDefinition): RelatedList[] {
  const lists = new Map<string, RelatedList>();
  for (const { module } of records.tables()) {
    for (const { apiName: field, lookup } of module.fields.values()) {
      // Notes and activities can belong to records of any module.
      const points = lookup === apiName || lookup === ANY_MODULE;
      if (points && module.apiName !== apiName && !lists.has(module.apiName)) {
        lists.set(module.apiName, { name: module.apiName, module: module.apiName, field });
      }
    }
  }
  for (const other of linkedTo(apiName)) lists.set(other, { name: other, module: other });
  return [...lists.values()];
}

/** The key of the link between two records, the same from either side. */
export const linkKey = (one: string, other: string): string => [one, other].sort().join("/");
