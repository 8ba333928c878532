import { Node, type SourceFile } from "ts-morph";
import { callName, type OldCall } from "../../legacy/old-calls.js";
import { CLIENT_MODULE, clientOf, moduleOf } from "./client-of.js";
import { oldCallNamed, stringOf, typedCall } from "./typed-call.js";
import { writtenInput } from "./written-input.js";

/** A use of the old client in a program. */
export interface Finding {
  /** The first line is 1. */
  readonly line: number;
  /** Group and name of the call, or another function or module of the old client. */
  readonly call: string;
  /** The typed call, if one can be written. */
  readonly typed?: string;
  /** What a person must review, besides what differs for every such call. */
  readonly review?: string;
  /** Where the statement to review begins, if a comment can go there. */
  readonly statement?: number;
}

/** The old client's own functions, and what replaces them. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  initialize: "const crm = createClient({ … })",
  initializeWithValues: "const crm = createClient({ … })",
  generateAuthTokens: "crm.tokens.grant(code, { user })",
  generateAuthTokenfromRefreshToken: "crm.tokens.adopt(refreshToken, { user })",
};

/** Finds the uses of the old client in a file, in order. */
export function findingsOf(file: SourceFile): readonly Finding[] {
  return file.getDescendants().flatMap((node) => {
    const found = Node.isCallExpression(node)
      ? (callFinding(node) ?? loadFinding(node))
      : (importFinding(node) ?? valueFinding(node));
    return found ? [{ line: node.getStartLineNumber(), ...found }] : [];
  });
}

type Found = Omit<Finding, "line">;

function callFinding(node: Node): Found | undefined {
  if (!Node.isCallExpression(node)) return undefined;
  const path = clientOf(node.getExpression())?.path ?? [];
  const [first = "", ...rest] = path;
  if (path.length === 1 && Object.hasOwn(FUNCTIONS, first)) return { call: first, typed: FUNCTIONS[first] ?? "" };
  if (path.length === 0) return unseenClient(node);
  if (first !== "API") return undefined;
  const name = rest.join(".");
  const call = oldCallNamed(name);
  if (call) return replaced(node, call);
  if (rest.length < 2) return undefined;
  return review(
    node,
    name,
    rest.includes("[…]") ? "the name of the call is computed" : "the old client has no such call",
  );
}

/** A call that looks like one of the old client, on an object that comes from elsewhere. */
function unseenClient(node: Node): Found | undefined {
  if (!Node.isCallExpression(node)) return undefined;
  const [, name = ""] = /\.API\.([A-Z]+\.\w+)$/.exec(node.getExpression().getText()) ?? [];
  const call = oldCallNamed(name);
  if (call === undefined) return undefined;
  return { ...replaced(node, call), ...review(node, name, "the client comes from elsewhere: is it the old one?") };
}

function replaced(node: Node, call: OldCall): Found {
  const name = callName(call);
  const [argument] = Node.isCallExpression(node) ? node.getArguments() : [];
  const input = writtenInput(argument);
  if (input === undefined) {
    const methods = [...new Set(call.replacedBy.map(({ method }) => `crm.${method}(…)`))];
    return { ...review(node, name, "the input comes from elsewhere"), typed: methods.join(" or ") };
  }
  const onward = ["module", "id"].find((member) => stringOf(input.members.get(member))?.includes("/"));
  if (onward !== undefined)
    return review(node, name, `${onward} continues after a slash: see crm.relatedRecords, crm.notes and crm.raw`);
  const typed = typedCall(call, input);
  return {
    ...(input.doubt === undefined ? { call: name } : review(node, name, input.doubt)),
    ...(typed !== undefined && { typed }),
  };
}

/** `require("zcrmsdk/lib/js/util")`. Nothing typed replaces an inner module. */
function loadFinding(node: Node): Found | undefined {
  const module = moduleOf(node);
  return module === undefined ? undefined : innerFinding(node, module);
}

function importFinding(node: Node): Found | undefined {
  if (!Node.isImportDeclaration(node) && !Node.isExportDeclaration(node)) return undefined;
  const module = node.getModuleSpecifierValue();
  if (module === undefined) return undefined;
  if (Node.isExportDeclaration(node))
    return CLIENT_MODULE.test(module) ? review(node, module, "the client is re-exported here") : undefined;
  return innerFinding(node, module);
}

const innerFinding = (node: Node, module: string): Found | undefined =>
  /^(@trifoia\/)?zcrmsdk\//.test(module) && !CLIENT_MODULE.test(module)
    ? review(node, module, "an inner module of the old package: it needs node -r zcrm/legacy/register")
    : undefined;

/** A call that is used as a value, e.g. passed to another function. */
function valueFinding(node: Node): Found | undefined {
  if (!Node.isPropertyAccessExpression(node) && !Node.isElementAccessExpression(node)) return undefined;
  const parent = node.getParent();
  if (Node.isCallExpression(parent) && parent.getExpression() === node) return undefined;
  if (Node.isVariableDeclaration(parent)) return undefined;
  const [api, ...rest] = clientOf(node)?.path ?? [];
  const call = rest.join(".");
  return api === "API" && oldCallNamed(call)
    ? review(node, call, "the call is not made here, but passed on")
    : undefined;
}

/** A use that a person must review. Its comment goes above the statement, if that begins a line. */
function review(node: Node, call: string, what: string): Found {
  const statement = [node, ...node.getAncestors()].find(
    (ancestor) => Node.isStatement(ancestor) && startsLine(ancestor),
  );
  return { call, review: what, ...(statement && { statement: statement.getStart() }) };
}

const startsLine = (node: Node): boolean =>
  /(^|\n)[ \t]*$/.test(node.getSourceFile().getFullText().slice(0, node.getStart()).slice(-200));
