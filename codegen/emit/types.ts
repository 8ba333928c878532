import { createConfig } from "@redocly/openapi-core";
import openapiTS from "openapi-typescript";
import ts from "typescript";
import { type Code, code, imported, join } from "../code/code.js";
import { comment } from "../code/text.js";
import { runtimeTypes, schemaTypes } from "../code/vocabulary.js";
import { OWN_MEMBERS } from "../own-members.js";
import type { RecordHolder, RecordTypes } from "../types/modules.js";
import { fileOf } from "./file.js";
import { pruned } from "./prune.js";
import { printed, TypePrinter } from "./type-printer.js";

const { factory } = ts;
const FILE = runtimeTypes.FileInput.text;

/** `schema.ts`: the description as types, in the form that openapi-fetch reads; `models.ts`: its schemas by name. */
export interface TypeFiles {
  readonly schema: string;
  readonly models: string;
}

/**
 * Generates the types with openapi-typescript, and moves the schemas into declarations of their own: editors then
 * show `CrmRecord[]`, not the path to it, and lead to the one declaration of the type.
 * @param written The names of the schemas that only requests have. Their arrays may be read-only.
 * @param runtime Module that generated code imports.
 */
export async function emitTypes(
  { document, holders }: RecordTypes,
  written: ReadonlySet<string>,
  runtime: string,
): Promise<TypeFiles> {
  const nodes = await openapiTS(pruned(document), {
    silent: true,
    redocly: await createConfig({ plugins: [OWN_MEMBERS], rules: {} }),
    transform: (schema, { path }) => {
      if (schema.format === "binary") return reference(path?.includes("/responses/") ? "Blob" : FILE);
      if (schema.format === "int64") return longInteger([schema.type as unknown].flat());
      const { "x-extensible-enum": values, "x-field-names": isFieldName } = schema as SchemaExtensions;
      if (isFieldName) return reference(FIELD_NAME);
      return values && openUnion(values);
    },
  });
  const { transformed: named } = ts.transform(nodes, [nameModels, dropIdleMembers]);
  const models = named
    .filter((node) => isNamed(node, "components"))
    .flatMap((node) => modelsOf(node, holders))
    .map((model) => (written.has(model.name.text) ? withReadonlyArrays(model) : model));
  const paths = named.filter((node) => isNamed(node, "paths")).map((node) => nameContents(withReadonlyRequests(node)));

  const modelNames = new Set(models.map(({ name }) => name.text));
  const file = (name: string): Code | string => (name === FILE ? runtimeTypes.FileInput : name);
  const inModels = new TypePrinter(file, docOf);
  // The operations' own functions carry the comments; a second copy would only make the declarations larger.
  const inSchema = new TypePrinter(
    (name) => (modelNames.has(name) ? imported("models", name) : file(name)),
    () => "",
  );
  const print = (printer: TypePrinter, nodes: readonly Declaration[]): Code =>
    join(
      nodes.map((node) => printer.declaration(node)),
      "\n\n",
    );
  return {
    schema: fileOf("schema.ts", "spec/openapi.yaml", runtime, code`${CONTENTS}\n\n${print(inSchema, paths)}`),
    models: fileOf("models.ts", "spec/components", runtime, print(inModels, models)),
  };
}

interface SchemaExtensions {
  readonly "x-extensible-enum"?: readonly string[];
  readonly "x-field-names"?: boolean;
}

type Declaration = ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

const reference = (name: string): ts.TypeReferenceNode => factory.createTypeReferenceNode(name);

/** An integer of 64 bits, which the runtime reads as a string if a number would lose digits. */
function longInteger(types: readonly unknown[]): ts.TypeNode | undefined {
  if (!types.includes("integer")) return undefined;
  const members: ts.TypeNode[] = [
    factory.createKeywordTypeNode(ts.SyntaxKind.NumberKeyword),
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  ];
  if (types.includes("null")) members.push(factory.createLiteralTypeNode(factory.createNull()));
  return factory.createUnionTypeNode(members);
}

/** The known values, which an editor suggests, and any other string. */
function openUnion(values: readonly string[]): ts.TypeNode {
  const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const known = values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const other = factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]);
  return factory.createUnionTypeNode([...known, factory.createParenthesizedType(other)]);
}

