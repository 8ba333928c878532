/** Rows as they come from the program: checked one by one, so that none keeps others from being sent. */
import { messageOf } from "../../core/kind.js";
import { jsonProblem } from "../../core/request/json-body.js";
import type { WriteMode } from "./options.js";
import type { Outcome } from "./outcome.js";

/** The values of a record. */
export type Values = Readonly<Record<string, unknown>>;

/** A row on its way. */
export interface Row {
  /** The position in the input, from 0. */
  readonly index: number;
  /** What is sent, except for an id that is looked up. */
  readonly values: Values;
  /** Value of the key; `undefined` if there is no key, or if the row has an id that counts instead. */
  readonly key: string | number | undefined;
  id: string | undefined;
  /** Since when it may have been written, in epoch milliseconds, if nobody knows whether it was. */
  sentAt: number | undefined;
  /** The same, and it stays when the row is sent again. */
  doubt: number | undefined;
  /** How often it was sent. */
  sends: number;
  /** Whether a record with the key was looked for, and there is none. */
  isNew: boolean;
  /** Whether there was a record with the key before the row was first sent; `undefined` if nobody knows. */
  wasThere: boolean | undefined;
  /** Why Zoho rejected it for now. */
  rejection: { readonly code: string; readonly message: string } | undefined;
  outcome: Outcome | undefined;
}

/** How a writing reads its rows. */
export interface RowRules {
  readonly mode: WriteMode;
  readonly key: string | undefined;
}

/** The code of rows that cannot be sent. */
const INVALID_ROW = "INVALID_ROW";

/** Reads a row of the input. A row that cannot be sent has its outcome at once. */
export function readRow(input: unknown, index: number, rules: RowRules): Row {
  const row: Row = {
    index,
    values: {},
    key: undefined,
    id: undefined,
    sentAt: undefined,
    doubt: undefined,
    sends: 0,
    isNew: false,
    wasThere: undefined,
    rejection: undefined,
    outcome: undefined,
  };
  try {
    const values = valuesOf(input, rules.mode);
    const id = idOf(values, rules.mode);
    const key = rules.key === undefined || id !== undefined ? undefined : keyOf(values, rules.key);
    if (id === undefined && key === undefined && (rules.mode === "update" || rules.mode === "delete"))
      throw new Unsendable("has no id", "id");
    return { ...row, values, id, key };
  } catch (error) {
    const field = error instanceof Unsendable ? error.field : undefined;
    // A getter of the program may throw anything.
    const reason = error instanceof Unsendable ? error.message : `cannot be read: ${messageOf(error)}`;
    const message = `the row ${reason}; fix it and write it again`;
    row.outcome = { index, status: "refused", code: INVALID_ROW, field, message, id: undefined };
    return row;
  }
}

/** Why a row cannot be sent. */
class Unsendable extends Error {
  readonly field: string | undefined;
  constructor(message: string, field: string | undefined) {
    super(message);
    this.field = field;
  }
}

function valuesOf(input: unknown, mode: WriteMode): Values {
  const values = mode === "delete" && typeof input === "string" ? { id: input } : input;
  if (typeof values !== "object" || values === null || Array.isArray(values))
    throw new Unsendable(
      `is ${input === null ? "null" : Array.isArray(input) ? "an array" : `of the type ${typeof input}`}, not an object`,
      undefined,
    );
  const problem = jsonProblem(values, "");
  if (problem !== undefined)
    throw new Unsendable(`has a value that ${problem.reason} (${problem.path})`, fieldIn(problem.path));
  // The program may change its row later; what was checked is what is sent.
  return { ...values };
}

const fieldIn = (path: string): string | undefined => /^\.([\w$]+)/.exec(path)?.[1];

function idOf(values: Values, mode: WriteMode): string | undefined {
  const { id } = values;
  if (id === undefined || id === null) return undefined;
  if (typeof id === "string" && /^\d{1,30}$/.test(id) && mode !== "create") return id;
  const reason = mode === "create" ? "has an id, which Zoho chooses" : "has an id that is not a string of digits";
  throw new Unsendable(reason, "id");
}

function keyOf(values: Values, name: string): string | number {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (typeof value === "number") return value;
  if (typeof value !== "string" && value !== undefined && value !== null)
    throw new Unsendable("has a key that is neither a string nor a number", name);
  if (typeof value !== "string" || value.trim() === "") throw new Unsendable("has no value for the key", name);
  // Half of a character cannot be looked up, and quotes around it would not protect a control character.
  if (/\p{Cs}|\p{Cc}/u.test(value)) throw new Unsendable("has a key with characters that no query can contain", name);
  return value;
}

/** What the rows of one record have in common: their id, or the value of the key as Zoho compares it. */
export const identityOf = ({ id, key }: Row): string | undefined =>
  key === undefined ? id && `id ${id}` : `key ${foldKey(key)}`;

/** Zoho finds duplicates ignoring case, and stores text without blanks at its ends (unverified). */
export const foldKey = (key: unknown): string => String(key).trim().toLowerCase();

/** Whether a row has rows of its own: line items, or the rows of a subform. Sending those twice may add them twice. */
export const hasOwnRows = ({ values }: Row): boolean =>
  Object.values(values).some(
    (value) => Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null),
  );
