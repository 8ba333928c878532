/** One row of the table: a measured value, and its budget. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** The minimum or maximum of the value. */
  readonly budget: { readonly least: number } | { readonly most: number };
  /** The unit of the value: seconds, or a share of the value of a peer. */
  readonly unit: string;
  /** The absolute numbers that the value is derived from. */
  readonly detail: string;
  /** The value of each peer, if there are several. */
  readonly peers?: Readonly<Record<string, number>>;
}

export const isKept = ({ value, budget }: Row): boolean =>
  "most" in budget ? value <= budget.most : value >= budget.least;

/** `≤ 0.65` */
export const budgetText = ({ budget }: Row): string => ("most" in budget ? `≤ ${budget.most}` : `≥ ${budget.least}`);

/** `1.50 s` */
export const seconds = (value: number): string => `${value.toFixed(2)} s`;
