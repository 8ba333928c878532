/** API names of modules and columns, as queries write them. */
import { limits } from "../../generated/limits.js";
import { isReserved } from "./keywords.js";
import { invalidQuery, shown } from "./problem.js";

/** A name that needs no quotes. */
const WORD = /^[A-Za-z_$][\w$]*$/;

/** Some API names have blanks or parentheses, such as `Revenue(First_Touch)`. None has a quote, a dot or a line end. */
const API_NAME = /^[\p{L}\p{N}_$][\p{L}\p{N}_$ ()/&+#-]*$/u;

/** A module's name in a query. @throws CrmError `INVALID_QUERY` */
export function moduleName(name: unknown): string {
  if (typeof name !== "string" || !API_NAME.test(name)) {
    throw invalidQuery(`${shown(name)} is not the API name of a module`, { module: name });
  }
  return quoted(name);
}

/**
 * A column's name in a query: a field, or a path through lookups.
 * @throws CrmError `INVALID_QUERY`
 */
export function columnName(name: unknown): string {
  const steps = typeof name === "string" ? name.split(".") : [];
  if (typeof name !== "string" || !steps.every((step) => API_NAME.test(step))) {
    throw invalidQuery(`${shown(name)} is not the API name of a column`, { column: name });
  }
  if (steps.length > limits.records.lookupLevels + 1) {
    throw invalidQuery(`the column ${shown(name)} follows more than ${limits.records.lookupLevels} lookups`, {
      column: name,
    });
  }
  return quoted(name);
}

/**
 * The name of a field in search criteria, which have no quotes.
 * @throws CrmError `INVALID_QUERY`
 */
export function fieldName(name: string): string {
  if (/^[\w$]+$/.test(name)) return name;
  throw invalidQuery(
    `criteria cannot name the field ${shown(name)}: its name must be letters, digits and underscores`,
    {
      column: name,
    },
  );
}

/** The field at the end of a path. */
export const lastStep = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const quoted = (name: string): string =>
  name.split(".").every((step) => WORD.test(step) && !isReserved(step)) ? name : `'${name}'`;
