import {
  type BinaryExpression,
  type Identifier,
  Node,
  type PropertyAccessExpression,
  SyntaxKind,
  type VariableDeclaration,
  VariableDeclarationKind,
} from "ts-morph";

/** A value that comes from the client: the members that lead to it, and whether it is a promise of it. */
export interface ClientValue {
  readonly path: readonly string[];
  readonly isPromise?: true;
}

/** The old packages, and the entry point that replaces them. */
export const CLIENT_MODULE = /^((@trifoia\/)?zcrmsdk(\/lib\/js\/ZCRMRestClient(\.js)?)?|zcrm\/legacy)$/;

/** The package names that are changed. Inner paths stay: they need `zcrm/legacy/register`. */
export const OLD = /^(@trifoia\/)?zcrmsdk$/;

/** Members that are the client itself. */
const SELF = ["default", "ZCRMRestClient"];

/** Functions that resolve to the client. */
const RESOLVES_TO_CLIENT = ["initialize", "initializeWithValues"];

const CLIENT: ClientValue = { path: [] };

/** Follows an expression back to the client. @returns `undefined` if it does not come from there */
export function clientOf(node: Node | undefined, seen: ReadonlySet<Node> = new Set()): ClientValue | undefined {
  if (node === undefined || seen.has(node)) return undefined;
  const back = (from: Node | undefined) => clientOf(from, new Set([...seen, node]));
  if (Node.isParenthesizedExpression(node) || Node.isAsExpression(node) || Node.isNonNullExpression(node))
    return back(node.getExpression());
  if (Node.isAwaitExpression(node)) {
    const value = back(node.getExpression());
    return value && { path: value.path };
  }
  if (Node.isCallExpression(node)) {
    const module = moduleOf(node);
    if (module !== undefined) return CLIENT_MODULE.test(module) ? CLIENT : undefined;
    const [name, ...more] = back(node.getExpression())?.path ?? [];
    return name !== undefined && more.length === 0 && RESOLVES_TO_CLIENT.includes(name)
      ? { path: [], isPromise: true }
      : undefined;
  }
  if (Node.isPropertyAccessExpression(node))
    return member(back(node.getExpression()), node.getName()) ?? held(node, back);
  if (Node.isElementAccessExpression(node)) {
    const argument = node.getArgumentExpression();
    return member(back(node.getExpression()), Node.isStringLiteral(argument) ? argument.getLiteralValue() : "[…]");
  }
  if (!Node.isIdentifier(node)) return undefined;
  for (const declaration of declarationsOf(node)) {
    const value = declared(declaration, back) ?? assigned(declaration, back);
    if (value) return value;
  }
  return undefined;
}

/** The value of a member that holds it, such as `this.crm` in a class or `services.crm` of an object. */
function held(access: PropertyAccessExpression, back: Back): ClientValue | undefined {
  for (const value of valuesOfMember(access)) {
    const found = back(value);
    if (found) return found;
  }
  return undefined;
}

/** All that the file gives a member: where its class or object declares it, and where it is assigned. */
export function valuesOfMember(access: PropertyAccessExpression): readonly Node[] {
  const declared = declarationsOf(access.getNameNode()).flatMap((declaration) => {
    if (Node.isPropertyDeclaration(declaration) || Node.isPropertyAssignment(declaration))
      return declaration.getInitializer() ?? [];
    return Node.isShorthandPropertyAssignment(declaration) ? declaration.getNameNode() : [];
  });
  return [...declared, ...assignmentsTo(access).map((assignment) => assignment.getRight())];
}

const assignments = new WeakMap<Node, ReadonlyMap<string, readonly BinaryExpression[]>>();

/** The assignments in the file to a member of that name, of the same class or object as far as the file shows. */
function assignmentsTo(access: PropertyAccessExpression): readonly BinaryExpression[] {
  const file = access.getSourceFile();
  const known = assignments.get(file) ?? membersAssigned(file);
  assignments.set(file, known);
  const scope = classOf(access);
  return (known.get(access.getName()) ?? []).filter((assignment) => {
    const left = assignment.getLeft();
    return (
      left !== access && (left.getText() === access.getText() || (scope !== undefined && classOf(assignment) === scope))
    );
  });
}

const classOf = (node: Node): Node | undefined =>
  node.getFirstAncestor((ancestor) => Node.isClassDeclaration(ancestor) || Node.isClassExpression(ancestor));

function membersAssigned(file: Node): ReadonlyMap<string, readonly BinaryExpression[]> {
  const found = new Map<string, BinaryExpression[]>();
  for (const assignment of file.getDescendantsOfKind(SyntaxKind.BinaryExpression)) {
    const left = assignment.getLeft();
    if (!Node.isPropertyAccessExpression(left) || assignment.getOperatorToken().getText() !== "=") continue;
    found.set(left.getName(), [...(found.get(left.getName()) ?? []), assignment]);
  }
  return found;
}

