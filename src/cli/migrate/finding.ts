import { type CallExpression, Node, type SourceFile } from "ts-morph";
import { callName, type OldCall } from "../../legacy/old-calls.js";
import { LATER_GENERATION } from "../../legacy/register/later-generation.js";
import { CLIENT_MODULE, clientOf, declarationsOf, loadsByName, moduleOf, OLD, valuesOfMember } from "./client-of.js";
import { CLASSES, laterModule } from "./later-generation.js";
import { anyOf, suggestionFor } from "./suggestion.js";
import { oldCallNamed } from "./typed-call.js";
import { readInput, textOf } from "./written-input.js";

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

/** Functions that hardly anything but the old client has, so that a client from elsewhere is recognized by them. */
const DISTINCTIVE =
  /\.(generateAuthTokens|generateAuthTokenfromRefreshToken|initializeWithValues|getMYSQLPassword|getMySQL\w+|getPersistenceModule|[gs]et(IAMUrl|UserIdentifier|ClientId|ClientSecret|RedirectURL|RefreshToken)|getAPIURL|setBaseURL|getConfig_refresh|parseAndConstructObject)$/;

/** The other functions of the old client: its settings, and parts of its work. */
const OTHER = /^([gs]et[A-Z]\w+|getConfig|getConfig_refresh|parseAndConstructObject|reset|log)$/;

const ELSEWHERE = "the client comes from elsewhere: is it the old one?";

/** Finds the uses of the old client in a file, in order. */
export function findingsOf(file: SourceFile): readonly Finding[] {
  const found = file.getDescendants().flatMap((node) => {
    const use = Node.isCallExpression(node)
      ? (callFinding(node) ?? loadFinding(node) ?? parseFinding(node))
      : (importFinding(node) ?? valueFinding(node) ?? nameFinding(node));
    return use ? [{ line: node.getStartLineNumber(), ...use }] : [];
  });
  // Other packages have bodies to parse, too.
  return found.some(({ call }) => oldCallNamed(call)) ? found : found.filter(({ call }) => call !== PARSE);
}

type Found = Omit<Finding, "line">;

function callFinding(node: CallExpression): Found | undefined {
  const path = clientOf(node.getExpression())?.path ?? [];
  const [first = "", ...rest] = path;
  if (path.length === 0) return unseenClient(node);
  if (path.length === 1) return ownFunction(node, first);
  if (CLASSES.includes(first)) return review(node, path.join("."), LATER_GENERATION);
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

/** A function of the client itself. */
function ownFunction(node: Node, name: string): Found | undefined {
  if (Object.hasOwn(FUNCTIONS, name)) return { call: name, typed: FUNCTIONS[name] ?? "" };
  if (name === "[…]") return review(node, name, "the name of the function is computed");
  return OTHER.test(name)
    ? review(node, name, "settings are options of createClient; a call can name its user")
    : undefined;
}

/** A call that looks like one of the old client, on an object that comes from elsewhere. */
function unseenClient(node: CallExpression): Found | undefined {
  const callee = pathOf(node.getExpression());
  const [, name = ""] = /(?:^|\.)(?:API\.)?([A-Z]+\.\w+)$/.exec(callee) ?? [];
  const call = oldCallNamed(name);
  if (call) {
    const { typed, review: why } = replaced(node, call);
    return { ...review(node, name, why === undefined ? ELSEWHERE : `${ELSEWHERE} ${why}`), ...(typed && { typed }) };
  }
  const [, own = ""] = DISTINCTIVE.exec(callee) ?? [];
  if (own === "") return undefined;
  const typed = FUNCTIONS[own];
  return { ...review(node, own, ELSEWHERE), ...(typed !== undefined && { typed }) };
}

/** The text of what is called, with the group in place of a name or member that holds one: `this.modules.get`. */
function pathOf(callee: Node): string {
  const text = callee.getText().replace(/\[["'](\w+)["']\]/g, ".$1");
  if (!Node.isPropertyAccessExpression(callee)) return text;
  const object = callee.getExpression();
  const [declaration] = Node.isIdentifier(object) ? declarationsOf(object) : [];
  const values = Node.isPropertyAccessExpression(object)
    ? valuesOfMember(object)
    : Node.isVariableDeclaration(declaration)
      ? [declaration.getInitializer()]
      : [];
  const group = values.flatMap((value) => /\.API\.[A-Z]+$/.exec(value?.getText() ?? "") ?? [])[0];
  return group === undefined ? text : `${group}.${callee.getName()}`;
}

function replaced(node: CallExpression, call: OldCall): Found {
  const name = callName(call);
  const input = readInput(node.getArguments()[0]);
  const { typed, reviews } = input ? suggestionFor(call, input) : anyOf(call, "the input comes from elsewhere");
  return {
    ...(reviews.length === 0 ? { call: name } : review(node, name, reviews.join("; "))),
    ...(typed !== undefined && { typed }),
  };
}

/** `require("zcrmsdk/lib/js/util")`, `require.resolve("zcrmsdk")` and `jest.mock("zcrmsdk")`. */
function loadFinding(node: CallExpression): Found | undefined {
  const module = moduleOf(node);
  if (module !== undefined) return innerFinding(node, module);
  const [name] = node.getArguments();
  const mentioned = Node.isStringLiteral(name) ? name.getLiteralValue() : undefined;
  if (mentioned === undefined || !OLD.test(mentioned)) return undefined;
  const callee = node.getExpression().getText();
  return review(
    node,
    callee,
    loadsByName(node)
      ? "the name of the package is changed here, too"
      : "this names the old package: is it to be changed?",
  );
}

const PARSE = "JSON.parse(….body)";

/** `JSON.parse(response.body)`. The response of a typed call is parsed. */
function parseFinding(node: CallExpression): Found | undefined {
  const [argument] = node.getArguments();
  if (node.getExpression().getText() !== "JSON.parse") return undefined;
  const [declaration] = Node.isIdentifier(argument) ? declarationsOf(argument) : [];
  const value = Node.isVariableDeclaration(declaration) ? declaration.getInitializer() : argument;
  if (!Node.isPropertyAccessExpression(value) || value.getName() !== "body") return undefined;
  return { call: PARSE, typed: textOf(value.getExpression()) };
}

function importFinding(node: Node): Found | undefined {
  if (!Node.isImportDeclaration(node) && !Node.isExportDeclaration(node)) return undefined;
  const module = node.getModuleSpecifierValue();
  if (module === undefined) return undefined;
  if (Node.isExportDeclaration(node))
    return CLIENT_MODULE.test(module) ? review(node, module, "the client is re-exported here") : undefined;
  return innerFinding(node, module);
}

function innerFinding(node: Node, module: string): Found | undefined {
  if (!/^(@trifoia\/)?zcrmsdk\//.test(module) || CLIENT_MODULE.test(module)) return undefined;
  const later = laterModule(module);
  if (later) return { ...review(node, module, LATER_GENERATION), ...later };
  return review(node, module, "an inner module of the old package: it needs node -r zcrm/legacy/register");
}

/** The old package as the name of a member, as in `proxyquire("./leads", { zcrmsdk: stub })`. */
function nameFinding(node: Node): Found | undefined {
  if (!Node.isPropertyAssignment(node) || !OLD.test(node.getName().replace(/^["'](.*)["']$/, "$1"))) return undefined;
  if (node.getFirstAncestor(Node.isCallExpression) === undefined) return undefined;
  return review(node, "zcrmsdk", "this names the old package: is it to be changed?");
}

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
