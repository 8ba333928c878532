/**
 * Turns any description into one that the generator can rely on: each operation has a name, a group, parameters with
 * distinct names, one media type per body, and named types. Whatever is in this form already does not change.
 * Takes a document, returns a document and reports; reads and writes no files.
 */
import type { OpenAPI3 } from "openapi-typescript";
import { isObject, type JsonObject, listOf, member, objectOf, proseOf, shown, textOf } from "../json.js";
import { child } from "../pointer.js";
import { API_SERVER, readServer } from "../read/servers.js";
import type { Reports } from "../warning.js";
import { readBody } from "./body.js";
import { type Context, resolver } from "./context.js";
import { extensionsOf } from "./extensions.js";
import { methodName, NameBook, Names } from "./names.js";
import { readParameters } from "./parameters.js";
import { acceptOf, readResponses } from "./responses.js";
import { Schemas } from "./schemas.js";
import { Tags } from "./tags.js";

const VERBS: ReadonlySet<string> = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);
/** Safe to repeat, as HTTP defines them. */
const IDEMPOTENT: ReadonlySet<string> = new Set(["get", "head", "options", "trace", "put", "delete"]);
const BODILESS: ReadonlySet<string> = new Set(["get", "head", "trace"]);

/** An operation of the description, with what is decided before its contents are read. */
interface Found {
  readonly path: string;
  readonly verb: string;
  readonly item: JsonObject;
  readonly itemAt: string;
  readonly given: JsonObject;
  readonly at: string;
  readonly id: string;
  readonly tag: string;
}

/** @param document One joined document. */
export function normalize(document: JsonObject, reports: Reports): OpenAPI3 {
  const names = new NameBook();
  const schemas = new Schemas(document, names, reports);
  const context: Context = { ...reports, document, schemas, resolve: resolver(document, reports) };
  const tags = new Tags(document, names, reports);
  const found = operationsOf(context, tags, names);
  schemas.nameComponents();

  const methods = new Map<string, Names>();
  const paths = new Map<string, JsonObject>();
  for (const operation of found) {
    const taken = methods.get(operation.tag) ?? new Names("constructor prototype then __proto__".split(" "));
    methods.set(operation.tag, taken);
    const written = readOperation(context, operation, taken);
    paths.set(operation.path, { ...paths.get(operation.path), [operation.verb]: written });
  }
  reportSchemes(context);
  if (isObject(document.webhooks) && Object.keys(document.webhooks).length > 0) {
    reports.warn(
      "#/webhooks",
      "webhooks",
      "webhooks are calls that you receive, not calls that you make; they are left out",
    );
  }
  const info = isObject(document.info) ? document.info : {};
  return objectOf([
    ...extensionsOf("document", document, "#", reports.warn),
    ["openapi", "3.1.0"],
    ["info", { title: textOf(info.title) ?? "API", version: String(info.version ?? "1") }],
    ["servers", [{ url: API_SERVER }]],
    ["tags", tags.used()],
    ["paths", Object.fromEntries(paths)],
    ["components", { schemas: schemas.components() }],
  ]) as unknown as OpenAPI3;
}