/** Replaces the path to a model by its name. */
const nameModels: ts.TransformerFactory<ts.Node> = (context) => (root) => {
  const visit = (node: ts.Node): ts.Node => {
    const name = ts.isIndexedAccessTypeNode(node) ? modelName(node) : undefined;
    return name === undefined ? ts.visitEachChild(node, visit, context) : reference(name);
  };
  return visit(root);
};

/** Removes members that openapi-typescript writes for completeness and openapi-fetch does not read. */
const dropIdleMembers: ts.TransformerFactory<ts.Node> = (context) => (root) => {
  const isBusy = (member: ts.TypeElement): boolean => {
    if (isNamed(root, "components") || !ts.isPropertySignature(member) || member.type === undefined) return true;
    const { type } = member;
    if (type.kind === ts.SyntaxKind.NeverKeyword) return nameOf(member) === "content";
    if (!ts.isTypeLiteralNode(type)) return true;
    if (nameOf(member) === "headers") return !type.members.every(ts.isIndexSignatureDeclaration);
    return nameOf(member) !== "parameters" || type.members.length > 0;
  };
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (ts.isPropertySignature(visited) && INHERITED.has(nameOf(visited))) return inheriting(visited);
    // Types of writing leave out read-only members; elsewhere, a program may change its own copy.
    if (ts.isPropertySignature(visited) && visited.modifiers) {
      return factory.updatePropertySignature(visited, undefined, visited.name, visited.questionToken, visited.type);
    }
    if (!ts.isTypeLiteralNode(visited)) return visited;
    return factory.updateTypeLiteralNode(visited, factory.createNodeArray(visited.members.filter(isBusy)));
  };
  return visit(root);
};

/** Lets a program pass arrays that it may not change itself, such as those of `as const`. */
function withReadonlyArrays<T extends ts.Node>(root: T): T {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, undefined);
    const isArray = ts.isArrayTypeNode(visited) || ts.isTupleTypeNode(visited);
    return isArray ? factory.createTypeOperatorNode(ts.SyntaxKind.ReadonlyKeyword, visited) : visited;
  };
  return ts.visitEachChild(root, visit, undefined);
}

/** The same for the parameters and bodies of the types that openapi-fetch reads. */
function withReadonlyRequests<T extends ts.Node>(root: T): T {
  const visit = (node: ts.Node): ts.Node =>
    ts.isPropertySignature(node) && /^(parameters|requestBody)$/.test(nameOf(node))
      ? withReadonlyArrays(node)
      : ts.visitEachChild(node, visit, undefined);
  return ts.visitEachChild(root, visit, undefined);
}

/** Members that every object has. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** A member that may be left out: every object has one of that name then, of another type. */
function inheriting(member: ts.PropertySignature): ts.PropertySignature {
  const { name, type, questionToken } = member;
  if (questionToken === undefined || type === undefined || nameOf(member) === "__proto__") return member;
  const inherited = factory.createIndexedAccessTypeNode(
    reference("Object"),
    factory.createLiteralTypeNode(factory.createStringLiteral(nameOf(member))),
  );
  const union = factory.createUnionTypeNode([type, inherited]);
  return factory.updatePropertySignature(member, undefined, name, questionToken, union);
}

const { Created, Json, Nothing, Ok, OkOrNothing } = schemaTypes;

/** Names for the forms that most bodies and responses have in the types that openapi-fetch reads. */
const CONTENTS = `\
${comment({ text: "A body of JSON." })}interface ${Json.text}<T> {
  content: { "application/json": T };
}

${comment({ text: "No body." })}interface ${Nothing.text} {
  content?: never;
}

${comment({ text: "A result or an error." })}interface ${Ok.text}<T, E> {
  200: ${Json.text}<T>;
  400: ${Json.text}<E>;
}

${comment({ text: "A result, an error, or no body." })}interface ${OkOrNothing.text}<T, E> extends ${Ok.text}<T, E> {
  204: ${Nothing.text};
}

${comment({ text: "What was created, or an error." })}interface ${Created.text}<T, E> {
  201: ${Json.text}<T>;
  400: ${Json.text}<E>;
}`;

/** The names of responses, by their statuses. */
const RESPONSES: ReadonlyMap<string, string> = new Map([
  ["200 400", Ok.text],
  ["200 204 400", OkOrNothing.text],
  ["201 400", Created.text],
]);

