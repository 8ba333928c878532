/** The types of a group's calls and of their parameters, for the default registry and for any other. */
import { block, bracketed, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { comment, propertyName, stringLiteral } from "../code/text.js";
import { moduleTypes, runtimeTypes } from "../code/vocabulary.js";
import type { BodyModel, GroupModel, OperationModel, ParamModel } from "../model.js";
import { callDoc } from "./docs.js";
import { isDefault } from "./modules.js";
import {
  CONSTRAINTS,
  CONSTRAINTS_IN,
  callGenerics,
  dependsOnModule,
  paramsGenerics,
  paramsReference,
  paramsReferenceIn,
  resultType,
  takesNothing,
} from "./signatures.js";

const { AllModules, OrganizationModules } = moduleTypes;
const { OfModule, OfRows, RequestOptions } = runtimeTypes;

/** A type literal, not an interface: editors then show a method without the name of its group. */
export function groupType({ typeName, doc, operations }: GroupModel): Code {
  const methods = operations.map((operation) => {
    const params = `params${takesNothing(operation) ? "?" : ""}: ${paramsReference(operation)}`;
    const generics = callGenerics(operation, CONSTRAINTS);
    return code`${comment(callDoc(operation))}${method(operation, generics, params, operation.result.type)}`;
  });
  return code`${comment({ text: doc })}export type ${typeName} = ${block(methods)};`;
}

const method = ({ method, result }: OperationModel, generics: Code | string, params: string, type: Code): Code =>
  bracketed(
    code`${propertyName(method)}${generics}(`,
    [params, code`options?: ${RequestOptions}`],
    code`): ${resultType(result, type)};`,
    2,
  );

/**
 * The group for the modules of a registry. For the default registry, it is the group itself: its calls have shorter
 * types, which also cost the compiler less. The others take their comments from it, by the mapped type.
 */
export function groupTypeIn({ typeName, operations }: GroupModel): Code[] {
  const dependent = operations.filter(dependsOnModule);
  if (dependent.length === 0) return [];
  const calls = `${typeName.replace(/Operations$/, "Calls")}In`;
  const methods = dependent.map((operation) => {
    const { type, inRegistry = type } = operation.result;
    const params = `params${takesNothing(operation) ? "?" : ""}: ${paramsReferenceIn(operation)}`;
    return method(operation, callGenerics(operation, CONSTRAINTS_IN), params, inRegistry);
  });
  const doc = comment({ text: `{@link ${typeName}} of an organization with the modules \`R\`.` });
  return [
    code`\
${doc}export type ${typeName}In<R> = ${isDefault(OrganizationModules)}
  ? ${typeName}
  : { [K in keyof ${typeName}]: K extends keyof ${calls}<R> ? ${calls}<R>[K] : ${typeName}[K] };`,
    code`type ${calls}<R> = ${block(methods)};`,
  ];
}

/** The parameters in the default registry. */
export function paramsType(operation: OperationModel): Code {
  const { paramsName, params, body } = operation;
  if (params.length === 0 && !body) return code`export type ${paramsName} = Record<string, never>;`;
  const members = params.map((param) => property(propertyName(param.name), param));
  if (body) members.push(property("body", body));
  const head = code`export interface ${paramsName}${paramsGenerics(operation)}`;
  const bases = [
    ...(isListOfRecords(operation) ? [code`${OfModule}<${AllModules}>`] : []),
    ...(operation.result.queryRow ? [code`${OfRows}<Row>`] : []),
  ];
  return code`${extending(head, bases)} ${block(members)}`;
}

/** Whether rows are walked that depend on the module and on the fields. */
const isListOfRecords = ({ generics, result }: OperationModel): boolean =>
  generics.includes("F") && result.kind === "list";

/** The head of an interface with its bases, on a line of their own if they do not fit. */
function extending(head: Code, bases: readonly Code[]): Code {
  if (bases.length === 0) return head;
  const list = code`extends ${join(bases, ", ")}`;
  const isLong = `${head.text} ${list.text} {`.length > CODE_WIDTH;
  return code`${head}${isLong ? "\n  " : " "}${list}`;
}

/** The parameters in a registry. What does not depend on the module is taken from those in the default registry. */
export function paramsTypeIn(operation: OperationModel): Code {
  const { paramsName, params, body, generics } = operation;
  const all = [...params, ...(body ? [{ ...body, name: "body" }] : [])];
  const dependent = all.flatMap(({ inRegistry, ...param }) => (inRegistry ? [{ ...param, type: inRegistry }] : []));
  const isList = isListOfRecords(operation);
  const omitted = [
    ...dependent.map(({ name }) => stringLiteral(name)),
    ...(isList ? [code`keyof ${OfModule}<unknown>`] : []),
  ];
  const bases = [
    ...(isList ? [code`${OfModule}<${AllModules}<R>>`] : []),
    ...(dependent.length < all.length ? [code`Omit<${paramsName}, ${join(omitted, " | ")}>`] : []),
  ];
  const head = code`export interface ${paramsName}In<R, ${generics.join(", ")}>`;
  const members = dependent.map((param) => property(propertyName(param.name), { ...param, inRegistry: undefined }));
  return code`${extending(head, bases)} ${block(members)}`;
}

/** A member of a parameters' type. A union that is too long for one line gets a line per type. */
function property(name: string, { type, required, doc }: ParamModel | BodyModel): Code {
  const start = `${name}${required ? "" : "?"}:`;
  const isLong = type.alternatives.length > 1 && `  ${start} ${type.text};`.length > CODE_WIDTH;
  const written = isLong ? join(["", ...type.alternatives], "\n  | ") : code` ${type}`;
  return code`${comment({ text: doc })}${start}${written};`;
}
