import type { ModuleRegistry } from "../../generated/modules.js";

export type OrganizationModules = {};

/** API name of a module: one that is registered, or any other. */
export type ModuleName<R> = (keyof R & string) | keyof ModuleRegistry | (string & {});
