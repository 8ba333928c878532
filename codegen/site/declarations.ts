/** The declarations of the generated types, as pages show them. */
import ts from "typescript";

export interface Declaration {
  readonly name: string;
  readonly doc: string;
  /** Without its comment and `export`. */
  readonly code: string;
  /** The types that it names. */
  readonly references: readonly string[];
  /** The members of an interface, without inherited ones. */
  readonly members: readonly Member[];
  /** The interfaces that it extends. */
  readonly bases: readonly string[];
  /** The strings of a union of strings. */
  readonly values: readonly string[];
}

export interface Member {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
  readonly doc: string;
}

/** The exported types of a file by their names. */
export function readDeclarations(text: string): ReadonlyMap<string, Declaration> {
  const file = ts.createSourceFile("", text, ts.ScriptTarget.Latest, true);
  const found = file.statements.filter(
    (statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement),
  );
  return new Map(found.map((node) => [node.name.text, declarationOf(node)]));
}

function declarationOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): Declaration {
  const isInterface = ts.isInterfaceDeclaration(node);
  const bases = isInterface ? (node.heritageClauses ?? []).flatMap(({ types }) => types) : [];
  return {
    name: node.name.text,
    doc: docOf(node),
    code: node.getText().replace(/^export /, ""),
    references: [...new Set(referencesIn(node))],
    members: isInterface ? node.members.flatMap(memberOf) : [],
    bases: bases.map(({ expression }) => expression.getText()),
    values: isInterface ? [] : stringsIn(node.type),
  };
}

function memberOf(node: ts.TypeElement): Member[] {
  if (!ts.isPropertySignature(node) || node.type === undefined) return [];
  const name = ts.isStringLiteral(node.name) ? node.name.text : node.name.getText();
  const type = node.type.getText().replaceAll(/\s+/g, " ");
  return [{ name, isOptional: node.questionToken !== undefined, type, doc: docOf(node) }];
}

function docOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(comment?.comment) ?? "").replaceAll(/\{@link (\w+)\}/g, "`$1`");
}

function* referencesIn(node: ts.Node): Generator<string> {
  if (ts.isTypeReferenceNode(node)) yield node.typeName.getText();
  if (ts.isExpressionWithTypeArguments(node)) yield node.expression.getText();
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) yield* referencesIn(child);
}

function stringsIn(node: ts.TypeNode): string[] {
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(stringsIn);
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal) ? [node.literal.text] : [];
}
