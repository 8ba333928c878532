/** What the compiler knows about a module's columns: their names, their tests, and what a row shows of them. */
import type { CommonColumns, StandardColumns, SystemColumns } from "../../generated/columns.js";
import type { CrmRecord } from "../../generated/models.js";
import type { ModuleRegistry } from "../../generated/modules.js";
import type {
  BooleanColumn,
  ChoiceColumn,
  DateColumn,
  DateTimeColumn,
  EncryptedColumn,
  IdColumn,
  LookupColumn,
  MultiLineColumn,
  MultiSelectColumn,
  NumberColumn,
  OpenColumn,
  OwnDateColumn,
  SearchTest,
  TextColumn,
  UnsearchableColumn,
} from "./operators.js";

/** What queries can say of a user. */
export interface UserFields {
  id: string;
  email: string;
  first_name: string | null;
  last_name: string;
  full_name: string;
  status: string;
}

// A record of the module `M`, as reading it gives it.
type Fields<M, R> = M extends keyof R
  ? Read<R[M]>
  : M extends keyof ModuleRegistry
    ? Read<ModuleRegistry[M]>
    : M extends "users"
      ? UserFields
      : CrmRecord;

type Read<Entry> = Entry extends { read: infer Row } ? Row : CrmRecord;

// The kinds of columns, where the type of the field does not tell: all lookups of the module, and other columns.
type Kinds<M, R> = M extends keyof R
  ? R[M] extends { columns: infer Columns }
    ? Columns
    : StandardKinds<M>
  : StandardKinds<M>;

type StandardKinds<M> = M extends keyof StandardColumns
  ? SystemColumns & StandardColumns[M]
  : M extends "users"
    ? object
    : SystemColumns;

// The kind of a column; `undefined` if its field tells.
type KindOf<M, R, Name> = Name extends keyof Kinds<M, R>
  ? Kinds<M, R>[Name]
  : M extends keyof R
    ? R[M] extends { columns: unknown }
      ? undefined
      : StandardKind<M, Name>
    : StandardKind<M, Name>;

type StandardKind<M, Name> = M extends keyof ModuleRegistry ? CommonKind<Name> : undefined;

type CommonKind<Name> = OrAll<
  { [K in keyof CommonColumns]: Name extends CommonColumns[K] ? K : never }[keyof CommonColumns],
  undefined
>;

// Fields of the record itself that queries know. A name with a dollar sign is not a field.
type Own<M, R> = Without<keyof Fields<M, R>, `$${string}` | Unknown<M, R>>;

type Without<K, Names> = K extends string ? (K extends Names ? never : K) : never;

// The fields that queries do not know.
type Unknown<M, R> = M extends keyof R
  ? R[M] extends { columns: infer Columns }
    ? { [K in keyof Columns]: Columns[K] extends "none" ? K : never }[keyof Columns]
    : CommonColumns["none"]
  : CommonColumns["none"];

// The lookups among columns whose module is known.
type Lookups<K> = { [L in keyof K]: K[L] extends Lookup ? L : never }[keyof K] & string;

interface Lookup {
  to: string;
}

type Through<K, L extends keyof K & string, R> = L extends string
  ? K[L] extends { to: infer M }
    ? `${L}.${Own<M, R>}`
    : never
  : never;

type Through2<K, L extends keyof K & string, R> = L extends string
  ? K[L] extends { to: infer M }
    ? `${L}.${Own<M, R> | OneStep<Kinds<M, R>, R>}`
    : never
  : never;

type OneStep<K, R> = Through<K, Lookups<K>, R>;

type TwoSteps<K, R> = Through2<K, Lookups<K>, R>;

/** A column of the module: a field, or a path through one or two lookups. */
export type ColumnName<M, R> = Own<M, R> | TwoSteps<Kinds<M, R>, R>;

/** The name `C` if the module has such a column, else those that are meant. */
export type Known<C, M, R> = C extends ColumnName<M, R> ? C : NoInfer<Meant<C, ColumnName<M, R>>>;

