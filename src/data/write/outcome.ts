/** What became of a row that was to be written. */

interface RowOutcome {
  /** The position of the row in the input, from 0. */
  readonly index: number;
}

/** The row was written. */
export interface Written extends RowOutcome {
  readonly status: "created" | "updated" | "deleted";
  /** Id of the record. */
  readonly id: string;
}

/** The row was left out on purpose: nothing is wrong with it. */
export interface Skipped extends RowOutcome {
  readonly status: "skipped";
  /** Id of the record that is there already, if it is known. */
  readonly id: string | undefined;
  /** Why, for a person. */
  readonly message: string;
}

/** Zoho rejected the row, or it cannot be sent. The same row would be refused again. */
export interface Refused extends RowOutcome {
  readonly status: "refused";
  /** Zoho's code, such as `INVALID_DATA`, or one of ours. */
  readonly code: string;
  /** API name of the field that it is about, if it is about one. */
  readonly field: string | undefined;
  /** For a person. It does not contain the row's values. */
  readonly message: string;
  /** Id of the record that is in the way, or that could not be changed, if it is known. */
  readonly id: string | undefined;
}

/** The row was sent, and nobody knows whether it was written: the response was lost. It is not sent again. */
export interface Unknown extends RowOutcome {
  readonly status: "unknown";
  /** What happened, for a person. */
  readonly message: string;
  /** Where to look to find out; `undefined` if the row has nothing to find it by. */
  readonly lookUp: LookUp | undefined;
}

/** How to find the record of a row. */
export interface LookUp {
  readonly module: string;
  /** API name of a field. */
  readonly field: string;
  readonly value: unknown;
}

/** The row was not sent, or certainly not carried out: it can be written later as it is. */
export interface NotSent extends RowOutcome {
  readonly status: "notSent";
  /** The code of what stopped the writing, such as `TOO_MANY_REQUESTS` or `CLIENT_CLOSED`. */
  readonly code: string;
  readonly message: string;
}

/** The outcome of one row. */
export type Outcome = Written | Skipped | Refused | Unknown | NotSent;
