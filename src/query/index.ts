export { and, type Condition, or } from "./condition.js";
export { type CoqlScalar, type CoqlValue, coql, type RawQuery } from "./coql.js";
export { criteria } from "./criteria.js";
export type {
  Cell,
  ColumnName,
  Columns,
  CriteriaColumns,
  Known,
  MoreLookupsThanZohoFollows,
  OpenColumns,
  UserFields,
} from "./module.js";
export type {
  BooleanColumn,
  ChoiceColumn,
  ColumnRef,
  DateColumn,
  DateTimeColumn,
  EncryptedColumn,
  IdColumn,
  LookupColumn,
  MoreValuesThanZohoAccepts,
  MultiLineColumn,
  MultiSelectColumn,
  NumberColumn,
  OpenColumn,
  OwnDateColumn,
  TextColumn,
  UnsearchableColumn,
} from "./operators.js";
export { type Queries, queries } from "./queries.js";
export { from, type LimitOptions, type MoreColumnsThanZohoAccepts, type Query } from "./query.js";
