import type { ModuleRegistry } from "../../generated/modules.js";

// biome-ignore lint/suspicious/noEmptyInterface: programs fill it
export interface OrganizationModules {}

/** API name of a module: one that is registered, or any other. */
export type ModuleName<R> = (keyof R & string) | keyof ModuleRegistry | (string & {});
