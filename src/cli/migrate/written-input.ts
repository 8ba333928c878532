import { Node, type VariableDeclaration } from "ts-morph";
import { declarationsOf, usesOf } from "./client-of.js";
import type { WrittenInput } from "./typed-call.js";

/** The input of a call, as its file has it. */
export interface ReadInput extends WrittenInput {
  /** Why the values may differ at run time. */
  readonly doubt?: string;
}

/**
 * Reads an input that is an object literal, or a variable that is filled before the call.
 * @returns `undefined` if it is neither
 */
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
    // In JavaScript, assigning a member counts as a declaration, too.
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

/** Follows assignments such as `input.module = "Leads"` and `input["module"] = "Leads"`, up to the call. */
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
      // A branch or loop may not run.
      if (blockOf(assignment) !== blockOf(declaration)) object.doubt = `${name} is set in a branch or loop`;
    } else if (isAssigned) object.doubt = `a member of ${declaration.getName()} is set under a computed name`;
    else if (name === undefined && !isMember(use)) object.doubt = `${declaration.getName()} is passed to other code`;
  }
  return object;
}

/** Whether this use of a variable only reads it: as the value of a member, or as the argument of an old call. */
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

/** The text of a value on one line. One that cannot be on one line is left out. */
function textOf(node: Node): string {
  const text = node.getText();
  if (!text.includes("\n")) return text;
  return Node.isObjectLiteralExpression(node) || Node.isArrayLiteralExpression(node)
    ? text
        .split("\n")
        .map((line) => line.trim())
        .join(" ")
    : "…";
}
