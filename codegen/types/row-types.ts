/** How the types of a call depend on its module. */
import type { OperationObject, ParameterObject } from "openapi-typescript";
import { type Code, code } from "../code/code.js";
import { moduleTypes } from "../code/vocabulary.js";
import { RECORD_TYPES, type RecordTypes } from "./modules.js";
import { single, type TypeCode, union } from "./type-code.js";

/** Type parameters of a call: the module, and the requested fields. */
export type Generics = readonly ("M" | "F")[];

/** A parameter that may name a module or its fields. */
export type ModuleParameter = ParameterObject & { "x-module-name"?: boolean; "x-field-names"?: boolean };

/** How an operation's types depend on the module of its records. */
export interface RowTypes {
  readonly generics: Generics;
  /** The parameter that names the module. */
  readonly moduleParam: string | undefined;
  /** Completes a type of a body or a response that holds records. */
  readonly complete: (type: TypeCode) => TypeCode;
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
  return {
    generics,
    moduleParam,
    complete: (type) => {
      const complete = (one: Code): Code => {
        const use = holders.get(one.text)?.use;
        if (moduleParam === undefined || use === undefined) return one;
        return code`${one}<${use === "read" && narrows ? code`${moduleTypes.RowOf}<M, F>` : RECORD_TYPES[use]}>`;
      };
      return union(type.alternatives.map((one) => single(complete(one))));
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
): TypeCode | undefined {
  const { FieldName, ModuleName } = moduleTypes;
  if (hasModules && parameter["x-module-name"]) return single(parameter.name === moduleParam ? "M" : ModuleName);
  if (!parameter["x-field-names"] || generics.length === 0) return undefined;
  if (!isFieldList(parameter)) return single(code`${FieldName}<M>`);
  return single(generics.includes("F") ? "readonly F[]" : code`readonly ${FieldName}<M>[]`);
}
