declare const modules: unique symbol;

/**
 * Marks the parameters of a list of records with the registry that says what records of each module contain, so that
 * `paginate` can infer the type of its rows.
 */
export interface OfModule<Registry> {
  readonly [modules]?: Registry;
}
