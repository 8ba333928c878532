import {
  type FunctionDeclarationStructure,
  type InterfaceDeclarationStructure,
  type MethodSignatureStructure,
  type ParameterDeclarationStructure,
  StructureKind,
  type TypeAliasDeclarationStructure,
  type TypeParameterDeclarationStructure,
  VariableDeclarationKind,
  type VariableStatementStructure,
} from "ts-morph";
import type { BodyModel, GroupModel, OperationModel, ParamModel, ResultModel } from "../model.js";
import { RECORD_TYPES } from "../modules.js";
import { propertyName } from "../code/names.js";
import { indent, literal, objectText } from "../code/text.js";
import { callDoc, functionDoc } from "./docs.js";
import { banner, doc, printSource, typeImport } from "./source.js";

/** `operations/<tag>.ts`: the free functions of one tag, and what the client's group of that name offers. */
export function emitOperations(
  group: GroupModel,
  modelNames: ReadonlySet<string>,
  runtime: string,
  hasRemedies: boolean,
): string {
  const { operations } = group;
  const imports = [
    ...(hasRemedies ? [REMEDIES_IMPORT] : []),
    typeImport("../models.js", usedTypes(operations, modelNames)),
    typeImport("../modules.js", usedTypes(operations, MODULE_TYPES)),
    typeImport("../schema.js", ["paths"]),
    runtimeImport(operations, runtime),
  ].filter(({ namedImports }) => namedImports.length > 0);
  const calls = operations.flatMap((operation) => [
    paramsType(operation),
    operationFacts(operation, hasRemedies),
    operationFunction(operation),
  ]);
  return [banner(group.source) + printSource(imports), groupType(group), printSource(calls)].join("\n");
}

/** The promise that a call gives, written out. */
export function resultType({ kind, type }: ResultModel): string {
  return kind === "optional" || kind === "optionalDownload" ? `Promise<${type} | undefined>` : `Promise<${type}>`;
}

/** Whether a call makes sense without any parameter. */
const takesNothing = ({ params, body }: OperationModel): boolean =>
  !body?.required && params.every(({ required }) => !required);

/** `(params, options)` of a call; `params` may be left out where nothing in it is required. */
export const callParameters = (operation: OperationModel): ParameterDeclarationStructure[] => [
  {
    kind: StructureKind.Parameter,
    name: "params",
    type: paramsReference(operation),
    hasQuestionToken: takesNothing(operation),
  },
  { kind: StructureKind.Parameter, name: "options", type: "RequestOptions", hasQuestionToken: true },
];

/** `GetRecordsParams<M, F>` */
const paramsReference = ({ paramsName, generics }: OperationModel): string =>
  generics.length === 0 ? paramsName : `${paramsName}<${generics.join(", ")}>`;

/** Marks the parameters of a list whose records are those of the module that they name. */
const MARK = "OfModule";

const CONSTRAINTS = { M: "ModuleName", F: "FieldName<M>" } as const;

/** Type parameters of a call: without `fields`, there is nothing to infer the fields from, and the rows come whole. */
const callGenerics = ({ generics }: OperationModel): TypeParameterDeclarationStructure[] =>
  generics.map((name) => ({
    kind: StructureKind.TypeParameter,
    name,
    constraint: CONSTRAINTS[name],
    ...(name === "F" && { default: "never" }),
  }));

/** Type parameters of the parameters' type, which a program may name without any. */
const paramsGenerics = ({ generics }: OperationModel): TypeParameterDeclarationStructure[] =>
  generics.map((name) => ({
    kind: StructureKind.TypeParameter,
    name,
    constraint: CONSTRAINTS[name],
    default: CONSTRAINTS[name],
  }));

/** A type literal, not an interface: an editor then shows a call without the name of its group, which says nothing. */
function groupType({ typeName, doc: text, operations }: GroupModel): string {
  const methods = operations.map(
    (operation): MethodSignatureStructure => ({
      kind: StructureKind.MethodSignature,
      name: operation.method,
      typeParameters: callGenerics(operation),
      parameters: callParameters(operation),
      returnType: resultType(operation.result),
      docs: doc(callDoc(operation)),
    }),
  );
  const kind = StructureKind.Interface;
  return printSource([{ kind, isExported: true, name: typeName, docs: doc(text), methods }])
    .replace(`export interface ${typeName} {`, `export type ${typeName} = {`)
    .replace(/\}\n$/, "};\n");
}