function operationsOf(context: Context, tags: Tags, names: NameBook): Found[] {
  const { document, warn, fail } = context;
  if (!isObject(document.paths)) {
    fail("#/paths", "paths", "the description has no paths; pass the file that has them");
    return [];
  }
  let isFaulty = false;
  const faulty = (...told: Parameters<typeof fail>): [] => {
    isFaulty = true;
    fail(...told);
    return [];
  };
  const all = Object.entries(document.paths).flatMap(([path, one]) => {
    const [item, itemAt] = context.resolve(one, child("#/paths", path));
    if (path.startsWith("x-") || item === undefined) return [];
    if (!isObject(item)) return faulty(itemAt, "paths", `the value at ${path} is not a path item`);
    return Object.entries(item).flatMap(([verb, described]) => {
      if (!VERBS.has(verb)) return [];
      const [given, at] = context.resolve(described, child(itemAt, verb));
      if (!isObject(given)) return faulty(at, "operation", `the value at ${verb} ${path} is not an operation`);
      const why = unusable(path);
      if (why) {
        warn(at, "path", `${verb} ${path} is left out: ${why}`);
        return [];
      }
      return [{ path: path.startsWith("/") ? path : `/${path}`, verb, item, itemAt, given, at }];
    });
  });
  const seen = new Set<string>();
  const isGood = ({ given }: (typeof all)[number]): boolean =>
    /^[a-z][A-Za-z0-9]*$/.test(textOf(given.operationId) ?? "");
  // Operations with a usable name keep it, whatever their order.
  const ids = new Map<object, string>();
  for (const one of [...all.filter(isGood), ...all.filter((one) => !isGood(one))]) {
    const given = textOf(one.given.operationId);
    const isSecond = given !== undefined && seen.has(given);
    if (given !== undefined) seen.add(given);
    const id = names.operation(isSecond ? undefined : given, one.verb, one.path);
    ids.set(one, id);
    if (given === undefined)
      warn(one.at, "operation-id", `${one.verb} ${one.path} has no operationId; its function is called ${id}`);
    else if (isSecond)
      warn(
        one.at,
        "operation-id",
        `another operation is also called "${given}"; the function of ${one.verb} ${one.path} is called ${id}`,
      );
    else if (given !== id) warn(one.at, "operation-id", `the function of "${given}" is called ${id}`);
  }
  if (all.length === 0 && !isFaulty)
    fail("#/paths", "paths", "there is no operation to generate a function for; pass the file that has them");
  return all.map((one) => ({ ...one, id: ids.get(one) ?? "", tag: tags.of(one.given, one.path, one.at) }));
}

