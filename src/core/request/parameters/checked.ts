import { CrmError } from "../../errors/errors.js";
import { nearest } from "../../errors/nearest.js";
import { titleOf } from "../../errors/operation-name.js";
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
  const { parameters = [], required = [], path = [], module = "", moduleNames = [], anyOf, noSlash } = operation;
  const given = params as Readonly<Record<string, unknown>>;
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw notAnObject(operation, given);
  let sent = given;
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (!parameters.includes(name) && value !== undefined) throw unknownParameter(operation, name);
    if (isDate(value)) sent = { ...sent, [name]: textOf(operation, name, value) };
  }
  for (const name of required) if (given[name] === undefined) throw missing(operation, name);
  const meant = moduleMeant(given[module], moduleNames);
  if (meant !== undefined) throw misspelt(operation, given[module], meant);
  if (anyOf && !anyOf.some((name) => isSet(given[name]))) throw noneOf(operation, anyOf);
  for (const name of path) {
    const problem = scalarProblem(given[name]);
    if (problem !== undefined) throw unfitForPath(operation, name, problem);
  }
  if (noSlash === true || (noSlash !== undefined && given[noSlash] === undefined)) {
    for (const name of path) if (String(given[name]).includes("/")) throw slashIn(operation, name);
  }
  return sent as Sent<Params>;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

/**
 * The module that is meant by a name that has its letters in other cases, with other separators, or without the plural.
 * Any other name may be that of a module of the organization.
 */
function moduleMeant(given: unknown, known: readonly string[]): string | undefined {
  if (typeof given !== "string" || known.includes(given)) return undefined;
  const letters = lettersOf(given);
  return known.find((name) => Math.abs(name.length - given.length) <= 2 && lettersOf(name) === letters);
}

const lettersOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s_-]/g, "")
    .replace(/s$/, "");

const misspelt = (operation: Operation, given: unknown, meant: string): CrmError =>
  invalid(
    operation,
    `there is no module "${printable(String(given), 60)}"; did you mean "${meant}"?`,
    operation.module,
  );

/** A date as text. */
function textOf(operation: Operation, name: string, value: Date): string {
  const problem = scalarProblem(value);
  if (problem === undefined) return dateText(value) as string;
  throw invalid(operation, `the parameter "${name}" ${problem}`, name);
}

function notAnObject(operation: Operation, given: unknown): CrmError {
  const { path = [], required = [] } = operation;
  const kind =
    given === null ? "null" : Array.isArray(given) ? "an array" : given === undefined ? "missing" : `a ${typeof given}`;
  return invalid(operation, `its parameters are ${kind}: pass an object, { ${[...path, ...required].join(", ")} }`);
}

function unknownParameter(operation: Operation, name: string): CrmError {
  const { parameters = [] } = operation;
  const meant = nearest(name, parameters);
  const hint =
    meant === undefined ? "it takes none" : `did you mean "${meant}"? The parameters are ${parameters.join(", ")}`;
  return invalid(operation, `there is no parameter "${printable(name, 60)}"; ${hint}`, name);
}

const missing = (operation: Operation, name: string): CrmError =>
  invalid(operation, `the parameter "${name}" is missing`, name);

const noneOf = (operation: Operation, names: readonly string[]): CrmError =>
  invalid(operation, `pass at least one of ${names.join(", ")}`);

const invalid = (operation: Operation, reason: string, parameter?: string): CrmError =>
  new CrmError(`${titleOf(operation)}: ${reason}`, {
    code: "INVALID_PARAMETERS",
    operation: operation.id,
    details: parameter === undefined ? {} : { parameter },
  });

function slashIn(operation: Operation, parameter: string): CrmError {
  const remedy = operation.remedies?.[PATH_VALUE];
  return unfitForPath(operation, parameter, `contains a slash${remedy ? `; ${remedy}` : ""}`);
}

const PATH_VALUE = "INVALID_PATH_VALUE";

const unfitForPath = (operation: Operation, parameter: string, reason: string): CrmError =>
  new CrmError(`${titleOf(operation)}: the path value "${parameter}" ${reason}`, {
    code: PATH_VALUE,
    operation: operation.id,
    details: { parameter },
  });
