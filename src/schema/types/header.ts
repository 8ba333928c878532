/** The first line of a file that `zcrm pull` writes. */
export const HEADER = "// Written by `zcrm pull`. Do not edit: change the organization, and pull again.";

/** Whether a file is one of ours, and thus may be replaced and removed. The rest of the line may change. */
export const isOurs = (text: string): boolean => /^\uFEFF?\/\/ Written by `zcrm pull`\./.test(text);
