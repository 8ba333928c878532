/** Which modules of an organization are read. */
import type { Module } from "../../generated/models.js";
import { CrmError } from "../core/errors/errors.js";
import { nearest } from "../core/errors/nearest.js";
import type { Schema } from "./schema.js";

/** The modules to read, and the others with the reason. */
export interface Choice {
  readonly modules: readonly Module[];
  readonly leftOut: Schema["leftOut"];
  /** Whether it is an error that the user may not see one of them. */
  readonly areRequired: boolean;
}

/** Chooses among the modules of an organization. */
export type Choose = (modules: readonly Module[]) => Choice;

/** Stands for all other modules in what a schema leaves out. */
export const ALL_OTHERS = "*";

/** What the schema of chosen modules says of all others. */
export const NOT_CHOSEN: Schema["leftOut"] = { [ALL_OTHERS]: "only these modules were asked for" };

/** Whether a schema has only the modules that someone chose. */
export const isSelection = ({ leftOut }: Pick<Schema, "leftOut">): boolean => Object.hasOwn(leftOut, ALL_OTHERS);

const NOT_IN_API = "not available in the API";

const isInApi = ({ api_supported }: Module): boolean => api_supported !== false;

/** Every module whose records the API has. */
export const allModules: Choose = (modules) => ({
  areRequired: false,
  modules: modules.filter(isInApi),
  leftOut: Object.fromEntries(
    modules.filter((module) => !isInApi(module)).map(({ api_name }) => [api_name, NOT_IN_API]),
  ),
});

/** These modules, as far as the API still has them. */
export const presentModules =
  (names: readonly string[]): Choose =>
  (modules) => ({
    areRequired: false,
    modules: modules.filter((module) => isInApi(module) && names.includes(module.api_name)),
    leftOut: NOT_CHOSEN,
  });

/**
 * Exactly these modules.
 * @throws CrmError `INVALID_PARAMETERS` if there are none, `INVALID_MODULE` if one is unknown or not in the API
 */
export const namedModules =
  (names: readonly string[]): Choose =>
  (modules) => {
    if (names.length === 0) {
      throw new CrmError('no module was named; pass API names, or "all"', { code: "INVALID_PARAMETERS" });
    }
    for (const name of names) checkModule(name, modules);
    return { ...presentModules(names)(modules), areRequired: true };
  };

function checkModule(name: string, modules: readonly Module[]): void {
  const found = modules.find(({ api_name }) => api_name === name);
  if (found && isInApi(found)) return;
  const reason = found
    ? `the module ${name} is ${NOT_IN_API}`
    : `the module ${name} does not exist${hint(name, modules)}`;
  throw new CrmError(reason, { code: "INVALID_MODULE", details: { module: name } });
}

/** People know modules by their labels: `Opportunities` is `Deals`. */
function hint(name: string, modules: readonly Module[]): string {
  const known = modules.filter(isInApi);
  const near = nearest(
    name,
    known.map(({ api_name }) => api_name),
  );
  const labelled = known.find((module) =>
    [module.plural_label, module.singular_label].some((label) => label?.toLowerCase() === name.toLowerCase()),
  );
  const meant = labelled?.api_name ?? near;
  return meant === undefined
    ? `. There are ${known.map(({ api_name }) => api_name).join(", ")}`
    : `; did you mean ${meant}?`;
}