function paramsType(operation: OperationModel): InterfaceDeclarationStructure | TypeAliasDeclarationStructure {
  const { paramsName, params, body } = operation;
  if (params.length === 0 && !body) {
    return { kind: StructureKind.TypeAlias, isExported: true, name: paramsName, type: "Record<string, never>" };
  }
  const members = params.map((param) => ({
    name: propertyName(param.name),
    type: param.type,
    hasQuestionToken: !param.required,
    docs: doc(param.doc),
  }));
  if (body) members.push({ name: "body", type: body.type, hasQuestionToken: !body.required, docs: doc(body.doc) });
  return {
    kind: StructureKind.Interface,
    isExported: true,
    name: paramsName,
    typeParameters: paramsGenerics(operation),
    ...(operation.generics.includes("F") && { extends: [MARK] }),
    properties: members,
  };
}

const factsName = ({ id }: OperationModel): string => `${id}Operation`;

const REMEDIES_IMPORT = {
  kind: StructureKind.ImportDeclaration as const,
  moduleSpecifier: "../errors.js",
  namedImports: [{ name: "remedies" }],
};

function operationFacts(operation: OperationModel, hasRemedies: boolean): VariableStatementStructure {
  const { id, idempotent, server, base, auth, outcomeCheck, result } = operation;
  const facts = {
    id,
    idempotent,
    ...(server !== undefined && { server }),
    ...(base !== undefined && { base }),
    ...(!auth && { auth: false }),
    ...(outcomeCheck !== undefined && { outcomeCheck }),
    ...((result.kind === "download" || result.kind === "optionalDownload") && { binary: true }),
  };
  return {
    kind: StructureKind.VariableStatement,
    declarationKind: VariableDeclarationKind.Const,
    declarations: [{ name: factsName(operation), type: "Operation", initializer: factsText(facts, hasRemedies) }],
  };
}

/** The remedies are one constant for all operations, so they are referred to by name. */
const factsText = (facts: object, hasRemedies: boolean): string =>
  objectText(
    [
      ...Object.entries(facts).map(([name, value]) => `${name}: ${literal(value)}`),
      ...(hasRemedies ? ["remedies"] : []),
    ],
    100,
  );

function operationFunction(operation: OperationModel): FunctionDeclarationStructure {
  return {
    kind: StructureKind.Function,
    isExported: true,
    isAsync: true,
    name: operation.id,
    typeParameters: callGenerics(operation),
    parameters: [
      { kind: StructureKind.Parameter, name: "client", type: "ApiClient" },
      ...functionParameters(operation),
    ],
    returnType: resultType(operation.result),
    docs: doc(functionDoc(operation)),
    statements: functionBody(operation),
  };
}

const functionParameters = (operation: OperationModel): ParameterDeclarationStructure[] =>
  callParameters(operation).map((parameter) =>
    parameter.name === "params" && parameter.hasQuestionToken
      ? { ...parameter, hasQuestionToken: false, initializer: "{}" }
      : parameter,
  );

function functionBody(operation: OperationModel): string[] {
  const { verb, path, params, body, result } = operation;
  const inPath = params.filter(({ place }) => place === "path");
  const headers = params.filter(({ place }) => place === "header");
  const queries = params.filter(({ place }) => place === "query");
  const renamed = queries.filter(({ name, wireName }) => name !== wireName);
  const hasQuery = queries.length > 0;

  const picked = [...[...inPath, ...headers, ...renamed].map(({ name }) => name), ...(body ? ["body"] : [])];
  const rest = hasQuery ? ["...query"] : [];
  const given = operation.generics.length === 0 ? "params" : `params as ${openParams(operation)}`;
  const split = picked.length > 0 ? [`const { ${[...picked, ...rest].join(", ")} } = ${given};`] : [];
  const sent = [
    ...(inPath.length > 0 ? [`path: { ${inPath.map(membered).join(", ")} }`] : []),
    ...(hasQuery ? [queryText(renamed, picked.length > 0)] : []),
    ...(headers.length > 0 ? [headerText(headers)] : []),
  ];
  const members = [
    `...callInit(${factsName(operation)}, options)`,
    ...(sent.length > 0 ? [paramsText(sent)] : []),
    ...(body ? [body.required ? "body" : "...defined({ body })"] : []),
    ...(body && body.form !== "json" ? [`bodySerializer: ${serializer(body)}`] : []),
    ...stylesOf(queries),
  ];
  return [
    ...split,
    `const result = await typed<paths>(client).${verb}(${JSON.stringify(path)}, {\n${members.map((member) => `${indent(member)},`).join("\n")}\n});`,
    `return ${unwrapping(operation, result)};`,
  ];
}

/** The parameters as the description types them, which knows no modules: `GetRecordsParams<string, string>`. */
const openParams = ({ paramsName, generics }: OperationModel): string =>
  `${paramsName}<${generics.map(() => "string").join(", ")}>`;

