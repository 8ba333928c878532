import { Node, type VariableDeclaration } from "ts-morph";
import { declarationsOf, usesOf } from "./client-of.js";

/** The input of a call, as its file has it. */
export interface ReadInput {
  /** The value of each member, without `params`. */
  readonly members: ReadonlyMap<string, Node>;
  /** The value of each parameter; the expression of the whole `params` if that is not an object literal. */
  readonly params: ReadonlyMap<string, Node> | Node;
  /** Why the values may differ at run time. */
  readonly doubt?: string;
}

/**
 * Reads an input that is an object literal, or a variable that is filled before the call.
 * @returns `undefined` if it is neither
 */
export function readInput(argument: Node | undefined): ReadInput | undefined {
  if (argument === undefined) return { members: new Map(), params: new Map() };
  const input = readObject(argument, argument);
  if (input === undefined) return undefined;
  const { members, inner } = input;
  const given = members.get("params");
  members.delete("params");
  const params = given && readObject(given, argument);
  for (const [name, value] of inner.get("params") ?? []) params?.members.set(name, value);
  const doubt = input.doubt ?? params?.doubt;
  return {
    members,
    params: params?.members ?? given ?? new Map(),
    ...(doubt !== undefined && { doubt }),
  };
}

interface ReadObject {
  readonly members: Map<string, Node>;
  /** Members of members, set as in `input.params.page = 1`. */
  readonly inner: Map<string, Map<string, Node>>;
  doubt?: string;
}

function readObject(node: Node, call: Node): ReadObject | undefined {
  if (Node.isIdentifier(node)) {
    // In JavaScript, assigning a member counts as a declaration, too.
    const [declaration, ...others] = declarationsOf(node).filter(Node.isVariableDeclaration);
    return declaration && others.length === 0 ? readVariable(declaration, call) : undefined;
  }
  return readLiteral(node);
}

function readLiteral(node: Node | undefined): ReadObject | undefined {
  if (!Node.isObjectLiteralExpression(node)) return undefined;
  const members = new Map<string, Node>();
  for (const property of node.getProperties()) {
    const name = property.getFirstChild();
    if (Node.isComputedPropertyName(name)) return undefined;
    if (Node.isPropertyAssignment(property))
      members.set(unquoted(property.getName()), property.getInitializerOrThrow());
    else if (Node.isShorthandPropertyAssignment(property)) members.set(property.getName(), property.getNameNode());
    else return undefined;
  }
  return { members, inner: new Map() };
}

/** Follows assignments such as `input.module = "Leads"` and `input.params["page"] = 1`, up to the call. */
function readVariable(declaration: VariableDeclaration, call: Node): ReadObject | undefined {
  const object = readLiteral(declaration.getInitializer());
  if (object === undefined) return undefined;
  const name = declaration.getName();
  for (const use of usesOf(declaration)) {
    const change = changeOf(use);
    if (change === undefined) continue;
    // The next round of a loop, or the next call of the function, sees a later change.
    if (use.getStart() > call.getStart() && isOnce(use, call, declaration)) continue;
    if (change === "unknown") object.doubt = `${name} is changed or passed to other code`;
    else if (use.getStart() > call.getStart()) object.doubt = `${change.path.join(".")} changes after the call`;
    else {
      const [first = "", second] = change.path;
      if (second === undefined) object.members.set(first, change.value);
      else object.inner.set(first, new Map([...(object.inner.get(first) ?? []), [second, change.value]]));
      // A branch or loop may not run.
      if (blockOf(use) !== blockOf(declaration)) object.doubt = `${change.path.join(".")} is set in a branch or loop`;
    }
  }
  return object;
}

/** A member that is set, by its names below the variable. */
interface Change {
  readonly path: readonly string[];
  readonly value: Node;
}

/** What takes an object without changing it: the old calls, and functions of the language. */
const READERS =
  /(^|\.)[A-Z]+\.\w+$|^(Object\.(assign|keys|entries|values)|JSON\.stringify|structuredClone|console\.\w+)$/;

