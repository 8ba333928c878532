/** One row of the table: a measured value, and its budget. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** The maximum of the value, if there is one. */
  readonly budget?: { readonly most: number } | undefined;
  /** The unit of the value: seconds, or a share of the value of a peer. */
  readonly unit: string;
  /** The absolute numbers that the value is derived from. */
  readonly detail: string;
  /** Whether it says something only to those who work on this project. */
  readonly isInternal?: true;
}

export const isKept = ({ value, budget }: Row): boolean => budget === undefined || value <= budget.most;

/** `≤ 0.65` */
export const budgetText = ({ budget }: Row): string => (budget ? `≤ ${budget.most}` : "");

/** `1.50 s` */
export const seconds = (value: number): string => `${value.toFixed(2)} s`;
