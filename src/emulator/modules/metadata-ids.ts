/** Ids of module metadata, derived from the position of the module and of the item in it. */

const KINDS = { field: 1, layout: 3, view: 4, relatedList: 5, pipeline: 6, stage: 7 } as const;

export const metadataId = (module: number, kind: keyof typeof KINDS, index: number): string =>
  `41000000001${String(module).padStart(3, "0")}${KINDS[kind]}${String(index).padStart(4, "0")}`;
