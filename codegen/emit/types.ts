import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import type { RecordHolder, RecordTypes } from "../modules.js";
import { wrap } from "../code/text.js";
import { leanDescription } from "./prune.js";
import { banner } from "./source.js";

const { factory } = ts;

/** `schema.ts`: the description as types, in the form that openapi-fetch reads; `models.ts`: its schemas by name. */
export interface TypeFiles {
  readonly schema: string;
  readonly models: string;
}

/**
 * Lets openapi-typescript write the types, and takes the schemas out into declarations of their own: an editor then
 * shows `CrmRecord[]` where it would show the path to it, and leads to the one place where the type is written.
 * @param runtime Module that generated code imports.
 */
export async function emitTypes({ document, holders }: RecordTypes, runtime: string): Promise<TypeFiles> {
  const nodes = await openapiTS(leanDescription(document), {
    silent: true,
    transform: (schema, { path }) => {
      if (schema.format === "binary") return reference(path?.includes("/responses/") ? "Blob" : "FileInput");
      const values = (schema as { "x-extensible-enum"?: readonly string[] })["x-extensible-enum"];
      return values && openUnion(values);
    },
  });
  for (const node of nodes) tidyComments(node, isNamed(node, "components"));
  const { transformed: named } = ts.transform(nodes, [nameModels, dropIdleMembers]);

  const schema = named.filter((node) => isNamed(node, "paths"));
  const models = named.filter((node) => isNamed(node, "components")).flatMap((node) => modelsOf(node, holders));
  const [schemaText, modelsText] = [print(schema.map(nameContents)), print(models)];
  const files = fileImport(runtime);
  return {
    schema: `${banner("spec/openapi.yaml")}${modelsImport(models, schemaText)}${files(schemaText)}\n${CONTENTS}\n${schemaText}`,
    models: `${banner("spec/components")}${files(modelsText)}\n${modelsText}`,
  };
}

const reference = (name: string): ts.TypeReferenceNode => factory.createTypeReferenceNode(name);

/** The values that are known, which an editor offers, and any other text. */
function openUnion(values: readonly string[]): ts.TypeNode {
  const text = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  const known = values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value)));
  const other = factory.createIntersectionTypeNode([text, factory.createTypeLiteralNode([])]);
  return factory.createUnionTypeNode([...known, factory.createParenthesizedType(other)]);
}

/** Writes the name of a model where the path to it stands. */
const nameModels: ts.TransformerFactory<ts.Node> = (context) => (root) => {
  const visit = (node: ts.Node): ts.Node => {
    const name = ts.isIndexedAccessTypeNode(node) ? modelName(node) : undefined;
    return name === undefined ? ts.visitEachChild(node, visit, context) : reference(name);
  };
  return visit(root);
};

/** Leaves out what openapi-typescript writes for completeness and openapi-fetch does not read. */
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
    // What is read only has no place in the types of writing; elsewhere a program may change its own copy.
    if (ts.isPropertySignature(visited) && visited.modifiers) {
      return factory.updatePropertySignature(visited, undefined, visited.name, visited.questionToken, visited.type);
    }
    if (!ts.isTypeLiteralNode(visited)) return visited;
    return factory.updateTypeLiteralNode(visited, factory.createNodeArray(visited.members.filter(isBusy)));
  };
  return visit(root);
};

/** The form in which openapi-fetch looks for most bodies, by name. */
const CONTENTS = `\
/** A body of JSON. */
interface Json<T> {
  content: { "application/json": T };
}

/** No body. */
interface Nothing {
  content?: never;
}
`;

/** Writes the names of {@link CONTENTS} where their forms stand. */
function nameContents(root: ts.Node): ts.Node {
  const visit = (node: ts.Node): ts.Node => contentName(node) ?? ts.visitEachChild(node, visit, undefined);
  return visit(root);
}

function contentName(node: ts.Node): ts.TypeReferenceNode | undefined {
  const content = onlyMember(node, "content");
  if (content?.kind === ts.SyntaxKind.NeverKeyword) return reference("Nothing");
  const json = content && onlyMember(content, "application/json");
  return json && factory.createTypeReferenceNode("Json", [json]);
}

/** The type of a member that has the given name and no neighbours. */
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

/** What stands under `schemas`, as declarations. */
function modelsOf(components: ts.InterfaceDeclaration, holders: RecordTypes["holders"]): ts.Statement[] {
  return components.members.flatMap((member) =>
    isProperty(member, "schemas") && ts.isTypeLiteralNode(member.type)
      ? member.type.members
          .filter(ts.isPropertySignature)
          .map((model) => declaration(model, holders.get(nameOf(model))))
      : [],
  );
}

