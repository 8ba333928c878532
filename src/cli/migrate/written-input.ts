import { Node, type VariableDeclaration } from "ts-morph";
import { declarationsOf, usesOf } from "./client-of.js";
import type { WrittenInput } from "./typed-call.js";

/** What a call is given, as far as that is written in its own file. */
export interface ReadInput extends WrittenInput {
  /** Why the values may be others when the program runs. */
  readonly doubt?: string;
}

/** Reads an input that is written at the call, or built step by step before it; nothing where it is neither. */
export function writtenInput(argument: Node | undefined): ReadInput | undefined {
  if (argument === undefined) return { members: new Map(), params: new Map() };
  const input = readObject(argument);
  if (input === undefined) return undefined;
  const members = new Map([...input.members].map(([name, node]) => [name, textOf(node)]));
  const given = input.members.get("params");
  members.delete("params");
  const params = given && readObject(given);
  const doubt = input.doubt ?? params?.doubt;
  return {
    members,
    params: params
      ? new Map([...params.members].map(([name, node]) => [name, textOf(node)]))
      : given
        ? textOf(given)
        : new Map(),
    ...(doubt !== undefined && { doubt }),
  };
}

interface WrittenObject {
  readonly members: Map<string, Node>;
  doubt?: string;
}

function readObject(node: Node): WrittenObject | undefined {
  if (Node.isIdentifier(node)) {
    // In JavaScript a member that is assigned counts as a declaration too.
    const [declaration, ...others] = declarationsOf(node).filter(Node.isVariableDeclaration);
    return declaration && others.length === 0 ? readVariable(declaration, node) : undefined;
  }
  return readLiteral(node);
}

function readLiteral(node: Node | undefined): WrittenObject | undefined {
  if (!Node.isObjectLiteralExpression(node)) return undefined;
  const members = new Map<string, Node>();
  for (const property of node.getProperties()) {
    if (Node.isPropertyAssignment(property))
      members.set(unquoted(property.getName()), property.getInitializerOrThrow());
    else if (Node.isShorthandPropertyAssignment(property)) members.set(property.getName(), property.getNameNode());
    else return undefined;
  }
  return { members };
}

/** Follows `input.module = "Leads"` and `input["module"] = "Leads"`, up to the call. */
function readVariable(declaration: VariableDeclaration, call: Node): WrittenObject | undefined {
  const object = readLiteral(declaration.getInitializer());
  if (object === undefined) return undefined;
  for (const use of usesOf(declaration)) {
    if (use.getStart() >= call.getStart()) break;
    const access = use.getParent();
    const assignment = access?.getParent();
    const name = memberName(access);
    const isAssigned = Node.isBinaryExpression(assignment) && assignment.getLeft() === access;
    if (isAssigned && name !== undefined && assignment.getOperatorToken().getText() === "=") {
      object.members.set(name, assignment.getRight());
      // In a branch or in a loop it may happen or not.
      if (blockOf(assignment) !== blockOf(declaration)) object.doubt = `${name} is set under a condition, or in a loop`;
    } else if (isAssigned)
      object.doubt = `a member of ${declaration.getName()} is set by a name that is not written here`;
    else if (name === undefined && !isMember(use))
      object.doubt = `${declaration.getName()} is handed to something else`;
  }
  return object;
}

/** Whether a variable is here the value of a member, or a whole argument that an old call is given. */
function isMember(use: Node): boolean {
  const parent = use.getParent();
  if (Node.isPropertyAssignment(parent) || Node.isShorthandPropertyAssignment(parent)) return true;
  if (Node.isCallExpression(parent)) return /\.(API|[A-Z]+)\./.test(parent.getExpression().getText());
  return Node.isBinaryExpression(parent) && parent.getRight() === use;
}

function memberName(access: Node | undefined): string | undefined {
  if (Node.isPropertyAccessExpression(access)) return access.getName();
  if (!Node.isElementAccessExpression(access)) return undefined;
  const argument = access.getArgumentExpression();
  return Node.isStringLiteral(argument) ? argument.getLiteralValue() : undefined;
}

const blockOf = (node: Node): Node | undefined =>
  node.getFirstAncestor(
    (ancestor) =>
      Node.isBlock(ancestor) ||
      Node.isSourceFile(ancestor) ||
      Node.isIfStatement(ancestor) ||
      Node.isIterationStatement(ancestor),
  );

const unquoted = (name: string): string => name.replace(/^(["'])(.*)\1$/, "$2");

/** A value's text in one line; one of many lines stays where it is. */
function textOf(node: Node): string {
  const text = node.getText();
  if (!text.includes("\n")) return text;
  return Node.isObjectLiteralExpression(node) || Node.isArrayLiteralExpression(node)
    ? text.replace(/\s*\n\s*/g, " ")
    : "…";
}
