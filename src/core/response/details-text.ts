import { printable } from "../errors/printable.js";

/** The longest value, and the longest text, that a message quotes. */
const VALUE_LENGTH = 120;
const TEXT_LENGTH = 400;

/** The number of facts that a message names; the others are in the details only. */
const MOST_FACTS = 8;

/**
 * What the details of an error add to its message: `: Last_Name`, or `: near "* from Leads", line 1, column 8`.
 * @param message The message, whose words are not repeated.
 */
export function detailsText({ rows, ...details }: Readonly<Record<string, unknown>>, message: string): string {
  const facts = factsOf(details, "")
    .filter(({ value }) => value !== "" && !(value.length > 3 && message.includes(value)))
    .sort((a, b) => Number(isPlace(b)) - Number(isPlace(a)));
  const texts = facts.slice(0, MOST_FACTS).map(textOf);
  if (Array.isArray(rows) && rows.length > 1) texts.push(rowsText(rows));
  return texts.length === 0 ? "" : `: ${printable(texts.join(", "), TEXT_LENGTH)}`;
}

interface Fact {
  readonly name: string;
  readonly value: string;
}

/** How deep details are read: `{ validation_error: [{ api_name }] }`. */
const DEEPEST = 3;

function factsOf(value: unknown, name: string, depth = 0): Fact[] {
  if (typeof value !== "object") return [{ name, value: scalarText(value) }];
  if (value === null || depth >= DEEPEST) return [];
  const entries = Object.entries(value).slice(0, MOST_FACTS + 1);
  if (Array.isArray(value) && entries.every(([, item]) => typeof item !== "object")) {
    return [{ name, value: printable(entries.map(([, item]) => scalarText(item)).join(", "), VALUE_LENGTH) }];
  }
  return entries.flatMap(([key, item]) =>
    factsOf(item, Array.isArray(value) ? name : [name, wordsOf(key)].filter(Boolean).join(" "), depth + 1),
  );
}

const scalarText = (value: unknown): string => printable(String(value), VALUE_LENGTH);

const wordsOf = (key: string): string => printable(key, 40).replaceAll("_", " ");

const isField = ({ name }: Fact): boolean => /\bapi name$/.test(name);

/** Whether a fact says where the fault is. */
const isPlace = (fact: Fact): boolean => fact.name === "near" || isField(fact);

/** The name of a field speaks for itself; an excerpt of a query is quoted. */
function textOf(fact: Fact): string {
  const { name, value } = fact;
  if (isField(fact)) return value;
  return name === "near" ? `near ${JSON.stringify(value)}` : `${name} ${value}`;
}

function rowsText(rows: readonly unknown[]): string {
  const rejected = rows.filter((row) => (row as { status?: unknown } | null)?.status !== "success");
  const first = rows.indexOf(rejected[0]) + 1;
  return `row ${first}; ${rejected.length} of ${rows.length} rows were rejected`;
}