/** Replaces the forms of {@link CONTENTS} by their names. */
function nameContents<T extends ts.Node>(root: T): T {
  const visit = (node: ts.Node): ts.Node =>
    contentName(node) ?? responsesName(node) ?? ts.visitEachChild(node, visit, undefined);
  return visit(root) as T;
}

/** The name of the responses of an operation, if all of them have JSON or no body. */
function responsesName(node: ts.Node): ts.TypeReferenceNode | undefined {
  if (!ts.isTypeLiteralNode(node)) return undefined;
  const responses = node.members.filter(ts.isPropertySignature);
  const name = RESPONSES.get(responses.map(nameOf).join(" "));
  const bodies = responses.flatMap(({ type }) => (type === undefined ? [] : (contentName(type) ?? [])));
  if (name === undefined || bodies.length < responses.length) return undefined;
  return factory.createTypeReferenceNode(
    name,
    bodies.flatMap(({ typeArguments = [] }) => [...typeArguments]),
  );
}

function contentName(node: ts.Node): ts.TypeReferenceNode | undefined {
  const content = onlyMember(node, "content");
  if (content?.kind === ts.SyntaxKind.NeverKeyword) return reference(Nothing.text);
  const json = content && onlyMember(content, "application/json");
  return json && factory.createTypeReferenceNode(Json.text, [json]);
}

/** The type of the only member of a type, if it has the given name. */
function onlyMember(node: ts.Node, name: string): ts.TypeNode | undefined {
  if (!ts.isTypeLiteralNode(node) || node.members.length !== 1) return undefined;
  const [member] = node.members;
  return member && isProperty(member, name) ? member.type : undefined;
}

/** `components["schemas"]["RecordList"]` → `RecordList` */
function modelName({ objectType, indexType }: ts.IndexedAccessTypeNode): string | undefined {
  if (!ts.isIndexedAccessTypeNode(objectType)) return undefined;
  const [root, kind, name] = [objectType.objectType, objectType.indexType, indexType].map(textOf);
  return root === "components" && kind === "schemas" ? name : undefined;
}

function textOf(node: ts.TypeNode): string | undefined {
  if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) return node.typeName.text;
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? node.literal.text : undefined;
}

const isNamed = (node: ts.Node, name: string): node is ts.InterfaceDeclaration =>
  ts.isInterfaceDeclaration(node) && node.name.text === name;

/** The members of `schemas`, as declarations. */
function modelsOf(components: ts.InterfaceDeclaration, holders: RecordTypes["holders"]): Declaration[] {
  const schemas = components.members.flatMap((member) =>
    isProperty(member, "schemas") && ts.isTypeLiteralNode(member.type)
      ? member.type.members.filter(ts.isPropertySignature)
      : [],
  );
  const bases = new Bases(new Map(schemas.map((schema) => [nameOf(schema), schema.type])));
  return schemas.map((schema) => declaration(schema, holders.get(nameOf(schema)), bases));
}

const isProperty = (node: ts.Node, name: string): node is ts.PropertySignature & { type: ts.TypeNode } =>
  ts.isPropertySignature(node) && node.type !== undefined && nameOf(node) === name;

const nameOf = ({ name }: ts.PropertySignature): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) ? name.text : "";

/** An object becomes an interface, whose name editors show; anything else becomes an alias. */
function declaration(schema: ts.PropertySignature, holder: RecordHolder | undefined, known: Bases): Declaration {
  const name = nameOf(schema);
  const given = schema.type ?? factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  const type = withRows(given, holder);
  const parameters = holder
    ? [factory.createTypeParameterDeclaration(undefined, ROW, undefined, reference(holder.record))]
    : undefined;
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const object = objectOf(type);
  const statement =
    object && known.canExtend(object)
      ? factory.createInterfaceDeclaration(exported, name, parameters, heritage(object.bases), object.members)
      : factory.createTypeAliasDeclaration(exported, name, parameters, type);
  return ts.setSyntheticLeadingComments(statement, ts.getSyntheticLeadingComments(schema));
}

/** The type parameter for the records of a holder. */
const ROW = "Row";

/** What stands for the name of a field until it is known whose. */
const FIELD_NAME = "x-field-names";

