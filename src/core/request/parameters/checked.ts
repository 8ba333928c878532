import { CrmError } from "../../errors/errors.js";
import { nearest } from "../../errors/nearest.js";
import { printable } from "../../errors/printable.js";
import { isDate } from "../../kind.js";
import type { Operation } from "../options.js";
import { dateText, scalarProblem } from "./scalar.js";

/** Parameters as they are sent: dates are text. */
export type Sent<Params> = { [K in keyof Params]: Exclude<Params[K], Date> };

/**
 * Checks the names of parameters, which a compiler checks in TypeScript only, and what no type can express.
 * @throws CrmError `INVALID_PARAMETERS` or `INVALID_PATH_VALUE`, before anything is sent.
 */
export function checked<Params extends object>(operation: Operation, params: Params): Sent<Params> {
  const { parameters = [], required = [], path = [], anyOf, noSlash } = operation;
  const given = params as Readonly<Record<string, unknown>>;
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw notAnObject(operation, given);
  let sent = given;
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (!parameters.includes(name) && value !== undefined) throw unknownParameter(operation, name);
    if (isDate(value)) sent = { ...sent, [name]: textOf(operation, name, value) };
  }
  for (const name of required) if (given[name] === undefined || given[name] === null) throw missing(operation, name);
  if (anyOf && !anyOf.some((name) => isSet(given[name]))) throw noneOf(operation, anyOf);
  if (noSlash === true || (noSlash !== undefined && given[noSlash] === undefined)) {
    for (const name of path) if (String(given[name]).includes("/")) throw slashIn(operation, name);
  }
  return sent as Sent<Params>;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/** A date as text. */
function textOf({ id }: Operation, name: string, value: Date): string {
  const problem = scalarProblem(value);
  if (problem === undefined) return dateText(value) as string;
  throw invalid(id, `the parameter "${name}" ${problem}`, name);
}

function notAnObject({ id, path = [], required = [] }: Operation, given: unknown): CrmError {
  const kind =
    given === null ? "null" : Array.isArray(given) ? "an array" : given === undefined ? "missing" : `a ${typeof given}`;
  return invalid(id, `its parameters are ${kind}: pass an object, { ${[...path, ...required].join(", ")} }`);
}

function unknownParameter({ id, parameters = [] }: Operation, name: string): CrmError {
  const meant = nearest(name, parameters);
  const hint =
    meant === undefined ? "it takes none" : `did you mean "${meant}"? The parameters are ${parameters.join(", ")}`;
  return invalid(id, `there is no parameter "${printable(name, 60)}"; ${hint}`, name);
}

const missing = ({ id }: Operation, name: string): CrmError => invalid(id, `the parameter "${name}" is missing`, name);

const noneOf = ({ id }: Operation, names: readonly string[]): CrmError =>
  invalid(id, `pass at least one of ${names.join(", ")}`);

const invalid = (operation: string, reason: string, parameter?: string): CrmError =>
  new CrmError(`${operation}: ${reason}`, {
    code: "INVALID_PARAMETERS",
    operation,
    details: parameter === undefined ? {} : { parameter },
  });

function slashIn({ id, remedies }: Operation, parameter: string): CrmError {
  const code = "INVALID_PATH_VALUE";
  const remedy = remedies?.[code];
  return new CrmError(`${id}: the path value "${parameter}" contains a slash${remedy ? `; ${remedy}` : ""}`, {
    code,
    operation: id,
    details: { parameter },
  });
}
