/** The text of a declaration: without comments, with its members in the order of their names. */
import ts from "typescript";
import { isCommentBase } from "../shared-comments.js";

/** What a name is called in the report; `undefined` leaves it as it is. */
export type NameOf = (name: ts.Node) => string | undefined;

/**
 * One statement. A formatter has to break its lines.
 * @param prefix What comes before it, such as `export`
 */
export function declarationText(declaration: ts.Declaration, prefix: string, nameOf: NameOf): string {
  const isVariable = ts.isVariableDeclaration(declaration);
  const keyword = isVariable ? keywordOf(declaration.parent) : "";
  const text = `${keyword} ${textOf(declaration, nameOf)}`.trim().replace(/[;,]$/, "");
  const hasBody = !isVariable && !ts.isTypeAliasDeclaration(declaration) && !ts.isFunctionDeclaration(declaration);
  return `${deprecation(declaration)}${prefix} ${text}${hasBody ? "" : ";"}`.trimStart();
}

const keywordOf = (list: ts.Node): string =>
  list.flags & ts.NodeFlags.Const ? "const" : list.flags & ts.NodeFlags.Let ? "let" : "var";

/** The only comment that says something about the API: programs should stop using it. */
const deprecation = (node: ts.Node): string =>
  ts.getJSDocDeprecatedTag(statementOf(node)) ? "/** @deprecated */\n" : "";

const statementOf = (node: ts.Node): ts.Node => (ts.isVariableDeclaration(node) ? node.parent.parent : node);

function textOf(node: ts.Node, nameOf: NameOf): string {
  const name = isName(node) ? nameOf(node) : undefined;
  if (name !== undefined) return name;
  const children = node.getChildren().filter((child) => !ts.isJSDoc(child) && !isModifierOfStatement(child));
  if (ts.isHeritageClause(node)) return heritageText(node, nameOf);
  if (children.length === 0) return node.kind === ts.SyntaxKind.SyntaxList ? "" : node.getText();
  const isMembers = node.kind === ts.SyntaxKind.SyntaxList && children.every((child) => isMember(child));
  if (isMembers) return membersText(children as (ts.TypeElement | ts.ClassElement)[], nameOf);
  return children.map((child) => textOf(child, nameOf)).join(" ");
}

/** Without the interfaces that only hold comments. */
function heritageText(node: ts.HeritageClause, nameOf: NameOf): string {
  const types = node.types.filter(({ expression }) => !isCommentBase(expression.getText()));
  if (types.length === 0) return "";
  return `${ts.tokenToString(node.token)} ${types.map((type) => textOf(type, nameOf)).join(", ")}`;
}

const isName = (node: ts.Node): boolean =>
  ts.isIdentifier(node) || ts.isQualifiedName(node) || ts.isPropertyAccessExpression(node) || ts.isImportTypeNode(node);

/** The report says itself what is exported, and `declare` says nothing in declarations. */
const isModifierOfStatement = (node: ts.Node): boolean =>
  node.kind === ts.SyntaxKind.ExportKeyword || node.kind === ts.SyntaxKind.DeclareKeyword;

const isMember = (node: ts.Node): node is ts.TypeElement | ts.ClassElement =>
  ts.isTypeElement(node) || ts.isClassElement(node);

function membersText(members: readonly (ts.TypeElement | ts.ClassElement)[], nameOf: NameOf): string {
  const texts = members.map((member) => ({
    // What has no name, such as a signature, comes first. Signatures of the same name keep their order.
    key: member.name?.getText() ?? "",
    text: deprecation(member) + textOf(member, nameOf).replace(/ ?[;,]$/, ""),
  }));
  return `\n${texts
    .toSorted((one, other) => compareNames(one.key, other.key))
    .map(({ text }) => `${text};\n`)
    .join("")}`;
}

/** Without regard to case at first, so that `NewLead` is beside `newLead` everywhere. No locale changes the order. */
export function compareNames(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return compare(a, b) || compare(one, other);
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