/** The module that `require("…")` or `import("…")` loads. */
export function moduleOf(call: Node): string | undefined {
  if (!Node.isCallExpression(call)) return undefined;
  const callee = call.getExpression();
  const [argument] = call.getArguments();
  const loads = (Node.isIdentifier(callee) && callee.getText() === "require") || callee.getText() === "import";
  return loads && Node.isStringLiteral(argument) ? argument.getLiteralValue() : undefined;
}

/** Functions that name a module which the program loads, or replace it in tests. */
const BY_NAME =
  /^(require\.resolve|import\.meta\.resolve|(jest|vi|vitest)\.(mock|doMock|unmock|doUnmock|dontMock|setMock|requireActual|requireMock|importActual|importMock|createMockFromModule))$/;

/** Whether a call such as `jest.mock("…")` has to name the module as the program loads it. */
export const loadsByName = (call: Node): boolean =>
  Node.isCallExpression(call) && BY_NAME.test(call.getExpression().getText());

function member(value: ClientValue | undefined, name: string): ClientValue | undefined {
  if (value === undefined || value.isPromise) return undefined;
  return value.path.length === 0 && SELF.includes(name) ? value : { path: [...value.path, name] };
}

type Back = (from: Node | undefined) => ClientValue | undefined;

/** The value that a declaration gives a name. */
function declared(declaration: Node, back: Back): ClientValue | undefined {
  if (Node.isVariableDeclaration(declaration)) return back(declaration.getInitializer());
  if (Node.isImportClause(declaration) || Node.isNamespaceImport(declaration) || Node.isImportSpecifier(declaration)) {
    const from = declaration.getFirstAncestor(Node.isImportDeclaration)?.getModuleSpecifierValue() ?? "";
    if (!CLIENT_MODULE.test(from)) return undefined;
    return Node.isImportSpecifier(declaration) ? member(CLIENT, declaration.getName()) : CLIENT;
  }
  if (Node.isImportEqualsDeclaration(declaration)) {
    const reference = declaration.getModuleReference();
    const from = Node.isExternalModuleReference(reference) ? reference.getExpression() : undefined;
    return Node.isStringLiteral(from) && CLIENT_MODULE.test(from.getLiteralValue()) ? CLIENT : undefined;
  }
  if (Node.isBindingElement(declaration)) {
    const pattern = declaration.getParent();
    if (!Node.isObjectBindingPattern(pattern) || declaration.getDotDotDotToken()) return undefined;
    return member(
      declared(pattern.getParent(), back),
      declaration.getPropertyNameNode()?.getText() ?? declaration.getName(),
    );
  }
  return Node.isParameterDeclaration(declaration) ? resolvedTo(declaration, back) : undefined;
}

/** The value that `.then` passes to an inline callback. */
function resolvedTo(parameter: Node, back: Back): ClientValue | undefined {
  const callback = parameter.getParent();
  const call = callback?.getParent();
  if (!Node.isCallExpression(call) || call.getArguments()[0] !== callback) return undefined;
  const callee = call.getExpression();
  if (!Node.isPropertyAccessExpression(callee) || callee.getName() !== "then") return undefined;
  const value = back(callee.getExpression());
  // `import()` resolves to a module, too.
  const isLoading = moduleOf(callee.getExpression()) !== undefined;
  return value && (value.isPromise || isLoading) ? { path: value.path } : undefined;
}

/** The value assigned to a variable that is declared without one: the first assignment that comes from the client. */
function assigned(declaration: Node, back: Back): ClientValue | undefined {
  if (!Node.isVariableDeclaration(declaration) || declaration.getInitializer()) return undefined;
  for (const use of usesOf(declaration)) {
    const assignment = use.getParent();
    if (!Node.isBinaryExpression(assignment) || assignment.getLeft() !== use) continue;
    const found = assignment.getOperatorToken().getText() === "=" ? back(assignment.getRight()) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Where a name is declared; for `{ id }`, the variable and not the member. */
export function declarationsOf(name: Node): readonly Node[] {
  const parent = name.getParent();
  const symbol = Node.isShorthandPropertyAssignment(parent) ? parent.getValueSymbol() : name.getSymbol();
  return symbol?.getDeclarations() ?? [];
}

const uses = new WeakMap<Node, readonly Identifier[]>();

/** The uses of a variable in its scope, in order, without its declaration. */
export function usesOf(declaration: VariableDeclaration): readonly Identifier[] {
  const known = uses.get(declaration);
  if (known) return known;
  const name = declaration.getName();
  const symbol = declaration.getSymbol();
  const isVar = declaration.getVariableStatement()?.getDeclarationKind() === VariableDeclarationKind.Var;
  const scope = declaration.getFirstAncestor((ancestor) => !isVar && Node.isBlock(ancestor));
  const found = (scope ?? declaration.getSourceFile())
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .filter((use) => use.getText() === name && use.getSymbol() === symbol && use !== declaration.getNameNode());
  uses.set(declaration, found);
  return found;
}
