/** How the types of a call depend on its module. */
import type { OperationObject, ParameterObject } from "openapi-typescript";
import { type Code, code, imported } from "../code/code.js";
import { moduleTypes } from "../code/vocabulary.js";
import { type Lookup, type RecordTypes, recordType } from "./modules.js";
import { single, type TypeCode, union } from "./type-code.js";

/** Type parameters of a call: the module, the requested fields, and the rows of a query. */
export type Generics = readonly ("M" | "F" | "Row")[];

/** A parameter that may name a module or its fields. */
export type ModuleParameter = ParameterObject & { "x-module-name"?: boolean; "x-field-names"?: boolean };

/** A type that may depend on the module of a call's records. */
export interface RowType {
  /** The type in the default registry: `FieldName<M>`. */
  readonly type: TypeCode;
  /** The type in the registry `R`, if it depends on the module or on its fields: `FieldName<M, R>`. */
  readonly inRegistry: TypeCode | undefined;
}

/** How an operation's types depend on the module of its records. */
export interface RowTypes {
  readonly generics: Generics;
  /** The parameter that names the module. */
  readonly moduleParam: string | undefined;
  /** Completes a type of a body or a response that may hold records. */
  readonly complete: (type: TypeCode) => RowType;
  /** The row of a query that says nothing of its rows, if the type holds rows of a query. */
  readonly queryRow: (type: TypeCode) => Code | undefined;
}

type RecordOperation = OperationObject & { "x-records-of"?: string };

/** Records are narrowed to the requested fields. */
export function rowTypes(
  operation: RecordOperation,
  parameters: readonly ModuleParameter[],
  { modules, holders }: RecordTypes,
): RowTypes {
  const moduleParam = modules.length > 0 ? operation["x-records-of"] : undefined;
  const narrows = parameters.some(isFieldList);
  const generics: Generics = moduleParam === undefined ? [] : narrows ? ["M", "F"] : ["M"];
  const useOf = ({ text }: Code) => holders.get(text)?.use;
  const complete = (one: Code, lookup: Lookup): Code => {
    const use = useOf(one);
    if (use === "query") return code`${one}<Row>`;
    if (use === undefined || moduleParam === undefined) return one;
    const row = lookup === "M" ? "M, F" : "M, F, R";
    return code`${one}<${use === "read" && narrows ? code`${moduleTypes.RowOf}<${row}>` : recordType(use, lookup)}>`;
  };
  const completed = ({ alternatives }: TypeCode, lookup: Lookup): TypeCode =>
    union(alternatives.map((one) => single(complete(one, lookup))));
  const ofModule = (one: Code): boolean => moduleParam !== undefined && ![undefined, "query"].includes(useOf(one));
  return {
    generics,
    moduleParam,
    complete: (type) => ({
      type: completed(type, "M"),
      inRegistry: type.alternatives.some(ofModule) ? completed(type, "M, R") : undefined,
    }),
    queryRow({ alternatives }) {
      const holder = alternatives.flatMap(({ text }) => holders.get(text) ?? []).find(({ use }) => use === "query");
      return holder && imported("models", holder.record);
    },
  };
}

const isFieldList = ({ schema, ...parameter }: ModuleParameter): boolean =>
  parameter["x-field-names"] === true && schema !== undefined && !("$ref" in schema) && schema.type === "array";

/** The type of a parameter that contains the name of a module or of its fields. */
export function nameType(
  parameter: ModuleParameter,
  { generics, moduleParam }: RowTypes,
  hasModules: boolean,
): RowType | undefined {
  const { FieldName, ModuleName } = moduleTypes;
  if (hasModules && parameter["x-module-name"]) {
    return parameter.name === moduleParam ? inAny("M") : { type: single(ModuleName), inRegistry: undefined };
  }
  if (!parameter["x-field-names"] || generics.length === 0) return undefined;
  if (isFieldList(parameter) && generics.includes("F")) return inAny("readonly F[]");
  const fieldIn = (lookup: Lookup): TypeCode =>
    single(isFieldList(parameter) ? code`readonly ${FieldName}<${lookup}>[]` : code`${FieldName}<${lookup}>`);
  return { type: fieldIn("M"), inRegistry: fieldIn("M, R") };
}

/** A type that is written in the same way whatever the registry. */
const inAny = (type: string): RowType => ({ type: single(type), inRegistry: single(type) });
