/** OpenAPI Overlay 1.0.0: a document that lists changes to a description. */
import { type JSONValue, jsonpath } from "json-p3";
import { isObject, type JsonObject } from "../json.js";
import { child } from "../pointer.js";
import type { Report } from "../warning.js";

const ROOT_MEMBERS: ReadonlySet<string> = new Set(["overlay", "info", "extends", "actions"]);
const ACTION_MEMBERS: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

/**
 * Applies the actions of an overlay in order, in place.
 * @param fail Called for each mistake, with its place in the overlay.
 * @param copy Copies a value of the overlay into the document.
 */
export function applyOverlay(
  document: JsonObject,
  overlay: unknown,
  fail: Report,
  copy: <T>(value: T) => T = structuredClone,
): void {
  if (!isObject(overlay)) {
    fail("#", "overlay", "this is not an overlay; see the OpenAPI Overlay Specification 1.0.0");
    return;
  }
  if (!/^1\.0\.\d+$/.test(String(overlay.overlay))) {
    fail("#/overlay", "overlay", `an overlay begins with "overlay: 1.0.0", not ${JSON.stringify(overlay.overlay)}`);
    return;
  }
  checkMembers(overlay, ROOT_MEMBERS, "#", fail);
  const { info, actions } = overlay;
  if (!isObject(info) || info.title === undefined || info.version === undefined) {
    fail("#/info", "overlay", "add an info with a title and a version to the overlay");
  }
  if (!Array.isArray(actions) || actions.length === 0) {
    fail("#/actions", "overlay", "add at least one action to the overlay");
    return;
  }
  for (const [index, action] of actions.entries()) {
    const at = child("#/actions", index);
    const told: Report = (pointer, rule, message) => fail(pointer, rule, `actions[${index}]: ${message}`);
    if (!isObject(action)) told(at, "overlay", "this is not an action");
    else carryOut(document, action, at, told, copy);
  }
}

function carryOut(document: JsonObject, action: JsonObject, at: string, fail: Report, copy: <T>(value: T) => T): void {
  checkMembers(action, ACTION_MEMBERS, at, fail);
  const { target, update, remove } = action;
  if (typeof target !== "string") {
    fail(child(at, "target"), "overlay", "add a target to the action, a JSONPath such as $.paths");
    return;
  }
  if (remove !== true && update === undefined) {
    fail(at, "overlay", `"${target}": say what to do: update, or remove: true`);
    return;
  }
  const places = find(document, target, child(at, "target"), fail);
  if (places === undefined) return;
  if (places.length === 0) {
    fail(child(at, "target"), "overlay", `"${target}" matches nothing in the description`);
    return;
  }
  if (remove === true) {
    // Removes the last items of an array first, so that the others keep their indices.
    for (const place of places.toReversed()) removeAt(document, place, target, at, fail);
    return;
  }
  for (const ref of externalReferences(update)) {
    fail(
      child(at, "update"),
      "overlay",
      `"${ref}" leads out of the description; add its target to the components, and refer to #/components/…`,
    );
  }
  for (const place of places) {
    const value = valueAlong(document, place);
    if (Array.isArray(value)) value.push(...(Array.isArray(update) ? update : [update]).map((one) => copy(one)));
    else if (isObject(value) && isObject(update)) merge(value, update, copy);
    else fail(child(at, "target"), "overlay", `"${target}" matches a single value; update the object around it`);
  }
}

type Way = readonly (string | number)[];

function find(document: JsonObject, target: string, at: string, fail: Report): Way[] | undefined {
  try {
    return jsonpath.query(target, document as JSONValue).nodes.map(({ location }) => location);
  } catch (error) {
    fail(at, "overlay", `"${target}" is not a JSONPath: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function removeAt(document: JsonObject, place: Way, target: string, at: string, fail: Report): void {
  const last = place.at(-1);
  const parent = valueAlong(document, place.slice(0, -1));
  if (last === undefined)
    fail(child(at, "target"), "overlay", `"${target}" is the whole description, which cannot be removed`);
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isObject(parent)) Reflect.deleteProperty(parent, last);
}

/** The value at a path that JSONPath has just found. */
const valueAlong = (document: unknown, place: Way): unknown =>
  place.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], document);

/** Merges objects member by member, appends to arrays, and replaces anything else. */
function merge(into: JsonObject, from: JsonObject, copy: <T>(value: T) => T): void {
  for (const [name, value] of Object.entries(from)) {
    const had = Object.hasOwn(into, name) ? into[name] : undefined;
    if (isObject(had) && isObject(value)) merge(had, value, copy);
    else if (Array.isArray(had) && Array.isArray(value)) had.push(...value.map((one) => copy(one)));
    // Assigning to `__proto__` would set the prototype, not add a member.
    else
      Object.defineProperty(into, name, { value: copy(value), enumerable: true, configurable: true, writable: true });
  }
}

function checkMembers(object: JsonObject, known: ReadonlySet<string>, at: string, fail: Report): void {
  for (const name of Object.keys(object)) {
    if (known.has(name) || name.startsWith("x-")) continue;
    fail(child(at, name), "overlay", `"${name}" is unknown here; known are ${[...known].join(", ")}`);
  }
}

function externalReferences(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" ? (inner.startsWith("#") ? [] : [inner]) : externalReferences(inner),
  );
}

/** The description that an overlay says it extends. */
export const extendsOf = (overlay: unknown): string | undefined =>
  isObject(overlay) && typeof overlay.extends === "string" ? overlay.extends : undefined;
