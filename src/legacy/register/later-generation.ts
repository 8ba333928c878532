/** zcrmsdk 1.x: another API, of classes, under the name of the same package. Nothing here runs programs for it. */

/** Whether a module is one of zcrmsdk 1.x, whose folders releases 0.x did not have. */
export const isLaterModule = (specifier: string): boolean => /^zcrmsdk\/(core|models|routes|utils)\//.test(specifier);

/** What a person must know who loads such a module. */
export const LATER_GENERATION = "zcrmsdk 1.x, which has another API: zcrm/legacy runs programs for 0.x only";
