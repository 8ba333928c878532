import { block, bracketed, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { checkedName } from "../code/names.js";
import { comment, indent, literal, membersOf, propertyName, stringLiteral } from "../code/text.js";
import { moduleTypes, remedies, runtimeFunctions, runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import type { BodyModel, GroupModel, OperationModel, ParamModel, ResultModel } from "../model.js";
import { callDoc, functionDoc } from "./docs.js";
import { fileOf } from "./file.js";

const { FieldName, ModuleName, OfModule } = moduleTypes;
const { ApiClient, Operation, RequestOptions } = runtimeTypes;

/** `operations/<tag>.ts`: the free functions of one tag, and the type of the client's group of that name. */
export function emitOperations(group: GroupModel, runtime: string, hasRemedies: boolean): string {
  const calls = group.operations.flatMap((operation) => [
    paramsType(operation),
    operationFacts(operation, hasRemedies),
    operationFunction(operation),
  ]);
  return fileOf(`operations/${group.file}.ts`, group.source, runtime, join([groupType(group), ...calls], "\n\n"));
}

/** The promise that a call gives, written out. */
export const resultType = ({ kind, type }: ResultModel): Code =>
  kind === "optional" || kind === "optionalDownload" ? code`Promise<${type} | undefined>` : code`Promise<${type}>`;

/** Whether a call needs no parameters. */
const takesNothing = ({ params, body }: OperationModel): boolean =>
  !body?.required && params.every(({ required }) => !required);

/** `GetRecordsParams<M, F>` */
const paramsReference = ({ paramsName, generics }: OperationModel): string =>
  generics.length === 0 ? paramsName : `${paramsName}<${generics.join(", ")}>`;

const CONSTRAINTS = { M: ModuleName, F: code`${FieldName}<M>` } as const;

const typeParameters = (parameters: readonly Code[]): Code | string =>
  parameters.length === 0 ? "" : code`<${join(parameters, ", ")}>`;

/** Type parameters of a call. Without `fields`, `F` cannot be inferred, and the rows are whole. */
const callGenerics = ({ generics }: OperationModel): Code | string =>
  typeParameters(generics.map((name) => code`${name} extends ${CONSTRAINTS[name]}${name === "F" ? " = never" : ""}`));

/** Type parameters of the parameters' type, with defaults so that a program can omit them. */
const paramsGenerics = ({ generics }: OperationModel): Code | string =>
  typeParameters(generics.map((name) => code`${name} extends ${CONSTRAINTS[name]} = ${CONSTRAINTS[name]}`));

/** A type literal, not an interface: editors then show a method without the name of its group. */
function groupType({ typeName, doc, operations }: GroupModel): Code {
  const methods = operations.map((operation) => {
    const params = `params${takesNothing(operation) ? "?" : ""}: ${paramsReference(operation)}`;
    const signature = bracketed(
      code`${propertyName(operation.method)}${callGenerics(operation)}(`,
      [params, code`options?: ${RequestOptions}`],
      code`): ${resultType(operation.result)};`,
      2,
    );
    return code`${comment(callDoc(operation))}${signature}`;
  });
  return code`${comment({ text: doc })}export type ${typeName} = ${block(methods)};`;
}

function paramsType(operation: OperationModel): Code {
  const { paramsName, params, body, generics } = operation;
  if (params.length === 0 && !body) return code`export type ${paramsName} = Record<string, never>;`;
  const members = params.map((param) => property(propertyName(param.name), param));
  if (body) members.push(property("body", body));
  const head = code`export interface ${paramsName}${paramsGenerics(operation)}`;
  if (!generics.includes("F")) return code`${head} ${block(members)}`;
  const isLong = head.text.length + ` extends ${OfModule.text} {`.length > CODE_WIDTH;
  return code`${head}${isLong ? "\n  " : " "}extends ${OfModule} ${block(members)}`;
}

/** A member of a parameters' type. A union that is too long for one line gets a line per type. */
function property(name: string, { type, required, doc }: ParamModel | BodyModel): Code {
  const start = `${name}${required ? "" : "?"}:`;
  const isLong = type.alternatives.length > 1 && `  ${start} ${type.text};`.length > CODE_WIDTH;
  const written = isLong ? join(["", ...type.alternatives], "\n  | ") : code` ${type}`;
  return code`${comment({ text: doc })}${start}${written};`;
}

const factsName = ({ id }: OperationModel): string => `${id}Operation`;

function operationFacts(operation: OperationModel, hasRemedies: boolean): Code {
  const { id, idempotent, stableResponse, server, base, auth, outcomeCheck, result, scopes } = operation;
  const facts = {
    id,
    idempotent,
    ...(stableResponse && { stableResponse }),
    ...(server !== undefined && { server }),
    ...(base !== undefined && { base }),
    ...(!auth && { auth: false }),
    ...(outcomeCheck !== undefined && { outcomeCheck }),
    ...((result.kind === "download" || result.kind === "optionalDownload") && { binary: true }),
    ...(result.mediaTypes !== undefined && { mediaTypes: result.mediaTypes }),
    ...(scopes.length > 0 && { scopes: scopes.map((needed) => needed.join(",")) }),
  };
  const members = membersOf(facts, CODE_WIDTH - 2);
  // The remedies are one constant for all operations.
  const all = hasRemedies ? [...members, remedies] : members;
  return bracketed(code`const ${factsName(operation)}: ${Operation} = { `, all, " };");
}

function operationFunction(operation: OperationModel): Code {
  const params = `params: ${paramsReference(operation)}${takesNothing(operation) ? " = {}" : ""}`;
  const signature = bracketed(
    code`export async function ${operation.id}${callGenerics(operation)}(`,
    [code`client: ${ApiClient}`, params, code`options?: ${RequestOptions}`],
    code`): ${resultType(operation.result)} {`,
  );
  const { text, uses } = join(functionBody(operation), "\n");
  return code`${comment(functionDoc(operation))}${signature}\n${{ text: indent(text), uses }}\n}`;
}

function functionBody(operation: OperationModel): Code[] {
  const { verb, path, params, body } = operation;
  const { callInit, typed } = runtimeFunctions;
  const inPath = params.filter(({ place }) => place === "path");
  const headers = params.filter(({ place }) => place === "header");
  const queries = params.filter(({ place }) => place === "query");
  const renamed = queries.filter(({ name, wireName }) => name !== wireName);
  const hasQuery = queries.length > 0;

  const picked = [
    ...[...inPath, ...headers, ...renamed].map(({ name }) => checkedName(name)),
    ...(body ? ["body"] : []),
  ];
  const rest = hasQuery ? ["...query"] : [];
  const given = operation.generics.length === 0 ? "params" : `params as ${openParams(operation)}`;
  const split = picked.length > 0 ? [bracketed("const { ", [...picked, ...rest], ` } = ${given};`, 2)] : [];
  const sent = [
    ...(inPath.length > 0 ? [code`path: { ${inPath.map(membered).join(", ")} }`] : []),
    ...(hasQuery ? [querySent(renamed, picked.length > 0)] : []),
    ...(headers.length > 0 ? [headerSent(headers)] : []),
  ];
  const members = [
    code`...${callInit}(${factsName(operation)}, options)`,
    ...(sent.length > 0 ? [bracketed("params: { ", sent, " }", "    ,".length)] : []),
    ...(body ? [bodySent(body)] : []),
    ...(body && body.form !== "json" ? [code`bodySerializer: ${serializer(body)}`] : []),
    ...stylesOf(queries),
  ];
  const init = block(members.map((member) => code`${member},`));
  return [
    ...split,
    code`const result = await ${typed}<${schemaTypes.paths}>(client).${verb}(${stringLiteral(path)}, ${init});`,
    unwrapped(operation),
  ];
}

/** The parameters as the description types them, without modules: `GetRecordsParams<string, string>`. */
const openParams = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}<${generics.map(() => "string").join(", ")}>`;

/** A parameter as a member of the sent object, under its name on the wire. */
const membered = ({ name, wireName }: ParamModel): string =>
  name === wireName ? name : `${propertyName(wireName)}: ${name}`;

function querySent(renamed: readonly ParamModel[], picked: boolean): Code {
  if (renamed.length === 0) return code`${picked ? "query" : "query: params"}`;
  return code`query: { ...query, ${join(membersSent(renamed), ", ")} }`;
}

/** The query parameters with a style that is not the client's default, by style. */
function stylesOf(queries: readonly ParamModel[]): Code[] {
  const styles = [...new Set(queries.map(({ style }) => style))].filter((style) => style !== undefined);
  if (styles.length === 0) return [];
  const members = styles.map((style) => {
    const names = queries.filter((query) => query.style === style).map(({ wireName }) => stringLiteral(wireName));
    return `${style}: [${names.join(", ")}]`;
  });
  return [bracketed(code`querySerializer: ${runtimeFunctions.queryStyles}({ `, members, " })", "    ,".length)];
}

const headerSent = (headers: readonly ParamModel[]): Code =>
  headers.some(({ required }) => required)
    ? code`header: { ${join(membersSent(headers), ", ")} }`
    : code`header: ${definedOnly(headers)}`;

/** Leaves out parameters that are undefined, so that no empty header is sent. */
function membersSent(params: readonly ParamModel[]): (Code | string)[] {
  const optional = params.filter(({ required }) => !required);
  const required = params.filter((param) => param.required).map(membered);
  return optional.length > 0 ? [...required, code`...${definedOnly(optional)}`] : required;
}

const definedOnly = (params: readonly ParamModel[]): Code =>
  code`${runtimeFunctions.defined}({ ${params.map(membered).join(", ")} })`;

const bodySent = ({ required }: BodyModel): Code =>
  required ? code`body` : code`...${runtimeFunctions.defined}({ body })`;

function serializer({ form, mediaType }: BodyModel): Code | string {
  const { bodyAs, formBody, multipartBody } = runtimeFunctions;
  const forms = { json: "", urlencoded: formBody, multipart: multipartBody };
  return form === "raw" ? code`${bodyAs}(${stringLiteral(mediaType)})` : forms[form];
}

const UNWRAP: Readonly<Record<ResultModel["kind"], Code>> = {
  json: runtimeFunctions.unwrap,
  optional: runtimeFunctions.unwrapOptional,
  list: runtimeFunctions.unwrapList,
  empty: runtimeFunctions.unwrapEmpty,
  download: runtimeFunctions.unwrapDownload,
  optionalDownload: runtimeFunctions.unwrapOptionalDownload,
};

function unwrapped(operation: OperationModel): Code {
  const { kind, type, ofModule, empty } = operation.result;
  const result = ofModule ? code`${runtimeFunctions.ofModule}<${type}>(result)` : "result";
  const start = code`return ${UNWRAP[kind]}(${factsName(operation)}, ${result}`;
  if (kind !== "list") return code`${start});`;
  return code`${start}, ${literal(empty, CODE_WIDTH - 2, `${start.text}, );`.length)});`;
}
