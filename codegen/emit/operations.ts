import { block, bracketed, CODE_WIDTH, type Code, code, join } from "../code/code.js";
import { checkedName } from "../code/names.js";
import { comment, indent, literal, membersOf, propertyName, stringLiteral } from "../code/text.js";
import { moduleNames, moduleTypes, remedies, runtimeFunctions, runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import type { BodyModel, GroupModel, OperationModel, ParamModel, ResultModel } from "../model.js";
import { callDoc, functionDoc, narrowest } from "./docs.js";
import { fileOf } from "./file.js";
import { isDefault } from "./modules.js";

const { AllModules, FieldName, ModuleName, OrganizationModules } = moduleTypes;
const { ApiClient, ClientOf, OfModule, OfRows, Operation, RequestOptions } = runtimeTypes;

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

/** Whether the types of a call depend on the module of its records, and so on the registry of its client. */
export const dependsOnModule = ({ generics }: OperationModel): boolean => generics.includes("M");

/** The promise that a call gives, written out. */
export const resultType = ({ kind, type }: ResultModel, completed: Code = type): Code =>
  kind === "optional" || kind === "optionalDownload"
    ? code`Promise<${completed} | undefined>`
    : code`Promise<${completed}>`;

/** Whether a call needs no parameters. */
const takesNothing = ({ params, body }: OperationModel): boolean =>
  !body?.required && params.every(({ required }) => !required);

/** `GetRecordsParams<M, F>` */
const paramsReference = ({ paramsName, generics }: OperationModel): string =>
  generics.length === 0 ? paramsName : `${paramsName}<${generics.join(", ")}>`;

/** `GetRecordsParamsIn<R, M, F>` */
const paramsReferenceIn = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}In<${["R", ...generics].join(", ")}>`;

interface Constraints {
  readonly M: Code;
  readonly F: Code;
}

const CONSTRAINTS: Constraints = { M: ModuleName, F: code`${FieldName}<M>` };
const CONSTRAINTS_IN: Constraints = { M: code`${ModuleName}<R>`, F: code`${FieldName}<M, R>` };

const typeParameters = (parameters: readonly Code[]): Code | string =>
  parameters.length === 0 ? "" : code`<${join(parameters, ", ")}>`;

/** Type parameters of a call. Without `fields`, `F` cannot be inferred, and the rows are whole. */
const callGenerics = (
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
const paramsGenerics = ({ generics, result }: OperationModel): Code | string =>
  typeParameters(
    generics.map((name) =>
      name === "Row" ? rowParameter(result) : code`${name} extends ${CONSTRAINTS[name]} = ${CONSTRAINTS[name]}`,
    ),
  );

/** A type literal, not an interface: editors then show a method without the name of its group. */
function groupType({ typeName, doc, operations }: GroupModel): Code {
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
function groupTypeIn({ typeName, operations }: GroupModel): Code[] {
  const dependent = operations.filter(dependsOnModule);
  if (dependent.length === 0) return [];
  const calls = `${typeName.replace(/Operations$/, "Calls")}In`;
  const methods = dependent.map((operation) => {
    const { type, inRegistry = type } = operation.result;
    const params = `params: ${paramsReferenceIn(operation)}`;
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

function paramsType(operation: OperationModel): Code {
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
function paramsTypeIn(operation: OperationModel): Code {
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

/** The parameters as the description types them, without modules: `GetRecordsParams<string, string>`. Not comparable. */
const openParams = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}<${generics.map((name) => (name === "Row" ? "unknown" : "string")).join(", ")}>`;

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