/** What a use does to the variable; `undefined` if it only reads it. */
function changeOf(use: Node): Change | "unknown" | undefined {
  const path: string[] = [];
  let place: Node = use;
  for (;;) {
    const parent = place.getParent();
    if (!isAccessOf(parent, place)) break;
    path.push(memberName(parent) ?? "");
    place = parent;
  }
  const parent = place.getParent();
  if (Node.isBinaryExpression(parent) && parent.getLeft() === place) {
    const operator = parent.getOperatorToken().getText();
    if (operator === "=" && path.length > 0 && path.length < 3 && !path.includes(""))
      return { path, value: parent.getRight() };
    return operator.endsWith("=") && !/^[=!]==?$|^[<>]=$/.test(operator) ? "unknown" : undefined;
  }
  if (Node.isPrefixUnaryExpression(parent) || Node.isPostfixUnaryExpression(parent))
    return /\+\+|--/.test(parent.getText()) ? "unknown" : undefined;
  if (Node.isDeleteExpression(parent)) return "unknown";
  // A member is passed on as a value. What has a method of its own, such as an array, may change by it.
  if (path.length > 0) return undefined;
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) return undefined;
  if (Node.isSpreadAssignment(parent)) return undefined;
  if (Node.isCallExpression(parent)) {
    const callee = parent.getExpression().getText();
    const isTarget = callee === "Object.assign" && parent.getArguments()[0] === place;
    return !isTarget && READERS.test(callee) ? undefined : "unknown";
  }
  return Node.isBinaryExpression(parent) && parent.getRight() === place ? undefined : "unknown";
}

const isAccessOf = (node: Node | undefined, object: Node): node is Node =>
  (Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)) && node.getExpression() === object;

function memberName(access: Node): string | undefined {
  if (Node.isPropertyAccessExpression(access)) return access.getName();
  if (!Node.isElementAccessExpression(access)) return undefined;
  const argument = access.getArgumentExpression();
  return Node.isStringLiteral(argument) ? argument.getLiteralValue() : undefined;
}

/** Whether the call has run for the last time when this later change is made. */
function isOnce(change: Node, call: Node, declaration: Node): boolean {
  const around = [call, ...call.getAncestors()];
  const inside = around.slice(0, around.indexOf(blockOf(declaration) ?? call) + 1);
  const repeats = inside.some((node) => Node.isIterationStatement(node) || Node.isFunctionLikeDeclaration(node));
  return !repeats && functionOf(change) === functionOf(call);
}

const functionOf = (node: Node): Node | undefined => node.getFirstAncestor(Node.isFunctionLikeDeclaration);

const blockOf = (node: Node): Node | undefined =>
  node.getFirstAncestor(
    (ancestor) =>
      Node.isBlock(ancestor) ||
      Node.isSourceFile(ancestor) ||
      Node.isIfStatement(ancestor) ||
      Node.isIterationStatement(ancestor),
  );

const unquoted = (name: string): string => name.replace(/^(["'])(.*)\1$/, "$2");

/** What stands for a value that cannot be on one line. */
export const LEFT_OUT = "…";

/** The text of a value on one line. One with comments, statements or line breaks in strings is left out. */
export function textOf(node: Node): string {
  const text = node.getText();
  if (!text.includes("\n")) return text;
  const inner = [node, ...node.getDescendants()];
  const isList = Node.isObjectLiteralExpression(node) || Node.isArrayLiteralExpression(node);
  const hasMore = inner.some(
    (one) =>
      Node.isBlock(one) ||
      ((Node.isTemplateExpression(one) || Node.isNoSubstitutionTemplateLiteral(one)) && one.getText().includes("\n")) ||
      (one !== node && one.getLeadingCommentRanges().length > 0) ||
      (one !== node && one.getTrailingCommentRanges().length > 0),
  );
  if (!isList || hasMore) return LEFT_OUT;
  return text
    .split("\n")
    .map((line) => line.trim())
    .join(" ");
}
