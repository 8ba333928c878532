/** One line of the table: what was measured, and how far it may go. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** The least or the most that the value may be. */
  readonly budget: { readonly least: number } | { readonly most: number };
  /** What the value counts: seconds, or shares of a peer's. */
  readonly unit: string;
  /** The absolute numbers behind it. */
  readonly detail: string;
  /** The same for each of the peers, where there are several. */
  readonly peers?: Readonly<Record<string, number>>;
}

export const isKept = ({ value, budget }: Row): boolean =>
  "most" in budget ? value <= budget.most : value >= budget.least;

/** `≤ 0.65` */
export const budgetText = ({ budget }: Row): string => ("most" in budget ? `≤ ${budget.most}` : `≥ ${budget.least}`);

/** `1.50 s` */
export const seconds = (value: number): string => `${value.toFixed(2)} s`;
