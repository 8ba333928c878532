/** The parts of signatures that calls of clients and free functions share. */
import { type Code, code, join } from "../code/code.js";
import { moduleTypes } from "../code/vocabulary.js";
import type { OperationModel, ResultModel } from "../model.js";

const { FieldName, ModuleName } = moduleTypes;

/** Whether the types of a call depend on the module of its records, and so on the registry of its client. */
export const dependsOnModule = ({ generics }: OperationModel): boolean => generics.includes("M");

/** The promise that a call gives, written out. */
export const resultType = ({ kind, type }: ResultModel, completed: Code = type): Code =>
  kind === "optional" || kind === "optionalDownload"
    ? code`Promise<${completed} | undefined>`
    : code`Promise<${completed}>`;

/** Whether a call needs no parameters. */
export const takesNothing = ({ params, body }: OperationModel): boolean =>
  !body?.required && params.every(({ required }) => !required);

/** `GetRecordsParams<M, F>` */
export const paramsReference = ({ paramsName, generics }: OperationModel): string =>
  generics.length === 0 ? paramsName : `${paramsName}<${generics.join(", ")}>`;

/** `GetRecordsParamsIn<R, M, F>` */
export const paramsReferenceIn = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}In<${["R", ...generics].join(", ")}>`;

interface Constraints {
  readonly M: Code;
  readonly F: Code;
}

/** In the default registry. */
export const CONSTRAINTS: Constraints = { M: ModuleName, F: code`${FieldName}<M>` };
/** In the registry `R`. */
export const CONSTRAINTS_IN: Constraints = { M: code`${ModuleName}<R>`, F: code`${FieldName}<M, R>` };

const typeParameters = (parameters: readonly Code[]): Code | string =>
  parameters.length === 0 ? "" : code`<${join(parameters, ", ")}>`;

/** Type parameters of a call. Without `fields`, `F` cannot be inferred, and the rows are whole. */
export const callGenerics = (
  { generics, result }: OperationModel,
  constraints: Constraints,
  others: readonly Code[] = [],
): Code | string =>
  typeParameters([
    ...generics.map((name) => {
      if (name === "Row") return rowParameter(result);
      return code`${name} extends ${constraints[name]}${name === "F" ? " = never" : ""}`;
    }),
    ...others,
  ]);

/** The type of a query's rows. A query that says nothing of them has rows with any columns. */
const rowParameter = ({ queryRow = code`unknown` }: ResultModel): Code => code`Row = ${queryRow}`;

/** Type parameters of the parameters' type, with defaults so that a program can omit them. */
export const paramsGenerics = ({ generics, result }: OperationModel): Code | string =>
  typeParameters(
    generics.map((name) =>
      name === "Row" ? rowParameter(result) : code`${name} extends ${CONSTRAINTS[name]} = ${CONSTRAINTS[name]}`,
    ),
  );

/** The parameters as the description types them, without modules: `GetRecordsParams<string, string>`. */
export const openParams = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}<${generics.map((name) => (name === "Row" ? "unknown" : "string")).join(", ")}>`;