/** Replaces the record of any module by the type parameter, and the names of fields by those of that record. */
function withRows<T extends ts.TypeNode>(type: T, holder: RecordHolder | undefined): T {
  const visit = (node: ts.Node): ts.Node => {
    const name = ts.isTypeReferenceNode(node) ? textOf(node) : undefined;
    if (name === FIELD_NAME) return holder ? keyOfRow() : factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
    return holder && name === holder.record ? reference(ROW) : ts.visitEachChild(node, visit, undefined);
  };
  return visit(type) as T;
}

/** `keyof Row & string` */
const keyOfRow = (): ts.TypeNode =>
  factory.createIntersectionTypeNode([
    factory.createTypeOperatorNode(ts.SyntaxKind.KeyOfKeyword, reference(ROW)),
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  ]);

/** An object type, which may be an intersection of its bases, its properties and an index signature. */
interface ObjectParts {
  readonly bases: readonly string[];
  readonly members: readonly ts.TypeElement[];
}

function objectOf(type: ts.TypeNode): ObjectParts | undefined {
  const parts = ts.isIntersectionTypeNode(type) ? [...type.types] : [type];
  const bases = parts.filter(ts.isTypeReferenceNode).map((part) => textOf(part) ?? "");
  const literals = parts.filter(ts.isTypeLiteralNode);
  if (literals.length === 0 || bases.includes("") || bases.length + literals.length < parts.length) return undefined;
  return { bases, members: literals.flatMap(({ members }) => [...members]) };
}

/** Decides whether an interface can extend its bases. If not, the type is their intersection, which always compiles. */
class Bases {
  readonly #types: ReadonlyMap<string, ts.TypeNode | undefined>;

  constructor(types: ReadonlyMap<string, ts.TypeNode | undefined>) {
    this.#types = types;
  }

  canExtend({ bases, members }: ObjectParts): boolean {
    const inherited = new Map<string, string>();
    for (const base of bases) {
      const known = this.#membersOf(base);
      if (known === undefined) return false;
      for (const [name, text] of known) {
        if ((inherited.get(name) ?? text) !== text) return false;
        inherited.set(name, text);
      }
    }
    // All members have to fit the type of an index signature.
    const all = [...inherited, ...members.map(described)];
    if (all.length > 1 && all.some(([name, text]) => name === "" && !text.endsWith(": unknown;"))) return false;
    return members.every((member) => {
      const [name, text] = described(member);
      const base = inherited.get(name);
      return base === undefined || base === text || base === `?${text}`;
    });
  }

  /** The members of a schema and its bases as text; `undefined` if it is not an object, or not always. */
  #membersOf(name: string, seen: readonly string[] = []): Map<string, string> | undefined {
    const type = this.#types.get(name);
    const object = type && objectOf(type);
    if (object === undefined || seen.includes(name) || !this.canExtend(object)) return undefined;
    const inherited = object.bases.map((base) => this.#membersOf(base, [...seen, name]));
    return new Map([...inherited.flatMap((members) => [...(members ?? [])]), ...object.members.map(described)]);
  }
}

/** The name of a member and its type as text, with a question mark in front if it may be left out. */
function described(member: ts.TypeElement): [name: string, text: string] {
  if (!ts.isPropertySignature(member) || !member.type) return ["", printed(member)];
  return [nameOf(member), `${member.questionToken ? "?" : ""}${printed(member.type)}`];
}

const heritage = (bases: readonly string[]): ts.HeritageClause[] | undefined =>
  bases.length === 0
    ? undefined
    : [
        factory.createHeritageClause(
          ts.SyntaxKind.ExtendsKeyword,
          bases.map((base) => factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined)),
        ),
      ];

/** The comment that openapi-typescript puts before a declaration or a member, as plain sentences. */
const docOf = (node: ts.Node): string =>
  (ts.getSyntheticLeadingComments(node) ?? []).map(({ text }) => tidy(text)).join("\n");

function tidy(text: string): string {
  // Examples stay in the description: they are many lines, and an editor shows them as code of no language.
  const [kept = ""] = text.split(/^[ \t]*\* ?@example\b/m);
  const lines = kept
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").replace(/^\s*@description /, ""))
    .filter((line) => !/^\s*@(enum|constant)\b/.test(line));
  // openapi-typescript puts the format first; a reader wants to know first what the member means.
  const formats = lines.filter((line) => line.startsWith("Format: ")).map((line) => `${line.trimEnd()}.`);
  const told = lines
    .filter((line) => !line.startsWith("Format: "))
    .join("\n")
    .trim();
  return [told, ...formats].join(" ").trim();
}