const isProperty = (node: ts.Node, name: string): node is ts.PropertySignature & { type: ts.TypeNode } =>
  ts.isPropertySignature(node) && node.type !== undefined && nameOf(node) === name;

const nameOf = ({ name }: ts.PropertySignature): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : "";

/** An object becomes an interface, whose name an editor keeps; anything else an alias. */
function declaration(schema: ts.PropertySignature, holder: RecordHolder | undefined): ts.Statement {
  const name = nameOf(schema);
  const given = schema.type ?? factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
  const type = holder ? withRows(given, holder) : given;
  const parameters = holder
    ? [factory.createTypeParameterDeclaration(undefined, ROW, undefined, reference(holder.record))]
    : undefined;
  const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];
  const object = objectOf(type);
  const statement = object
    ? factory.createInterfaceDeclaration(exported, name, parameters, heritage(object.bases), object.members)
    : factory.createTypeAliasDeclaration(exported, name, parameters, type);
  return ts.setSyntheticLeadingComments(statement, ts.getSyntheticLeadingComments(schema));
}

/** The type parameter that stands for the records of a holder. */
const ROW = "Row";

/** Writes the type parameter where the record of any module stands. */
function withRows<T extends ts.TypeNode>(type: T, { record }: RecordHolder): T {
  const visit = (node: ts.Node): ts.Node =>
    ts.isTypeReferenceNode(node) && textOf(node) === record
      ? reference(ROW)
      : ts.visitEachChild(node, visit, undefined);
  return visit(type) as T;
}

/** The members of an object type, also where it is written as its properties, an index signature and what it extends. */
function objectOf(type: ts.TypeNode): { bases: string[]; members: ts.TypeElement[] } | undefined {
  const parts = ts.isIntersectionTypeNode(type) ? [...type.types] : [type];
  const bases = parts.filter(ts.isTypeReferenceNode).map((part) => textOf(part) ?? "");
  const literals = parts.filter(ts.isTypeLiteralNode);
  if (literals.length === 0 || bases.includes("") || bases.length + literals.length < parts.length) return undefined;
  return { bases, members: literals.flatMap(({ members }) => [...members]) };
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

/**
 * Makes comments plain sentences. Below `components` they document the models; elsewhere they go, since the operations'
 * own functions carry them and a second copy would only make the declarations larger.
 */
function tidyComments(node: ts.Node, keep: boolean): void {
  const comments = ts.getSyntheticLeadingComments(node);
  if (comments) ts.setSyntheticLeadingComments(node, keep ? comments.flatMap(tidy) : undefined);
  ts.forEachChild(node, (child) => tidyComments(child, keep));
}

function tidy(comment: ts.SynthesizedComment): ts.SynthesizedComment[] {
  // Examples stay in the description: they are many lines, and an editor shows them as code of no language.
  const [kept = ""] = comment.text.split(/^\s*\* ?@example\b/m);
  const lines = kept
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").replace(/^\s*@description /, ""))
    .filter((line) => !/^\s*@(enum|constant)\b/.test(line));
  // openapi-typescript puts the format first; what the member means is said before how it is written.
  const formats = lines.filter((line) => line.startsWith("Format: ")).map((line) => `${line}.`);
  const told = lines
    .filter((line) => !line.startsWith("Format: "))
    .join("\n")
    .trim();
  const text = wrap([told, ...formats].join(" ").trim());
  if (text === "") return [];
  const body = text.includes("\n") ? `*\n * ${text.replaceAll("\n", "\n * ")}\n ` : `* ${text} `;
  return [{ ...comment, text: body }];
}

const print = (nodes: readonly ts.Node[]): string =>
  astToString([...nodes])
    // A blank line between declarations; openapi-typescript writes them without.
    .replace(/\n(?=(?:\/\*\*|export ))/g, (newline, at: number, text: string) =>
      isDocumented(text, at) ? newline : "\n\n",
    )
    .replace(/^( {4})+/gm, (spaces) => " ".repeat(spaces.length / 2));

/** Whether the line before ends a comment, which belongs to the declaration. */
const isDocumented = (text: string, at: number): boolean => text.slice(0, at).endsWith("*/");

function modelsImport(models: readonly ts.Statement[], text: string): string {
  const names = models.flatMap((model) =>
    ts.isInterfaceDeclaration(model) || ts.isTypeAliasDeclaration(model) ? [model.name.text] : [],
  );
  const words = new Set(text.match(/\w+/g));
  const used = names.filter((name) => words.has(name));
  return used.length === 0
    ? ""
    : `import type {\n${used.map((name) => `  ${name},\n`).join("")}} from "./models.js";\n`;
}

const fileImport =
  (runtime: string) =>
  (text: string): string =>
    /\bFileInput\b/.test(text) ? `import type { FileInput } from ${JSON.stringify(runtime)};\n` : "";
