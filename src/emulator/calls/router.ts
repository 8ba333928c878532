/** Routes built from the description: which operation a method and a path mean. */
import { type Description, METHODS, type OperationObject } from "../description.js";
import { unknownPath, wrongMethod } from "../http/errors.js";

/** One operation of the description and its path. */
export interface Route {
  readonly id: string;
  /** The operation as programs call it, e.g. `records.list`. */
  readonly name: string | undefined;
  readonly operation: OperationObject;
  /** Whether a token selects an organization here. The accounts server checks tokens itself. */
  readonly secured: boolean;
}

export interface Match {
  readonly route: Route;
  /** Values of the path parameters, percent-decoded. */
  readonly path: ReadonlyMap<string, string>;
}

type Segment = { readonly literal: string } | { readonly parameter: string };

interface PathTemplate {
  readonly segments: readonly Segment[];
  readonly routes: ReadonlyMap<string, Route>;
}

export class Router {
  readonly #places: readonly PathTemplate[];

  constructor(description: Description) {
    this.#places = Object.entries(description.paths)
      .map(([path, item]) => ({
        segments: parsePath(serverPath(item.servers ?? description.servers) + path),
        routes: routesOf(description, path, item),
      }))
      .sort((a, b) => compare(rank(a), rank(b)));
  }

  get routes(): readonly Route[] {
    return this.#places.flatMap(({ routes }) => [...routes.values()]);
  }

  /** @throws HttpError 404 if the description lacks the path, 400 if the path lacks the method. */
  match(method: string, path: string): Match {
    const given = path.split("/").slice(1).map(decodeSegment);
    let known = false;
    for (const place of this.#places) {
      // Some lists have their own path for one method, and are ordinary related lists for the rest.
      if (known && !isRelatedList(place)) continue;
      const values = matchSegments(place.segments, given);
      if (values === undefined) continue;
      const route = place.routes.get(method.toLowerCase());
      if (route !== undefined) return { route, path: values };
      known = true;
    }
    throw known ? wrongMethod() : unknownPath(path);
  }
}

function routesOf(
  description: Description,
  path: string,
  item: Description["paths"][string],
): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>();
  for (const method of METHODS) {
    const operation = item[method];
    if (operation === undefined) continue;
    if (operation.operationId === undefined)
      throw new TypeError(`description: an operation has no operationId: ${method} ${path}`);
    const isAccounts = item.servers?.[0]?.["x-server"] === "accounts";
    const secured = !isAccounts && (operation.security ?? description.security ?? []).length > 0;
    routes.set(method, { id: operation.operationId, name: nameOf(operation), operation, secured });
  }
  return routes;
}

/** The group of a client and the method in it: `Custom views` with `list` is `customViews.list`. */
function nameOf({
  operationId,
  tags: [tag] = [],
  "x-method": method = operationId,
}: OperationObject): string | undefined {
  if (tag === undefined) return undefined;
  const [first = "", ...rest] = tag.split(/[^A-Za-z0-9_$]+/).filter((word) => word !== "");
  const start = /^[A-Z]{2}/.test(first) ? first.toLowerCase() : first.charAt(0).toLowerCase() + first.slice(1);
  const others = rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `${start}${others.join("")}.${method}`;
}

const serverPath = (servers: Description["servers"]): string => {
  const url = servers[0]?.url;
  return url === undefined ? "" : new URL(url).pathname.replace(/\/$/, "");
};

const parsePath = (path: string): Segment[] =>
  path
    .split("/")
    .slice(1)
    .map((text) => (/^\{.+\}$/.test(text) ? { parameter: text.slice(1, -1) } : { literal: text }));

/** Sorts `/Leads/{id}` before `/{module}/{id}`: the earlier a literal segment, the closer the match. */
const rank = ({ segments }: PathTemplate): string => segments.map((s) => ("literal" in s ? "0" : "1")).join("");

function isRelatedList({ segments }: PathTemplate): boolean {
  const last = segments.at(-1);
  return last !== undefined && "parameter" in last && last.parameter === "relatedList";
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function matchSegments(
  segments: readonly Segment[],
  given: readonly (string | undefined)[],
): Map<string, string> | undefined {
  if (segments.length !== given.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const text = given[index];
    // A name that a proxy might read as a parent folder is not a name here either.
    if (text === undefined || /^\.{0,2}$/.test(text)) return undefined;
    if ("parameter" in segment) values.set(segment.parameter, text);
    else if (segment.literal !== text) return undefined;
  }
  return values;
}

/** `undefined`, which matches nothing, if the percent-encoding is malformed. */
function decodeSegment(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
