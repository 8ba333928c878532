/** What an import does with each row. */
export const MODES = ["create", "update", "upsert", "delete"] as const;
export type Mode = (typeof MODES)[number];
