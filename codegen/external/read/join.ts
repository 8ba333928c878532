import { isObject, type JsonObject, listOf } from "../json.js";
import { child, stepsOf } from "../pointer.js";
import type { Report } from "../warning.js";

/** Joins several descriptions, whose references are resolved, into one. */
export function joinDocuments(documents: readonly JsonObject[], warn: Report): JsonObject {
  const [first, ...others] = documents;
  if (first === undefined || others.length === 0) return first ?? {};
  const paths = new Map<string, JsonObject>();
  const components: Components = new Map();
  for (const document of documents) {
    addComponents(document, components);
    for (const [path, given] of Object.entries(isObject(document.paths) ? document.paths : {})) {
      if (!isObject(given)) continue;
      const item = ownItem(given, document);
      const known = paths.get(path);
      if (known === undefined) paths.set(path, item);
      else addItem(known, item, child("#/paths", path), warn);
    }
  }
  return {
    openapi: "3.1.0",
    info: first.info,
    tags: documents.flatMap(({ tags }) => listOf(tags)),
    paths: Object.fromEntries(paths),
    components: Object.fromEntries(
      [...components].map(([kind, named]) => [
        kind,
        Object.fromEntries([...named].map(([name, { value }]) => [name, value])),
      ]),
    ),
  };
}

function addItem(known: JsonObject, item: JsonObject, at: string, warn: Report): void {
  for (const [verb, operation] of Object.entries(item)) {
    if (!Object.hasOwn(known, verb)) Object.assign(known, { [verb]: operation });
    else if (JSON.stringify(known[verb]) !== JSON.stringify(operation)) {
      warn(child(at, verb), "path", "the operation is described in two files; the first wins");
    }
  }
}

const VERBS = /^(get|put|post|delete|options|head|patch|trace)$/;

/** Copies into each operation what its path and its document say about all of their operations. */
function ownItem({ parameters, servers, ...item }: JsonObject, document: JsonObject): JsonObject {
  for (const [verb, operation] of Object.entries(item)) {
    if (!VERBS.test(verb) || !isObject(operation)) continue;
    const own = listOf(operation.parameters);
    const isOwn = (shared: unknown): boolean =>
      own.some(
        (one) =>
          isObject(one) &&
          isObject(shared) &&
          one.name !== undefined &&
          one.name === shared.name &&
          one.in === shared.in,
      );
    const security = operation.security ?? document.security;
    Object.assign(operation, {
      parameters: [...listOf(parameters).filter((shared) => !isOwn(shared)), ...own],
      servers: operation.servers ?? servers ?? document.servers,
      ...(security !== undefined && { security }),
    });
  }
  return item;
}

type Components = Map<string, Map<string, { value: unknown; text: string }>>;

/** Adds a document's components. A component whose name is taken by a different one is renamed everywhere. */
function addComponents(document: JsonObject, components: Components): void {
  const own = Object.entries(isObject(document.components) ? document.components : {}).flatMap(([kind, named]) =>
    Object.entries(isObject(named) ? named : {}).map(([name, value]) => ({
      kind,
      name,
      value,
      text: JSON.stringify(value),
    })),
  );
  const renamed = new Map<string, string>();
  // A component that refers to a renamed one is different, even if its text is the same.
  for (let count = -1; count < renamed.size; ) {
    count = renamed.size;
    for (const { kind, name, text } of own) {
      const taken = components.get(kind);
      const from = child("#/components", kind, name);
      const other = taken?.get(name);
      if (renamed.has(from) || other === undefined) continue;
      if (other.text === text && ![...renamed.keys()].some((target) => text.includes(`"${target}"`))) continue;
      let free = 2;
      while (taken?.has(`${name}${free}`) || own.some((one) => one.kind === kind && one.name === `${name}${free}`))
        free++;
      renamed.set(from, child("#/components", kind, `${name}${free}`));
    }
  }
  if (renamed.size > 0) redirect(document, renamed);
  for (const { kind, name, value } of own) {
    const named = components.get(kind) ?? new Map();
    components.set(kind, named);
    const to = renamed.get(child("#/components", kind, name));
    named.set(to === undefined ? name : (stepsOf(to).at(-1) ?? name), { value, text: JSON.stringify(value) });
  }
}

function redirect(value: unknown, renamed: ReadonlyMap<string, string>): void {
  const waiting = [value];
  const seen = new Set<unknown>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    for (const [key, inner] of Object.entries(next)) {
      if (key === "$ref" && typeof inner === "string") {
        const target = inner.split("/").slice(0, 4).join("/");
        const to = renamed.get(target);
        if (to !== undefined) Object.assign(next, { $ref: to + inner.slice(target.length) });
      } else waiting.push(inner);
    }
  }
}