/** The parameters by their place, on one line where they fit on it. */
function paramsText(sent: readonly string[]): string {
  const line = `params: { ${sent.join(", ")} }`;
  return line.length <= 110 ? line : `params: {\n${sent.map((place) => indent(`${place},`)).join("\n")}\n}`;
}

/** A parameter as a member of what is sent, under its name on the wire. */
const membered = ({ name, wireName }: ParamModel): string =>
  name === wireName ? name : `${propertyName(wireName)}: ${name}`;

function queryText(renamed: readonly ParamModel[], picked: boolean): string {
  if (renamed.length === 0) return picked ? "query" : "query: params";
  return `query: { ...query, ${membersText(renamed)} }`;
}

/** The queries that are not written as everywhere, by their style. */
function stylesOf(queries: readonly ParamModel[]): string[] {
  const styles = [...new Set(queries.map(({ style }) => style))].filter((style) => style !== undefined);
  if (styles.length === 0) return [];
  const members = styles.map((style) => {
    const names = queries.filter((query) => query.style === style).map(({ wireName }) => JSON.stringify(wireName));
    return `${style}: [${names.join(", ")}]`;
  });
  return [`querySerializer: queryStyles({ ${members.join(", ")} })`];
}

function headerText(headers: readonly ParamModel[]): string {
  const members = membersText(headers);
  return headers.some(({ required }) => required) ? `header: { ${members} }` : `header: ${members.slice(3)}`;
}

/** What is optional is dropped where it is undefined, so that an absent header is absent. */
function membersText(params: readonly ParamModel[]): string {
  const optional = params.filter(({ required }) => !required).map(membered);
  const dropped = optional.length > 0 ? [`...defined({ ${optional.join(", ")} })`] : [];
  return [...params.filter(({ required }) => required).map(membered), ...dropped].join(", ");
}

const SERIALIZERS = { urlencoded: "formBody", multipart: "multipartBody", raw: "bodyAs" } as const;

const serializer = ({ form, mediaType }: BodyModel): string =>
  form === "raw" ? `bodyAs(${JSON.stringify(mediaType)})` : form === "json" ? "" : SERIALIZERS[form];

const UNWRAP: Readonly<Record<ResultModel["kind"], string>> = {
  json: "unwrap",
  optional: "unwrapOptional",
  list: "unwrapList",
  empty: "unwrapEmpty",
  download: "unwrapDownload",
  optionalDownload: "unwrapOptionalDownload",
};

function unwrapping(operation: OperationModel, { kind, type, ofModule, empty }: ResultModel): string {
  const result = ofModule ? `ofModule<${type}>(result)` : "result";
  const values = [factsName(operation), result, ...(kind === "list" ? [literal(empty, 90)] : [])];
  return `${UNWRAP[kind]}(${values.join(", ")})`;
}

/** What the files of this group need of the runtime: types, then functions. */
function runtimeImport(operations: readonly OperationModel[], runtime: string) {
  const text = operations.flatMap((operation) => functionBody(operation)).join("\n");
  const functions = [
    ...new Set([
      "callInit",
      "typed",
      "defined",
      "ofModule",
      "queryStyles",
      ...Object.values(SERIALIZERS),
      ...Object.values(UNWRAP),
    ]),
  ].filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  const types = ["ApiClient", "Operation", "RequestOptions"];
  if (operations.some(({ result }) => result.type === "Download")) types.push("Download");
  return {
    kind: StructureKind.ImportDeclaration as const,
    moduleSpecifier: runtime,
    namedImports: [
      ...types.toSorted().map((name) => ({ name, isTypeOnly: true })),
      ...functions.toSorted().map((name) => ({ name })),
    ],
  };
}

/** The types of `modules.ts` that calls name. */
const MODULE_TYPES: ReadonlySet<string> = new Set([
  MARK,
  "ModuleName",
  "FieldName",
  "RowOf",
  ...Object.values(RECORD_TYPES).map(nameOfType),
]);

/** `RecordOf<M>` → `RecordOf` */
function nameOfType(type: string): string {
  return type.replace(/<.*/, "");
}

/** Those of the given types that the signatures of these operations name. */
function usedTypes(operations: readonly OperationModel[], names: ReadonlySet<string>): string[] {
  const used = new Set<string>();
  for (const { params, body, result, generics } of operations) {
    const constraints = generics.map((name) => (name === "F" ? `${CONSTRAINTS.F} ${MARK}` : CONSTRAINTS[name]));
    const types = [...params.map(({ type }) => type), body?.type ?? "", result.type, ...constraints].join(" ");
    for (const [name] of types.matchAll(/\w+/g)) if (names.has(name)) used.add(name);
  }
  return [...used].toSorted();
}
