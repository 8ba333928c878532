/** The tests that columns have, by the type of their fields. */
import type { MostValues } from "../../generated/limits.js";
import type { Condition } from "./condition.js";

declare const column: unique symbol;

/** A column, as a value of {@link coql}. */
export interface ColumnRef {
  readonly [column]: true;
}

// As many values as `T` has, with a type that no value has at the first place that Zoho does not accept.
type Values<T extends readonly unknown[], V> = T extends { readonly [K in `${MostValues}`]: unknown }
  ? { [I in keyof T]: I extends `${MostValues}` ? MoreValuesThanZohoAccepts : V }
  : { [I in keyof T]: V };

/** No value has this type. */
export interface MoreValuesThanZohoAccepts {
  readonly tooMany: never;
}

interface NullTests extends ColumnRef {
  isNull(): Condition;
  isNotNull(): Condition;
}

interface Equality<V> extends NullTests {
  equals(value: V): Condition;
  notEquals(value: V): Condition;
  /** One of the values, of which Zoho accepts 50. */
  in<T extends readonly unknown[]>(...values: Values<T, V>): Condition;
  notIn<T extends readonly unknown[]>(...values: Values<T, V>): Condition;
}

interface Ordered<V> extends Equality<V> {
  lessThan(value: V): Condition;
  atMost(value: V): Condition;
  greaterThan(value: V): Condition;
  atLeast(value: V): Condition;
  /** From `low` to `high`, both included. */
  between(low: V, high: V): Condition;
  notBetween(low: V, high: V): Condition;
}

/** Text, or a picklist. Zoho ignores the case of letters. A percent sign cannot be looked for. */
export interface TextColumn<V extends string = string> extends Equality<V> {
  contains(text: string): Condition;
  notContains(text: string): Condition;
  startsWith(text: string): Condition;
  endsWith(text: string): Condition;
}

export type NumberColumn = Ordered<number | bigint>;

/** An id. Ids grow, so a later record has a greater one. */
export type IdColumn = Ordered<string | bigint>;

/** A date, as `2026-05-14`. Of a `Date`, its date in UTC counts. */
export type DateColumn = Ordered<string | Date>;

/** A date of your own field, as `2026-05-14`. */
export type OwnDateColumn = Ordered<string>;

/** A time, as `2026-05-14T12:00:00+02:00`. */
export type DateTimeColumn = Ordered<string | Date>;

export interface BooleanColumn extends ColumnRef {
  equals(value: boolean): Condition;
}

/** A lookup, by the id of the record. */
export type LookupColumn = Equality<string | { readonly id: string }>;

/** A multi-select picklist. */
export interface MultiSelectColumn<V extends string = string> extends NullTests {
  /** Exactly these values. */
  equals(values: V | readonly V[]): Condition;
  notEquals(values: V | readonly V[]): Condition;
}

/** An encrypted field, which Zoho cannot search. */
export type EncryptedColumn = NullTests;

/** A field of several lines, which Zoho does not accept in conditions. */
export interface MultiLineColumn extends ColumnRef {
  readonly multiLine: never;
}

/** A field that Zoho does not accept in conditions, such as a subform. */
export interface UnsearchableColumn {
  readonly unsearchable: never;
}

/** A column of an unknown type, with every test. */
export interface OpenColumn
  extends Ordered<string | number | bigint | boolean | Date | { readonly id: string }>,
    Pick<TextColumn, "contains" | "notContains" | "startsWith" | "endsWith"> {}

/** A field of which search criteria only know whether it is equal: one value of a multi-select picklist. */
export interface ChoiceColumn<V extends string> {
  equals(value: V): Condition;
}

/** The tests that search criteria have. */
export type SearchTest =
  | "equals"
  | "notEquals"
  | "lessThan"
  | "atMost"
  | "greaterThan"
  | "atLeast"
  | "between"
  | "in"
  | "startsWith";
