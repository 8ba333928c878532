import { Node, type SourceFile } from "ts-morph";
import { callName, type OldCall } from "../../legacy/old-calls.js";
import { CLIENT_MODULE, clientOf, moduleOf } from "./client-of.js";
import { oldCallNamed, stringOf, typedCall } from "./typed-call.js";
import { writtenInput } from "./written-input.js";

/** A place where a program uses the old client. */
export interface Finding {
  /** Counted from 1. */
  readonly line: number;
  /** Group and name of the call, or what else stands there. */
  readonly call: string;
  /** The typed call; nothing where none can be written. */
  readonly typed?: string;
  /** What to see to, beside what the call's own row says. */
  readonly look?: string;
  /** Where the statement begins, if a comment is due there. */
  readonly statement?: number;
}

/** The old client's functions that are no calls of the API, and what they become. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  initialize: "const crm = createClient({ … })",
  initializeWithValues: "const crm = createClient({ … })",
  generateAuthTokens: "crm.tokens.grant(code, { user })",
  generateAuthTokenfromRefreshToken: "crm.tokens.adopt(refreshToken, { user })",
};

/** Finds the calls of a file, in order. */
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
  return look(
    node,
    name,
    rest.includes("[…]") ? "the name of the call is not written here" : "the old client has no such call",
  );
}

/** A call that looks like one of the old client, on something that comes from elsewhere. */
function unseenClient(node: Node): Found | undefined {
  if (!Node.isCallExpression(node)) return undefined;
  const [, name = ""] = /\.API\.([A-Z]+\.\w+)$/.exec(node.getExpression().getText()) ?? [];
  const call = oldCallNamed(name);
  if (call === undefined) return undefined;
  return { ...replaced(node, call), ...look(node, name, "the client comes from elsewhere; is it the old one?") };
}

function replaced(node: Node, call: OldCall): Found {
  const name = callName(call);
  const [argument] = Node.isCallExpression(node) ? node.getArguments() : [];
  const input = writtenInput(argument);
  if (input === undefined) {
    const methods = [...new Set(call.replacedBy.map(({ method }) => `crm.${method}(…)`))];
    return { ...look(node, name, "the input is not written here"), typed: methods.join(" or ") };
  }
  const onward = ["module", "id"].find((member) => stringOf(input.members.get(member))?.includes("/"));
  if (onward !== undefined)
    return look(node, name, `${onward} goes on behind a slash: see crm.relatedRecords, crm.notes and crm.raw`);
  const typed = typedCall(call, input);
  return {
    ...(input.doubt === undefined ? { call: name } : look(node, name, input.doubt)),
    ...(typed !== undefined && { typed }),
  };
}

/** `require("zcrmsdk/lib/js/util")`: inner modules have no typed counterpart. */
function loadFinding(node: Node): Found | undefined {
  const module = moduleOf(node);
  return module === undefined ? undefined : innerFinding(node, module);
}

function importFinding(node: Node): Found | undefined {
  if (!Node.isImportDeclaration(node) && !Node.isExportDeclaration(node)) return undefined;
  const module = node.getModuleSpecifierValue();
  if (module === undefined) return undefined;
  if (Node.isExportDeclaration(node))
    return CLIENT_MODULE.test(module) ? look(node, module, "the client is handed on from here") : undefined;
  return innerFinding(node, module);
}

const innerFinding = (node: Node, module: string): Found | undefined =>
  /^(@trifoia\/)?zcrmsdk\//.test(module) && !CLIENT_MODULE.test(module)
    ? look(node, module, "an inner module of the old package; it needs node -r zcrm/legacy/register")
    : undefined;

/** A call that is not called here, such as one that is handed to another function. */
function valueFinding(node: Node): Found | undefined {
  if (!Node.isPropertyAccessExpression(node) && !Node.isElementAccessExpression(node)) return undefined;
  const parent = node.getParent();
  if (Node.isCallExpression(parent) && parent.getExpression() === node) return undefined;
  if (Node.isVariableDeclaration(parent)) return undefined;
  const [api, ...rest] = clientOf(node)?.path ?? [];
  const call = rest.join(".");
  return api === "API" && oldCallNamed(call) ? look(node, call, "the call is not made here, but handed on") : undefined;
}

/** Something that a person has to see; the comment goes above the statement, where that begins its line. */
function look(node: Node, call: string, what: string): Found {
  const statement = [node, ...node.getAncestors()].find(
    (ancestor) => Node.isStatement(ancestor) && startsLine(ancestor),
  );
  return { call, look: what, ...(statement && { statement: statement.getStart() }) };
}

const startsLine = (node: Node): boolean =>
  /(^|\n)[ \t]*$/.test(node.getSourceFile().getFullText().slice(0, node.getStart()).slice(-200));
