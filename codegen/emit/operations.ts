import { block, bracketed, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { checkedName } from "../code/names.js";
import { comment, indent, literal, membersOf, propertyName, stringLiteral } from "../code/text.js";
import { moduleNames, moduleTypes, remedies, runtimeFunctions, runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import type { BodyModel, GroupModel, OperationModel, ParamModel, ResultModel } from "../model.js";
import { groupType, groupTypeIn, paramsType, paramsTypeIn } from "./call-types.js";
import { functionDoc, narrowest } from "./docs.js";
import { fileOf } from "./file.js";
import {
  CONSTRAINTS,
  CONSTRAINTS_IN,
  callGenerics,
  dependsOnModule,
  openParams,
  paramsReference,
  paramsReferenceIn,
  resultType,
  takesNothing,
} from "./signatures.js";

const { OrganizationModules } = moduleTypes;
const { ApiClient, ClientOf, Operation, RequestOptions } = runtimeTypes;

/** `operations/<tag>.ts`: the free functions of one tag, and the type of the client's group of that name. */
export function emitOperations(group: GroupModel, runtime: string, hasRemedies: boolean): string {
  const calls = group.operations.flatMap((operation) => [
    paramsType(operation),
    ...(dependsOnModule(operation) ? [paramsTypeIn(operation)] : []),
    operationFacts(operation, `${group.name}.${operation.method}`, hasRemedies),
    operationFunction(operation),
  ]);
  return fileOf(
    `operations/${group.file}.ts`,
    group.source,
    runtime,
    join([groupType(group), ...groupTypeIn(group), ...calls], "\n\n"),
  );
}

const factsName = ({ id }: OperationModel): string => `${id}Operation`;

function operationFacts(operation: OperationModel, name: string, hasRemedies: boolean): Code {
  const {
    id,
    idempotent,
    stableResponse,
    server,
    base,
    auth,
    accept,
    statusOnly,
    ceiling,
    outcomeCheck,
    result,
    scopes,
  } = operation;
  const facts = {
    id,
    name,
    idempotent,
    ...parameterFacts(operation),
    ...(stableResponse && { stableResponse }),
    ...(server !== undefined && { server }),
    ...(base !== undefined && { base }),
    ...(!auth && { auth: false }),
    ...(accept !== undefined && { accept }),
    ...(statusOnly && { statusOnly }),
    ...(ceiling !== undefined && { ceiling }),
    ...(outcomeCheck !== undefined && { outcomeCheck }),
    ...((result.kind === "download" || result.kind === "optionalDownload") && { binary: true }),
    ...(result.mediaTypes !== undefined && { mediaTypes: result.mediaTypes }),
    ...(scopes.length > 0 && { scopes: narrowest(scopes).map((needed) => needed.join(",")) }),
  };
  const members = membersOf(facts, CODE_WIDTH - 2);
  // Both are one constant for all operations.
  const namesModule = operation.params.some(({ isModule }) => isModule);
  const all = [...members, ...(namesModule ? [moduleNames] : []), ...(hasRemedies ? [remedies] : [])];
  return bracketed(code`const ${factsName(operation)}: ${Operation} = { `, all, " };");
}

/** What is checked of the parameters when a program runs. */
function parameterFacts({ params, body, anyOf, noSlash }: OperationModel) {
  const all = [
    ...params,
    ...(body ? [{ name: "body", place: "body", required: body.required && !body.nullable }] : []),
  ];
  const names = (wanted: (param: (typeof all)[number]) => boolean) => all.filter(wanted).map(({ name }) => name);
  const path = names(({ place }) => place === "path");
  const required = names((param) => param.required && param.place !== "path");
  const module = params.find(({ isModule }) => isModule);
  return {
    ...(all.length > 0 && { parameters: names(() => true) }),
    ...(path.length > 0 && { path }),
    ...(module !== undefined && { module: module.name }),
    ...(required.length > 0 && { required }),
    ...(anyOf !== undefined && { anyOf }),
    ...(noSlash !== undefined && { noSlash }),
  };
}

function operationFunction(operation: OperationModel): Code {
  const { id, result } = operation;
  const registry = code`R = ${OrganizationModules}`;
  const [generics, client, reference] = dependsOnModule(operation)
    ? [callGenerics(operation, CONSTRAINTS_IN, [registry]), code`${ClientOf}<R>`, paramsReferenceIn(operation)]
    : [callGenerics(operation, CONSTRAINTS), ApiClient, paramsReference(operation)];
  const params = `params: ${reference}${takesNothing(operation) ? " = {}" : ""}`;
  const signature = bracketed(
    code`export async function ${id}${generics}(`,
    [code`client: ${client}`, params, code`options?: ${RequestOptions}`],
    code`): ${resultType(result, result.inRegistry ?? result.type)} {`,
  );
  const { text, uses } = join(functionBody(operation), "\n");
  return code`${comment(functionDoc(operation))}${signature}\n${{ text: indent(text), uses }}\n}`;
}

function functionBody(operation: OperationModel): Code[] {
  const { verb, path, params, body, result } = operation;
  const { checked, typed } = runtimeFunctions;
  const inPlace = (place: ParamModel["place"]) => params.filter((param) => param.place === place);
  const [inPath, queries, headers, cookies] = (["path", "query", "header", "cookie"] as const).map(inPlace) as Places;
  const renamed = queries.filter(({ name, wireName }) => name !== wireName);
  const hasQuery = queries.length > 0;

  const picked = [
    ...[...inPath, ...headers, ...cookies, ...renamed].map(({ name }) => checkedName(name)),
    ...(body ? ["body"] : []),
  ];
  const rest = hasQuery ? ["...query"] : [];
  // The compiler cannot compare the parameters in a registry with those.
  const open = operation.generics.length === 0 ? "params" : `params as object as ${openParams(operation)}`;
  const given = code`${checked}(${factsName(operation)}, ${open})`;
  const split = picked.length > 0 ? [bracketed("const { ", [...picked, ...rest], code` } = ${given};`, 2)] : [];
  const sent = [
    ...(inPath.length > 0 ? [code`path: { ${inPath.map(membered).join(", ")} }`] : []),
    ...(hasQuery ? [querySent(renamed, picked.length > 0 ? undefined : given)] : []),
    ...(headers.length > 0 ? [headerSent(headers)] : []),
    ...(cookies.length > 0 ? [cookieSent(cookies)] : []),
  ];
  const members = [
    optionsSent(operation, cookies),
    ...(sent.length > 0 ? [bracketed("params: { ", sent, " }", "    ,".length)] : []),
    ...(body ? [bodySent(body)] : []),
    ...(body && body.form !== "json" ? [code`bodySerializer: ${serializer(body)}`] : []),
    ...serializers("pathSerializer", runtimeFunctions.pathStyles, inPath),
    ...serializers("querySerializer", runtimeFunctions.queryStyles, queries),
    ...(isReadAsText(operation, result) ? ['parseAs: "text"'] : []),
  ];
  const init = block(members.map((member) => code`${member},`));
  return [
    ...split,
    code`const result = await ${typed}<${schemaTypes.paths}>(client).${verb}(${stringLiteral(path)}, ${init});`,
    unwrapped(operation),
  ];
}

type Places = [path: ParamModel[], query: ParamModel[], header: ParamModel[], cookie: ParamModel[]];

/** Whether the body of a response is not parsed: it is text, or nobody asks for it. */
const isReadAsText = ({ statusOnly }: OperationModel, { kind }: ResultModel): boolean =>
  kind === "text" || (kind === "empty" && statusOnly);

/** The options of the call, with its cookies: openapi-fetch does not send them. */
function optionsSent(operation: OperationModel, cookies: readonly ParamModel[]): Code {
  const { callInit, withCookies } = runtimeFunctions;
  const written = bracketed(
    code`${withCookies}(`,
    [stylesOf(cookies), `{ ${cookies.map(membered).join(", ")} }`, "options"],
    ")",
    6,
  );
  return code`...${callInit}(${factsName(operation)}, ${cookies.length > 0 ? written : "options"})`;
}

/** A parameter as a member of the sent object, under its name on the wire. */
const membered = ({ name, wireName }: ParamModel): string =>
  name === wireName ? name : `${propertyName(wireName)}: ${name}`;

/** @param whole All parameters, if they are all in the query. */
function querySent(renamed: readonly ParamModel[], whole: Code | undefined): Code {
  if (renamed.length === 0) return whole ? code`query: ${whole}` : code`query`;
  return code`query: { ...query, ${join(membersSent(renamed), ", ")} }`;
}

/** The function that writes the parameters of a place, if some have a style that is not the client's default. */
function serializers(name: string, styles: Code, params: readonly ParamModel[]): Code[] {
  if (params.every((param) => param.styles.length === 0)) return [];
  return [bracketed(code`${name}: ${styles}(`, [stylesOf(params)], ")", "    ,".length)];
}

/** The names of parameters by style: `{ form: ["ids"] }`. */
function stylesOf(params: readonly ParamModel[]): string {
  const words = [...new Set(params.flatMap(({ styles }) => styles))];
  const names = (word: string) => params.filter(({ styles }) => styles.includes(word)).map(({ wireName }) => wireName);
  return literal(Object.fromEntries(words.map((word) => [word, names(word)])), CODE_WIDTH - 8, 24);
}

const headerSent = (headers: readonly ParamModel[]): Code => {
  if (headers.some(({ styles }) => styles.length > 0)) {
    const members = join(membersSent(headers), ", ");
    return code`header: ${runtimeFunctions.headerStyles}(${stylesOf(headers)}, { ${members} })`;
  }
  return headers.some(({ required }) => required)
    ? code`header: { ${join(membersSent(headers), ", ")} }`
    : code`header: ${definedOnly(headers)}`;
};

/** For the types of the raw call only. */
const cookieSent = (cookies: readonly ParamModel[]): Code => code`cookie: { ${join(membersSent(cookies), ", ")} }`;

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

function serializer({ form, mediaType, fields }: BodyModel): Code | string {
  const { bodyAs, formBody, formStyles, multipartAs, multipartBody } = runtimeFunctions;
  if (form === "raw") return code`${bodyAs}(${stringLiteral(mediaType)})`;
  const [plain, styled] = form === "multipart" ? [multipartBody, multipartAs] : [formBody, formStyles];
  return fields === undefined ? plain : code`${styled}(${literal(fields, CODE_WIDTH - 8, 32)})`;
}

const UNWRAP: Readonly<Record<ResultModel["kind"], Code>> = {
  json: runtimeFunctions.unwrap,
  text: runtimeFunctions.unwrapText,
  optional: runtimeFunctions.unwrapOptional,
  list: runtimeFunctions.unwrapList,
  empty: runtimeFunctions.unwrapEmpty,
  download: runtimeFunctions.unwrapDownload,
  optionalDownload: runtimeFunctions.unwrapOptionalDownload,
};

function unwrapped(operation: OperationModel): Code {
  const { kind, type, inRegistry, queryRow, empty, empty200 } = operation.result;
  const rows = inRegistry ?? (queryRow && type);
  const result = rows ? code`${runtimeFunctions.ofModule}<${rows}>(result)` : "result";
  const start = code`return ${UNWRAP[kind]}(${factsName(operation)}, ${result}`;
  if (kind !== "list") return code`${start}${kind === "optional" && empty200 ? ", true" : ""});`;
  return code`${start}, ${literal(empty, CODE_WIDTH - 2, `${start.text}, );`.length)});`;
}
