// Generated from spec/openapi.yaml. Do not edit: change the description, then run `npm run codegen`.
export type MostColumns = 50;

export type MostValues = 50;

/** Zoho's limits of queries and searches. */
export const limits = {
  coql: {
    columns: 50,
    conditions: 25,
    values: 50,
    rows: 200,
    lastRow: 10000,
  },
  search: {
    results: 2000,
    conditions: 10,
  },
  lookupLevels: 2,
};
