/** Checks that responses are metadata: everything later relies on it. */
import { CrmError } from "../core/errors/errors.js";
import { isPlainObject } from "../core/kind.js";

/** What a call lists. */
export type Listed = "modules" | "users" | "fields" | "layouts" | "related_lists";

/** The calls, as errors name them. */
const CALLS: Readonly<Record<Listed, { call: string; operation: string; names: readonly string[] }>> = {
  modules: { call: "modules.list", operation: "getModules", names: ["api_name"] },
  users: { call: "users.list", operation: "getUsers", names: [] },
  fields: { call: "fields.list", operation: "getFields", names: ["api_name", "data_type"] },
  layouts: { call: "layouts.list", operation: "getLayouts", names: ["name"] },
  related_lists: { call: "relatedLists.list", operation: "getRelatedLists", names: ["api_name"] },
};

type Row = Readonly<Record<string, unknown>>;

/**
 * Returns the rows as they are.
 * @param module The module whose rows they are, unless they are the modules or users themselves
 * @throws CrmError that names the call and the module if a schema cannot be made of the rows
 */
export function checkedRows<T extends object>(rows: readonly T[], listed: Listed, module?: string): readonly T[] {
  const found: unknown = rows;
  const problem = isList(found) ? problemOf(found, listed) : "it is not an array of objects";
  if (problem === undefined) return rows;
  const { call, operation } = CALLS[listed];
  throw new CrmError(`${call}: the response with the ${wordsFor(listed, module)} does not make sense: ${problem}`, {
    code: "UNREADABLE_ANSWER",
    operation,
    ...(module !== undefined && { details: { module } }),
  });
}

/** `related lists of Leads` */
export const wordsFor = (listed: Listed, module?: string): string =>
  `${listed.replace("_", " ")}${module === undefined ? "" : ` of ${module}`}`;

/** What is wrong with the rows; `undefined` if nothing is. */
function problemOf(rows: readonly Row[], listed: Listed): string | undefined {
  const seen = new Set<unknown>();
  for (const [index, row] of rows.entries()) {
    const missing = CALLS[listed].names.find((name) => typeof row[name] !== "string" || row[name] === "");
    if (missing !== undefined) return `entry ${index + 1} has no ${missing}`;
    const problem = listed === "layouts" ? sectionProblem(row) : listed === "fields" ? valuesProblem(row) : undefined;
    if (problem !== undefined) return problem;
    if (row.api_name !== undefined && seen.has(row.api_name)) return `${JSON.stringify(row.api_name)} is listed twice`;
    seen.add(row.api_name);
  }
  return undefined;
}

function valuesProblem({ api_name, pick_list_values: values = null }: Row): string | undefined {
  const isPickList = values === null || (isList(values) && values.every((value) => isText(value.actual_value)));
  return isPickList ? undefined : `a value of the picklist ${api_name} has no actual_value`;
}

function sectionProblem({ name, sections }: Row): string | undefined {
  if (!isList(sections)) return `the layout ${JSON.stringify(name)} has no sections`;
  const hasNames = sections.every(({ fields }) => isList(fields) && fields.every((field) => isText(field.api_name)));
  return hasNames ? undefined : `a section of the layout ${JSON.stringify(name)} has no fields with an api_name`;
}

const isText = (value: unknown): boolean => typeof value === "string";

const isList = (value: unknown): value is readonly Row[] => Array.isArray(value) && value.every(isPlainObject);