/** Why no call can be generated for a path. */
function unusable(path: string): string | undefined {
  if (/[?#]/.test(path)) return "its path contains a query or a fragment; describe them as parameters";
  const names = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
  const isOpen = path.lastIndexOf("{") > path.lastIndexOf("}");
  if (isOpen || names.some((name) => name === "" || /^[.;+/?&#]|[/]|\*$/.test(name)))
    return "its path has placeholders in another style than {name}";
  if (new Set(names).size < names.length) return "its path contains a placeholder twice";
  return undefined;
}

function readOperation(context: Context, found: Found, methods: Names): JsonObject {
  const { path, verb, item, itemAt, given, at, id, tag } = found;
  const { document, warn } = context;
  if (given.requestBody !== undefined && BODILESS.has(verb)) {
    warn(child(at, "requestBody"), "body", `a ${verb.toUpperCase()} has no body; it is left out`);
  }
  for (const left of ["callbacks", "links"]) {
    if (given[left] !== undefined) warn(child(at, left), left, `${left} are left out`);
  }
  const hasBody = given.requestBody !== undefined && !BODILESS.has(verb);
  const lists = [
    [item.parameters, child(itemAt, "parameters")],
    [given.parameters, child(at, "parameters")],
  ] as const;
  const servers = [
    [given.servers, child(at, "servers")],
    [item.servers, child(itemAt, "servers")],
    [document.servers, "#/servers"],
  ] as const;
  const server = readServer(context, servers);
  const body = hasBody ? readBody(context, id, given.requestBody, child(at, "requestBody")) : undefined;
  const parameters = readParameters(context, id, path, lists, body !== undefined, at);
  const extensions = extensionsOf("operation", given, at, warn).filter(([name, value]) => {
    if (name !== "x-records-of" || parameters.some((one) => one.name === value && one["x-module-name"])) return true;
    const what = `${shown(value)} is not a parameter of the operation with x-module-name: true`;
    warn(child(at, name), "extension", `${what}; the records are open`);
    return false;
  });
  const wished = textOf(given["x-method"]) ?? "";
  const method = methods.take(...(/^[a-z][A-Za-z0-9]*$/.test(wished) ? [wished] : []), methodName(id, tag), id);
  return objectOf([
    ...extensions,
    ["operationId", id],
    ["tags", [tag]],
    ["x-method", method],
    ["x-idempotent", isSafety(given["x-idempotent"]) ? given["x-idempotent"] : IDEMPOTENT.has(verb)],
    ["x-accept", acceptOf(context, given.responses, child(at, "responses"))],
    ["x-errors-in-success", isZoho(servers) ? true : undefined],
    ["summary", summaryOf(given, id)],
    ["description", descriptionOf(given)],
    ["servers", server && server.url !== API_SERVER ? [server] : undefined],
    ["security", securityOf(context, given.security ?? document.security)],
    ["parameters", parameters],
    ["requestBody", body],
    ["responses", readResponses(context, id, verb, given.responses, child(at, "responses"))],
  ]);
}

const isSafety = (value: unknown): boolean => typeof value === "boolean" || value === "unless-rows";

/** Whether an operation is on one of Zoho's servers, which may report an error in a 200. */
function isZoho(lists: readonly (readonly [unknown, string])[]): boolean {
  const [server] = lists.flatMap(([list]) => listOf(list)).filter(isObject);
  return /^https:\/\/([^/]+\.)?zoho(apis|cloud)?\.[a-z.]+(:|\/|$)/.test(textOf(server?.url) ?? "");
}

/** The first line of the summary or the description; if there is none, the words of the operation's name. */
function summaryOf(given: JsonObject, id: string): string {
  const text = proseOf(given.summary) ?? proseOf(given.description) ?? "";
  const [line = ""] = text.split(/\n|(?<=[.!?])\s/);
  const words = id.replace(/[A-Z]+/g, (letters) => ` ${letters.toLowerCase()}`);
  const [sentence] = /^.*[^.\s]/s.exec(line.replace(/^[#*\s]+/, "")) ?? [];
  return sentence ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function descriptionOf(given: JsonObject): string {
  const text = proseOf(given.description) ?? "";
  return given.deprecated === true ? `${text}\n\nDeprecated.`.trim() : text;
}

/** The alternatives, each an array of scopes; `undefined` if the description does not say. */
function securityOf(context: Context, given: unknown): unknown {
  if (!Array.isArray(given)) return undefined;
  // If no alternative has a scheme that the access token stands for, the call carries none.
  const kept = given
    .filter(isObject)
    .filter((needed) => Object.keys(needed).every((name) => takesToken(context, name)));
  if (kept.every((needed) => Object.keys(needed).length === 0)) return [];
  return kept.map((needed) =>
    Object.fromEntries(Object.entries(needed).map(([name, scopes]) => [name, listOf(scopes).map(String)])),
  );
}

/** Whether a scheme is satisfied by the access token in the header `Authorization`. */
function takesToken({ document, resolve }: Context, name: string): boolean {
  const [scheme] = resolve(
    member(Object(Object(document.components).securitySchemes), name),
    "#/components/securitySchemes",
  );
  if (!isObject(scheme)) return true;
  if (scheme.type === "apiKey") return scheme.in === "header" && /^authorization$/i.test(String(scheme.name));
  return scheme.type !== "mutualTLS" && !(scheme.type === "http" && /^(basic|digest)$/i.test(String(scheme.scheme)));
}

/** Names the schemes that the client does not know, once each. */
function reportSchemes(context: Context): void {
  const schemes = Object(Object(context.document.components).securitySchemes) as JsonObject;
  for (const name of Object.keys(schemes)) {
    if (takesToken(context, name)) continue;
    const at = child("#/components/securitySchemes", name);
    const [scheme] = context.resolve(schemes[name], at);
    const { type, in: place, name: wire, scheme: kind } = Object(scheme) as JsonObject;
    const key = `${String(wire)} in the ${String(place)}`;
    const [what, how] =
      type === "apiKey"
        ? [key, place === "query" ? "describe it as a parameter in an overlay" : "pass it in the headers of each call"]
        : [
            String(kind ?? type),
            type === "http" ? "pass authorization in the headers of each call" : "set up the connection for it",
          ];
    context.warn(at, "security", `the client does not send ${what}, which the scheme "${name}" asks for; ${how}`);
  }
}
