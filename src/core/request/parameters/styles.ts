/** How OpenAPI writes arrays and objects in paths, queries, headers, cookies and forms. */
import { isDate, kindOf } from "../../kind.js";
import { dateText, scalarProblem } from "./scalar.js";

/** Writes one value, e.g. percent-encoded. */
type Encode = (text: string) => string;

/** A value that a place cannot express. The message says why: `is NaN`. */
export class Unwritable extends TypeError {
  /** The name of the value, with those of the members that lead to it: `a[b]`. */
  readonly path: string;

  constructor(path: string, reason: string) {
    super(reason);
    this.path = path;
  }
}

/** How items follow each other in a place that has room for a single string. */
export interface Expansion {
  /** Before the first item. */
  readonly first: string;
  /** Between items that are written one by one. */
  readonly between: string;
  /** Whether each item has the name of its parameter. */
  readonly named: boolean;
}

/**
 * Writes a value as one string: an exploded array or object item by item, any other as one list with commas.
 * @throws Unwritable if the place cannot express the value.
 */
export function expanded(
  name: string,
  value: unknown,
  { first, between, named }: Expansion,
  isExploded: boolean,
  encode: Encode,
): string {
  const start = named ? `${name}=` : "";
  if (isExploded && Array.isArray(value)) {
    return first + value.map((item, index) => start + text(name, item, encode, index)).join(between);
  }
  if (isExploded && isStructure(value)) {
    const members = membersOf(value).map(([key, member]) => `${encode(key)}=${text(name, member, encode)}`);
    return first + members.join(between);
  }
  return first + start + listOf(name, value, encode).join(",");
}

/**
 * How an array or an object is written in a query or a form: `form` repeats the name (`a=1&a=2`) or names the members
 * (`b=1`), `comma`, `space` and `pipe` join the values, `deep` puts the members in brackets (`a[b]=1`, an array in them as
 * `a[b]=1&a[b]=2`), `numbered` also the items of arrays (`a[b][0]=1`).
 */
export type PairStyle = "form" | "comma" | "space" | "pipe" | "deep" | "numbered";

/** A name and its value. */
export type Pair = readonly [name: string, value: string];

const DELIMITERS: Readonly<Partial<Record<PairStyle, string>>> = { comma: ",", space: " ", pipe: "|" };

/**
 * The names and values that express a value. Nothing, and an array of nothing, is expressed by no pair.
 * @param delimit Writes the character between joined values, which is not part of any of them.
 * @throws Unwritable if the style cannot express the value.
 */
export function pairsOf(name: string, value: unknown, style: PairStyle, encode: Encode, delimit = encode): Pair[] {
  if (value === undefined || value === null) return [];
  if (!isStructure(value)) return [[name, text(name, value, encode)]];
  const delimiter = DELIMITERS[style];
  if (delimiter !== undefined) {
    const list = listOf(name, value, encode);
    return list.length === 0 ? [] : [[name, list.join(delimit(delimiter))]];
  }
  if (style === "deep" || style === "numbered") return deepPairs(name, value, style === "numbered", encode);
  if (Array.isArray(value)) return repeated(name, value, encode);
  return membersOf(value).flatMap(([key, member]): Pair[] =>
    Array.isArray(member) ? repeated(key, member, encode) : [[key, text(name, member, encode)]],
  );
}

/** Members in brackets, however deep. Items that have members of their own are always numbered. */
function deepPairs(name: string, value: object, isNumbered: boolean, encode: Encode): Pair[] {
  return membersOf(value).flatMap(([key, member]): Pair[] => {
    const path = `${name}[${key}]`;
    if (!isNumbered && Array.isArray(member) && !member.some(isStructure)) return repeated(path, member, encode);
    return isStructure(member) ? deepPairs(path, member, isNumbered, encode) : [[path, text(path, member, encode)]];
  });
}

const repeated = (name: string, items: readonly unknown[], encode: Encode): Pair[] =>
  items.map((item, index) => [name, text(name, item, encode, index)]);

/** The items of an array, the names and values of an object, or the value itself. */
function listOf(name: string, value: unknown, encode: Encode): string[] {
  if (Array.isArray(value)) return value.map((item, index) => text(name, item, encode, index));
  if (!isStructure(value)) return [text(name, value, encode)];
  return membersOf(value).flatMap(([key, member]) => [encode(key), text(name, member, encode)]);
}

const membersOf = (value: object): [string, unknown][] =>
  Object.entries(value).filter(([, member]) => member !== undefined && member !== null);

/** Whether a value consists of others. */
export const isStructure = (value: unknown): value is object => Array.isArray(value) || kindOf(value) === "Object";

/** @param index The place of the value, if it is in an array. */
function text(name: string, value: unknown, encode: Encode, index?: number): string {
  const reason = problemOf(value);
  if (reason !== undefined) {
    throw new Unwritable(name, index === undefined ? reason : `contains, at ${index}, a value that ${reason}`);
  }
  return encode(String(dateText(value)));
}

function problemOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return `is ${value}`;
  return typeof value === "object" && !isDate(value) ? "is neither a value nor flat" : scalarProblem(value);
}
