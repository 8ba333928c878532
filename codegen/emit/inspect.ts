/** The last check before files are written: they contain the declarations that this generator makes, and nothing else. */
import { posix } from "node:path";
import ts from "typescript";
import { runtimeSpecifier } from "../code/code.js";
import { DescriptionError, type Problem } from "../problem.js";

/**
 * Parses every file. Whatever text a description holds, it must not have become code.
 * @param runtime The hand-written module that the files import.
 * @throws DescriptionError with the place in the file that would have been written.
 */
export function inspect(output: ReadonlyMap<string, string>, runtime: string): void {
  const names = new Set<string>();
  const problems: Problem[] = [];
  for (const [file, text] of output) {
    const report = (what: string, line = 1, column = 1): void => {
      const message = `this file would have ${what}, which generated files never have; please report the description`;
      problems.push({ file, line, column, rule: "code", message });
    };
    if (!FILE_NAME.test(file) || names.has(file.toLowerCase())) report("this name");
    names.add(file.toLowerCase());
    if (!file.endsWith(".ts")) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const [unreadable] = Reflect.get(source, "parseDiagnostics") as readonly ts.DiagnosticWithLocation[];
    const strange = unreadable ? undefined : strangeIn(source, modulesOf(file, output, runtime));
    const start = unreadable?.start ?? strange?.getStart();
    if (start === undefined) continue;
    const { line, character } = source.getLineAndCharacterOfPosition(start);
    report(strange ? `a ${ts.SyntaxKind[strange.kind]} here` : "a syntax error here", line + 1, character + 1);
  }
  if (problems.length > 0) throw new DescriptionError(problems);
}

/** Plain names, which no system reserves. */
const FILE_NAME = /^(?:operations\/)?(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[\w$-]{1,200}\.(?:ts|json)$/i;

type IsModule = (specifier: ts.Expression | undefined) => boolean;

/** The modules that a file may import: the hand-written one, and other generated files. */
const modulesOf =
  (file: string, output: ReadonlyMap<string, string>, runtime: string): IsModule =>
  (specifier) => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return false;
    const { text } = specifier;
    const path = posix.join(posix.dirname(file), text.replace(/\.js$/, ".ts"));
    return text === runtimeSpecifier(file, runtime) || (/^\.\.?\//.test(text) && output.has(path));
  };

/** The first node of a file that generated code does not have. */
function strangeIn(source: ts.SourceFile, isModule: IsModule): ts.Node | undefined {
  const functions = new Set<string>();
  const waiting: ts.Node[] = [...source.statements].toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (ts.isImportSpecifier(node)) functions.add(node.name.text);
    if (!isExpected(node, functions, isModule)) return node;
    const inner: ts.Node[] = [];
    ts.forEachChild(node, (child) => void inner.push(child));
    for (const one of inner.toReversed()) waiting.push(one);
  }
  return undefined;
}

/** @param functions The names that the file imports: nothing else is called. */
function isExpected(node: ts.Node, functions: ReadonlySet<string>, isModule: IsModule): boolean {
  const { kind, parent } = node;
  if (ts.isSourceFile(parent) && !DECLARATIONS.has(kind)) return false;
  if (ts.isBlock(parent) && !STATEMENTS.has(kind)) return false;
  if (ts.isImportDeclaration(node)) return isModule(node.moduleSpecifier) && node.importClause !== undefined;
  if (ts.isExportDeclaration(node)) return isModule(node.moduleSpecifier) && node.exportClause === undefined;
  if (ts.isImportClause(node)) return node.name === undefined;
  if (ts.isBlock(node)) return ts.isFunctionDeclaration(parent);
  if (ts.isCallExpression(node)) {
    const { expression } = node;
    return ts.isIdentifier(expression) ? functions.has(expression.text) : ts.isPropertyAccessExpression(expression);
  }
  // `typed(client).GET(…)`
  if (ts.isPropertyAccessExpression(node)) return ts.isCallExpression(parent) && ts.isCallExpression(node.expression);
  if (ts.isPrefixUnaryExpression(node)) return node.operator === Kind.MinusToken;
  return ts.isTypeNode(node) ? TYPES.has(kind) : DECLARATIONS.has(kind) || STATEMENTS.has(kind) || PARTS.has(kind);
}

const kinds = (...given: readonly ts.SyntaxKind[]): ReadonlySet<ts.SyntaxKind> => new Set(given);
const { SyntaxKind: Kind } = ts;

const DECLARATIONS = kinds(
  Kind.ExportDeclaration,
  Kind.FunctionDeclaration,
  Kind.ImportDeclaration,
  Kind.InterfaceDeclaration,
  Kind.TypeAliasDeclaration,
  Kind.VariableStatement,
);

/** The statements of functions. */
const STATEMENTS = kinds(Kind.ReturnStatement, Kind.VariableStatement);

const TYPES = kinds(
  Kind.ArrayType,
  Kind.BooleanKeyword,
  Kind.ConditionalType,
  Kind.ExpressionWithTypeArguments,
  Kind.IndexedAccessType,
  Kind.InferType,
  Kind.IntersectionType,
  Kind.LiteralType,
  Kind.MappedType,
  Kind.NeverKeyword,
  Kind.NumberKeyword,
  Kind.ObjectKeyword,
  Kind.ParenthesizedType,
  Kind.StringKeyword,
  Kind.SymbolKeyword,
  Kind.TupleType,
  Kind.TypeLiteral,
  Kind.TypeOperator,
  Kind.TypeReference,
  Kind.UndefinedKeyword,
  Kind.UnionType,
  Kind.UnknownKeyword,
  Kind.VoidKeyword,
);

/** The parts of declarations and statements that are not types. */
const PARTS = kinds(
  Kind.ArrayLiteralExpression,
  Kind.ArrowFunction,
  Kind.AsExpression,
  Kind.AsyncKeyword,
  Kind.AwaitExpression,
  Kind.BinaryExpression,
  Kind.BindingElement,
  Kind.ComputedPropertyName,
  Kind.DeclareKeyword,
  Kind.DotDotDotToken,
  Kind.EqualsGreaterThanToken,
  Kind.ExportKeyword,
  Kind.FalseKeyword,
  Kind.HeritageClause,
  Kind.Identifier,
  Kind.ImportSpecifier,
  Kind.IndexSignature,
  Kind.MethodSignature,
  Kind.NamedImports,
  Kind.NullKeyword,
  Kind.NumericLiteral,
  Kind.ObjectBindingPattern,
  Kind.ObjectLiteralExpression,
  Kind.Parameter,
  Kind.PlusToken,
  Kind.PropertyAssignment,
  Kind.PropertySignature,
  Kind.QuestionToken,
  Kind.ReadonlyKeyword,
  Kind.ShorthandPropertyAssignment,
  Kind.SpreadAssignment,
  Kind.StringLiteral,
  Kind.TrueKeyword,
  Kind.TypeParameter,
  Kind.VariableDeclaration,
  Kind.VariableDeclarationList,
);
