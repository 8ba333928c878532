/** A plugin that makes declaration files smaller. Compilers read them; people follow their maps to the sources. */
import MagicString from "magic-string";
import type { Plugin } from "rolldown";
import ts from "typescript";
import { compactComments } from "./compact-comments.js";
import { importNamespaces } from "./namespace-imports.js";
import { shareComments } from "./shared-comments.js";

export const compactDeclarations: Plugin = {
  name: "compact-declarations",
  renderChunk: {
    order: "post",
    handler(code, { fileName }) {
      if (!/\.d\.[cm]ts$/.test(fileName)) return undefined;
      const result = compacted(code, fileName !== RUNTIME);
      return { code: result.toString(), map: result.generateMap().toString() };
    },
  },
};

/** A program may be compiled for a library without these names, and without the types of Node.js, which declare them. */
const DISPOSABLE = /\b(asyncDispose|AsyncDisposable)\b/;

/** Only generated code calls the functions of this file, so their comments stay in the sources. */
const RUNTIME = "runtime.d.cts";

/** Exports declarations in place, puts nested types and paragraphs on one line, and removes what compilers do not need. */
export function compacted(code: string, describesFunctions = true): MagicString {
  const result = new MagicString(code);
  const file = ts.createSourceFile("declarations.d.ts", code, ts.ScriptTarget.Latest, true);
  exportInPlace(file, result);
  const shared = shareComments(file, result);
  const joined = new Set([...compactComments(file, result, describesFunctions, shared), ...joinLines(file, result)]);
  removeIndentation(file, result, joined);
  removeSemicolons(file, result, joined);
  removeSpaces(file, result);
  importNamespaces(file, result);
  keepNames(file, result);
  if (DISPOSABLE.test(code)) result.prepend('/// <reference lib="esnext.disposable" />\n');
  return result;
}

/** The bundler lists the exports at the end of a file, so it names everything twice. */
function exportInPlace(file: ts.SourceFile, result: MagicString): void {
  for (const { exportClause, moduleSpecifier } of file.statements.filter(ts.isExportDeclaration)) {
    if (moduleSpecifier || !exportClause || !ts.isNamedExports(exportClause)) continue;
    const rest = exportClause.elements.filter((specifier) => {
      const declarations = file.statements.filter((statement) => nameOf(statement) === specifier.name.text);
      if (!canExportInPlace(specifier, declarations)) return true;
      for (const declaration of declarations) exportDeclaration(declaration, result);
      return false;
    });
    // An empty list stays: without any export statement, a declaration file exports everything in it.
    const names = rest.map((specifier) => specifier.getText()).join(", ");
    result.update(exportClause.getStart(), exportClause.end, names ? `{ ${names} }` : "{}");
  }
}

/** What is exported needs no `declare`. */
function exportDeclaration(declaration: ts.Statement, result: MagicString): void {
  const start = declaration.getStart();
  const declare = ts.canHaveModifiers(declaration)
    ? ts.getModifiers(declaration)?.find(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword)
    : undefined;
  if (declare === undefined) result.appendRight(start, "export ");
  else result.update(declare.getStart(), declare.end, "export");
}

/** Puts each type literal without comments on one line. Returns the numbers of the lines that are joined to another. */
function joinLines(file: ts.SourceFile, result: MagicString): Set<number> {
  const joined = new Set<number>();
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isTypeLiteralNode(node)) return;
    const { members } = node;
    const ends = [node.getStart() + 1, ...members.map(({ end }) => end)];
    const starts = [...members.map((member) => member.getStart()), node.end - 1];
    const gaps = ends.map((end, index) => ({ end, start: starts[index] ?? end }));
    if (gaps.some(({ end, start }) => /\S/.test(file.text.slice(end, start)))) return;
    for (const [index, { end, start }] of gaps.entries()) {
      if (end === start) continue;
      const isLast = index === gaps.length - 1 && file.text[end - 1] === ";";
      result.remove(isLast ? end - 1 : end, start);
      if (file.text.slice(end, start).includes("\n")) joined.add(file.getLineAndCharacterOfPosition(start).line);
    }
  };
  visit(file);
  return joined;
}

/** Removes the indentation, also of comments whose lines are not joined. */
function removeIndentation(file: ts.SourceFile, result: MagicString, joined: ReadonlySet<number>): void {
  for (const [line, start] of file.getLineStarts().entries()) {
    const [spaces = ""] = /^ */.exec(file.text.slice(start, start + 100)) ?? [];
    if (spaces !== "" && !joined.has(line)) result.remove(start, start + spaces.length);
  }
}

/** Removes the semicolons after members that end a line. */
function removeSemicolons(file: ts.SourceFile, result: MagicString, joined: ReadonlySet<number>): void {
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isTypeElement(node) || file.text[node.end - 1] !== ";") return;
    const { line } = file.getLineAndCharacterOfPosition(node.end);
    const endsLine = file.text[node.end] === "\n" && !joined.has(line + 1);
    if (endsLine) result.remove(node.end - 1, node.end);
  };
  visit(file);
}

/** Removes the spaces between words and signs. Two words need theirs. */
function removeSpaces(file: ts.SourceFile, result: MagicString): void {
  let end = 0;
  const visit = (node: ts.Node): void => {
    // Lists of exports are written above.
    const children = node.getChildren().filter((child) => !ts.isJSDoc(child) && !ts.isExportDeclaration(child));
    for (const child of children) visit(child);
    if (children.length > 0 || node.end === node.getStart()) return;
    const start = node.getStart();
    const isBetweenWords = /^[\w$\u0080-\uffff] [\w$\u0080-\uffff]$/.test(file.text.slice(end - 1, start + 1));
    if (file.text.slice(end, start) === " " && !isBetweenWords) result.remove(end, start);
    end = node.end;
  };
  visit(file);
}

/** Keeps the positions of declared names in the source map. "Go to definition" needs no others. */
function keepNames(node: ts.Node, result: MagicString): void {
  const { name } = node as ts.NamedDeclaration;
  if (name !== undefined) result.addSourcemapLocation(name.getStart());
  ts.forEachChild(node, (child) => keepNames(child, result));
}

function canExportInPlace(specifier: ts.ExportSpecifier, declarations: readonly ts.Statement[]): boolean {
  const isAlias = specifier.propertyName !== undefined;
  const isTypeOnly = (statement: ts.Statement) =>
    ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return declarations.length > 0 && !isAlias && (!specifier.isTypeOnly || declarations.every(isTypeOnly));
}

/** The name that a statement declares, if it declares exactly one. */
function nameOf(statement: ts.Statement): string | undefined {
  if (ts.isVariableStatement(statement)) {
    const [declaration, ...others] = statement.declarationList.declarations;
    return declaration && others.length === 0 ? nameText(declaration.name) : undefined;
  }
  const isDeclaration =
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isFunctionDeclaration(statement);
  return isDeclaration ? nameText(statement.name) : undefined;
}

const nameText = (name: ts.Node | undefined): string | undefined =>
  name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
