/** Which records a call reads, by its parameters that select. */
import { invalidValue } from "../http/errors.js";
import { viewsOf } from "../metadata/custom-views.js";
import type { ModuleDefinition } from "../modules/modules.js";
import type { UserCrm } from "../records/crm.js";
import { fieldValue, isObject, textOf } from "../values/values.js";
import type { Predicate } from "./criteria.js";
import type { Sorting } from "./listing.js";
import { isApproved, isListed } from "./listing.js";
import { readViewCriteria } from "./view-criteria.js";

/** @param absent Which records count, converted or not and approved or not, if the call does not say */
export function readSelection(
  query: URLSearchParams,
  crm: UserCrm,
  { apiName }: ModuleDefinition,
  absent: "both" | null = null,
): Predicate {
  const converted = query.get("converted") ?? absent;
  const approved = query.get("approved") ?? absent;
  const tests: Predicate[] = [(record) => isListed(record, converted) && isApproved(record, approved)];
  const owner = query.get("uid");
  if (owner !== null) tests.push(({ Owner: own }) => isObject(own) && own.id === owner);
  const territory = query.get("territory_id");
  if (territory !== null) tests.push(inTerritory(crm, territory, query.get("include_child") === "true"));
  if (apiName === "Events") tests.push(inTime(query));
  return tests.length === 1 ? (tests[0] ?? (() => true)) : (record) => tests.every((test) => test(record));
}

/** The custom view of a list: what it selects, and its sort order if one is set. */
export function readView(query: URLSearchParams, crm: UserCrm, module: ModuleDefinition): View {
  const id = query.get("cvid");
  if (id === null) return { shows: () => true };
  const view = viewsOf(crm, module).find((one) => one.id === id);
  if (view === undefined) throw invalidValue({ api_name: "cvid" });
  const shows = readViewCriteria(view.criteria, crm.userId);
  if (typeof view.sort_by !== "string") return { shows };
  return { shows, sorting: { sort_by: view.sort_by, sort_order: view.sort_order === "desc" ? "desc" : "asc" } };
}

interface View {
  readonly shows: Predicate;
  readonly sorting?: Sorting;
}

/** Deals have a `Territory`, other records have `Territories`. Both are arrays of names or references. */
export function inTerritory({ settings }: UserCrm, id: string, includeChild: boolean): Predicate {
  const all = [...settings.list("territories").values()];
  const wanted = new Set([id]);
  // Iterating a set includes what is added meanwhile.
  if (includeChild)
    for (const parent of wanted) for (const one of all) if (one.parent_id === parent) wanted.add(one.id);
  const names = new Set<unknown>([...wanted, ...all.filter((one) => wanted.has(one.id)).map(({ name }) => name)]);
  return (record) =>
    [fieldValue(record, "Territory"), fieldValue(record, "Territories")]
      .flat()
      .some((one) => names.has(isObject(one) ? (one.id ?? one.name) : one));
}

/** Events that overlap the time range. */
function inTime(query: URLSearchParams): Predicate {
  const start = readTime(query, "startDateTime") ?? Number.NEGATIVE_INFINITY;
  const end = readTime(query, "endDateTime") ?? Number.POSITIVE_INFINITY;
  if (start === Number.NEGATIVE_INFINITY && end === Number.POSITIVE_INFINITY) return () => true;
  return ({ Start_DateTime: from, End_DateTime: to }) =>
    Date.parse(textOf(to)) >= start && Date.parse(textOf(from)) <= end;
}

function readTime(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw invalidValue({ expected_data_type: "datetime", api_name: name });
  return time;
}
