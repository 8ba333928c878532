import { isObject } from "../json.js";
import { child, stepsOf, valueAt } from "../pointer.js";

/** Finds references that lead back to themselves, `{ $ref: A }` at B and `{ $ref: B }` at A, or into `null`. */
export function deadReferences(document: unknown): string[] {
  const found: string[] = [];
  const seen = new Set<unknown>();
  const waiting: [unknown, string][] = [[document, "#"]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, pointer] = next;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isObject(value) && typeof value.$ref === "string" && isDead(document, value)) found.push(pointer);
    for (const [key, inner] of Object.entries(value)) waiting.push([inner, child(pointer, key)]);
  }
  return found.toReversed();
}

function isDead(document: unknown, start: object): boolean {
  const way = new Set<unknown>();
  let value: unknown = start;
  while (isObject(value) && typeof value.$ref === "string" && value.$ref.startsWith("#/")) {
    if (way.has(value)) return true;
    way.add(value);
    if (leadsIntoNull(document, value.$ref)) return true;
    value = valueAt(document, value.$ref);
  }
  return false;
}

const leadsIntoNull = (document: unknown, ref: string): boolean =>
  stepsOf(ref).some((_, index, steps) => valueAt(document, child("#", ...steps.slice(0, index))) === null);
