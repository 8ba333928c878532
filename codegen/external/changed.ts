/** `--only`: the operations that overlays add or change, and the schemas that they need. */
import type { OpenAPI3 } from "openapi-typescript";
import { isObject, type JsonObject } from "./json.js";
import { child, stepsOf, valueAt } from "./pointer.js";

const VERBS = /^(?:get|put|post|delete|options|head|patch|trace)$/;

/** The text of every operation of a joined document, by its place. */
export function operationTexts(document: JsonObject): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const [path, given] of Object.entries(isObject(document.paths) ? document.paths : {})) {
    const item = isObject(given) && typeof given.$ref === "string" ? valueAt(document, given.$ref) : given;
    if (!isObject(item)) continue;
    // A parameter of the path is one of each operation.
    const shared = JSON.stringify([item.parameters, item.servers]);
    for (const [verb, operation] of Object.entries(item)) {
      if (VERBS.test(verb)) texts.set(child("#/paths", path, verb), JSON.stringify(operation) + shared);
    }
  }
  return texts;
}

/** The places of the operations that are new or have another text than before. */
export const changedSince = (before: ReadonlyMap<string, string>, document: JsonObject): ReadonlySet<string> =>
  new Set([...operationTexts(document)].filter(([at, text]) => before.get(at) !== text).map(([at]) => at));

/**
 * A normalized description with only some of its operations.
 * @param wanted Their places in the document that was normalized.
 */
export function onlyThese(description: OpenAPI3, wanted: ReadonlySet<string>): OpenAPI3 {
  const paths = Object.entries(description.paths ?? {}).flatMap(([path, item]) => {
    const kept = Object.entries(item).filter(([verb]) =>
      // Normalizing puts a slash before a path that has none.
      [path, path.slice(1)].some((one) => wanted.has(child("#/paths", one, verb))),
    );
    return kept.length > 0 ? [[path, Object.fromEntries(kept)] as const] : [];
  });
  const kept = Object.fromEntries(paths);
  const schemas = (description.components?.schemas ?? {}) as Record<string, JsonObject>;
  const needed = neededBy(kept, schemas);
  return {
    ...description,
    paths: kept,
    components: { schemas: Object.fromEntries(Object.entries(schemas).filter(([name]) => needed.has(name))) as never },
  };
}

/** The names of the schemas that a value refers to, directly or not. */
function neededBy(value: unknown, schemas: Readonly<Record<string, JsonObject>>): ReadonlySet<string> {
  const needed = new Set<string>();
  const waiting: unknown[] = [value];
  const need = (name: string): void => {
    if (needed.has(name) || !Object.hasOwn(schemas, name)) return;
    needed.add(name);
    waiting.push(schemas[name]);
  };
  const needAll = (isWanted: (schema: JsonObject) => boolean): void => {
    for (const [name, schema] of Object.entries(schemas)) if (isWanted(schema)) need(name);
  };
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (typeof inner !== "string") waiting.push(inner);
      else if (key === "$ref") need(stepsOf(inner).at(-1) ?? "");
      else if (key === "x-write") need(inner);
      else if (key === "x-record-of") needAll((schema) => schema["x-module"] === inner);
      else if (key === "x-records-of") needAll((schema) => "x-module" in schema || "x-record" in schema);
    }
  }
  return needed;
}