// The names that begin like `C`: it is the end that people misspell.
type Meant<C, Names> = C extends `${string}.${string}.${string}.${string}`
  ? MoreLookupsThanZohoFollows
  : C extends `${infer L}.${infer A}${string}`
    ? OrAll<Extract<Names, `${L}.${A}${string}`>, Names>
    : C extends `${infer A}${infer B}${string}`
      ? OrAll<Exclude<Extract<Names, `${A}${B}${string}`>, `${string}.${string}`>, Names>
      : Names;

type OrAll<Some, All> = [Some] extends [never] ? All : Some;

/** No column has this type. */
export interface MoreLookupsThanZohoFollows {
  readonly tooMany: never;
}

/** The columns of a module in a condition. */
export type Columns<M, R> = string extends Own<M, R> ? OpenColumns : ModuleColumns<M, R>;

type ModuleColumns<M, R> = { readonly [K in ColumnName<M, R>]: ColumnAt<M, K, R> };

/** The columns of a module that the compiler does not know, by their names: `project("Budget")` or `project.Budget`. */
export interface OpenColumns {
  (name: string): OpenColumn;
  readonly [name: string]: OpenColumn;
}

type ColumnAt<M, K, R> = K extends keyof Fields<M, R>
  ? ColumnOf<K, Fields<M, R>[K], KindOf<M, R, K>>
  : K extends `${infer L}.${infer Rest}`
    ? ColumnAt<TargetOf<Kinds<M, R>, L>, Rest, R>
    : never;

type TargetOf<K, L> = L extends keyof K ? (K[L] extends { to: infer M } ? M : never) : never;

// The tests of a column, by its kind, else by the type of its field.
type ColumnOf<Name, V, Kind> = Kind extends "date"
  ? CommonKind<Name> extends "date"
    ? DateColumn
    : OwnDateColumn
  : Kind extends keyof ByKind
    ? ByKind[Kind]
    : Kind extends Lookup
      ? LookupColumn
      : Name extends "id"
        ? IdColumn
        : unknown extends V
          ? OpenColumn
          : ByType<Exclude<V, null | undefined>>;

interface ByKind {
  datetime: DateTimeColumn;
  textarea: MultiLineColumn;
  encrypted: EncryptedColumn;
}

type ByType<V> = [V] extends [string]
  ? TextColumn<V>
  : [V] extends [number]
    ? NumberColumn
    : [V] extends [boolean]
      ? BooleanColumn
      : [V] extends [readonly string[]]
        ? MultiSelectColumn<V[number]>
        : [V] extends [{ id: string }]
          ? LookupColumn
          : UnsearchableColumn;

/** The fields of a module in search criteria. */
export type CriteriaColumns<M, R> = string extends Own<M, R> ? OpenColumns : ModuleCriteria<M, R>;

type ModuleCriteria<M, R> = {
  readonly [K in Own<M, R>]: CriteriaOf<K, Fields<M, R>[K & keyof Fields<M, R>], KindOf<M, R, K>>;
};

type CriteriaOf<K, V, Kind> = Kind extends "encrypted"
  ? ChoiceColumn<string>
  : [NonNullable<V>] extends [readonly (infer Choice extends string)[]]
    ? ChoiceColumn<Choice>
    : Searched<ColumnOf<K, V, Kind>>;

type Searched<Column> = Pick<Column, Extract<keyof Column, SearchTest>>;

/** What a row shows of a column. */
export type Cell<M, K, R> = K extends keyof Fields<M, R>
  ? Shown<Fields<M, R>[K]>
  : K extends `${infer L}.${infer Rest}`
    ? Cell<TargetOf<Kinds<M, R>, L>, Rest, R> | null
    : unknown;

// A lookup is shown without its name, and a field that a record lacks as null.
type Shown<V> =
  NonNullable<V> extends { id: string }
    ? { id: string } | null
    : unknown extends V
      ? unknown
      : undefined extends V
        ? NonNullable<V> | null
        : V;
