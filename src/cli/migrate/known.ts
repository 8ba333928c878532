/** What a file shows about the value that an expression has at run time. */
import { Node, SyntaxKind } from "ts-morph";
import { declarationsOf, usesOf, valuesOfMember } from "./client-of.js";

export type Known =
  /** A string or number that is written out. */
  | { readonly kind: "text"; readonly text: string }
  /** `undefined`, `null` or an empty string. */
  | { readonly kind: "nothing" }
  /** A value from elsewhere, passed on as it is. */
  | { readonly kind: "plain" }
  /** A value that is put together, with the texts that are written out in it. */
  | { readonly kind: "computed"; readonly texts: string };

const PLAIN: Known = { kind: "plain" };
const NOTHING: Known = { kind: "nothing" };

const written = (text: string): Known => (text === "" ? NOTHING : { kind: "text", text });

/** Follows an expression to where its value is written, within the file. */
export function knownOf(node: Node, seen: ReadonlySet<Node> = new Set()): Known {
  if (seen.has(node)) return PLAIN;
  const of = (inner: Node) => knownOf(inner, new Set([...seen, node]));
  if (
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isNonNullExpression(node) ||
    Node.isSatisfiesExpression(node)
  )
    return of(node.getExpression());
  if (Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node)) return written(node.getLiteralValue());
  if (Node.isNumericLiteral(node)) return written(node.getText());
  if (node.getKind() === SyntaxKind.NullKeyword) return NOTHING;
  if (Node.isTemplateExpression(node))
    return joined([
      written(node.getHead().getLiteralText()),
      ...node
        .getTemplateSpans()
        .flatMap((span) => [of(span.getExpression()), written(span.getLiteral().getLiteralText())]),
    ]);
  if (Node.isBinaryExpression(node) && node.getOperatorToken().getKind() === SyntaxKind.PlusToken)
    return joined([of(node.getLeft()), of(node.getRight())]);
  if (Node.isCallExpression(node)) return ofCall(node, of);
  if (Node.isIdentifier(node)) return node.getText() === "undefined" ? NOTHING : ofName(node, of);
  if (Node.isPropertyAccessExpression(node)) return leastCertain(valuesOfMember(node).map(of));
  if (Node.isElementAccessExpression(node)) return PLAIN;
  return { kind: "computed", texts: textsIn(node) };
}

/** A string that consists of these parts. */
function joined(parts: readonly Known[]): Known {
  const filled = parts.filter(({ kind }) => kind !== "nothing");
  const [only = NOTHING] = filled;
  if (filled.length <= 1) return only;
  const texts = filled.map((part) => (part.kind === "text" ? part.text : part.kind === "computed" ? part.texts : ""));
  return filled.every(({ kind }) => kind === "text")
    ? { kind: "text", text: texts.join("") }
    : { kind: "computed", texts: texts.join("") };
}

type Of = (inner: Node) => Known;

/** `String(id)`, `id.toString()` and the like pass the value on. */
function ofCall(node: Node, of: Of): Known {
  if (Node.isCallExpression(node)) {
    const callee = node.getExpression();
    const [argument] = node.getArguments();
    if (argument && /^(String|Number)$/.test(callee.getText())) return of(argument);
    if (Node.isPropertyAccessExpression(callee) && /^(toString|trim|valueOf)$/.test(callee.getName()))
      return of(callee.getExpression());
  }
  return { kind: "computed", texts: textsIn(node) };
}

/** The value of a variable or parameter: of all that it may be given, what is least certain. */
function ofName(name: Node, of: Of): Known {
  const [declaration] = Node.isIdentifier(name) ? declarationsOf(name) : [];
  if (Node.isVariableDeclaration(declaration)) {
    const initializer = declaration.getInitializer();
    const values = [...(initializer ? [initializer] : itemsFor(declaration))].map(of);
    for (const use of usesOf(declaration)) {
      const assignment = use.getParent();
      if (!Node.isBinaryExpression(assignment) || assignment.getLeft() !== use) continue;
      const operator = assignment.getOperatorToken().getText();
      if (operator === "=") values.push(of(assignment.getRight()));
      else if (operator.endsWith("=") && !/^[=!]==?$|^[<>]=$/.test(operator))
        values.push({ kind: "computed", texts: textsIn(assignment.getRight()) });
    }
    return leastCertain(values);
  }
  if (Node.isParameterDeclaration(declaration)) return leastCertain(argumentsOf(declaration).map(of));
  return PLAIN;
}

/** The items that a loop such as `for (const id of ["1", "2"])` gives its variable. */
function itemsFor(variable: Node): readonly Node[] {
  const loop = variable.getParent()?.getParent();
  const list = Node.isForOfStatement(loop) ? loop.getExpression() : undefined;
  const [declaration] = Node.isIdentifier(list) ? declarationsOf(list) : [];
  const written = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : list;
  return Node.isArrayLiteralExpression(written) ? written.getElements() : [];
}

function leastCertain(values: readonly Known[]): Known {
  const computed = values.find(({ kind }) => kind === "computed");
  if (computed) return computed;
  const [first = PLAIN] = values;
  if (values.length < 2) return first;
  const texts = values.map((value) => (value.kind === "text" ? value.text : "")).join(" ");
  // One of several strings, or nothing in some cases.
  const isUnsure = texts.includes("/") || (values.includes(NOTHING) && values.some(({ kind }) => kind !== "nothing"));
  return isUnsure ? { kind: "computed", texts } : PLAIN;
}

/** What the calls in the file pass for a parameter of a function with a name. */
function argumentsOf(parameter: Node): Node[] {
  const owner = parameter.getParent();
  const holder = Node.isFunctionDeclaration(owner) || Node.isMethodDeclaration(owner) ? owner : owner?.getParent();
  const name = holder && Node.hasName(holder) ? holder.getName() : undefined;
  if (!Node.isParameterDeclaration(parameter) || !owner || !Node.isParametered(owner) || name === undefined) return [];
  const index = owner.getParameters().indexOf(parameter);
  return parameter
    .getSourceFile()
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText().split(".").at(-1) === name)
    .flatMap((call) => call.getArguments()[index] ?? []);
}

/** The texts that are written out anywhere in an expression. */
const textsIn = (node: Node): string =>
  [node, ...node.getDescendants()]
    .map((inner) =>
      Node.isStringLiteral(inner) || Node.isNoSubstitutionTemplateLiteral(inner) || Node.isTemplateHead(inner)
        ? inner.getLiteralText()
        : Node.isTemplateMiddle(inner) || Node.isTemplateTail(inner)
          ? inner.getLiteralText()
          : "",
    )
    .join("");
