/** How a file begins that `zcrm pull` writes. */

/** The first line. */
export const HEADER = "// Written by `zcrm pull`. Do not edit: change the organization, and pull again.\n";

/**
 * The beginning of a file of a module. Without the pragma, the compiler would check every module of a large organization,
 * used or not, whenever it checks a program that uses one. Linters forbid the pragma.
 */
export const MODULE_HEADER = `${HEADER}/* eslint-disable */
// @ts-nocheck: a module that a program does not use costs the compiler no more than reading it.
`;

/** Whether a file is one of ours, and thus may be replaced and removed. The rest of the line may change. */
export const isOurs = (text: string): boolean => /^\uFEFF?\/\/ Written by `zcrm pull`\./.test(text);
