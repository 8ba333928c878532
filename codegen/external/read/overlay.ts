/** OpenAPI Overlay 1.0 and 1.1: a document that lists changes to a description. */
import { isObject, type JsonObject } from "../json.js";
import { child } from "../pointer.js";
import type { Report, Reports } from "../warning.js";
import { find, valueAlong, type Way } from "./json-path.js";
import { measure, OVERLAY_LIMITS, type OverlayLimits } from "./limits.js";

const ROOT_MEMBERS: ReadonlySet<string> = new Set(["overlay", "info", "extends", "actions"]);
const ACTION_MEMBERS: ReadonlySet<string> = new Set(["target", "description", "update", "remove"]);

/** What carrying out an action needs. */
interface Context extends Reports {
  readonly document: JsonObject;
  /** Whether the overlay is of version 1.1: with `copy`, single values as targets, and actions that do nothing. */
  readonly isLater: boolean;
  /** Copies a value into the document. */
  readonly copy: <T>(value: T) => T;
  readonly limits: OverlayLimits;
  /** The number of values that the document has by now, at most. */
  size: number;
}

/**
 * Applies the actions of an overlay in order, in place.
 * @param reports Called for each mistake, with its place in the overlay.
 * @param copy Copies a value of the overlay into the document.
 */
export function applyOverlay(
  document: JsonObject,
  overlay: unknown,
  { warn, fail }: Reports,
  copy: <T>(value: T) => T = structuredClone,
  limits: OverlayLimits = OVERLAY_LIMITS,
): void {
  if (!isObject(overlay)) {
    fail("#", "overlay", "this is not an overlay; see the OpenAPI Overlay Specification 1.0.0");
    return;
  }
  const [, minor] = /^1\.([01])\.\d+$/.exec(String(overlay.overlay)) ?? [];
  if (minor === undefined) {
    const found = JSON.stringify(overlay.overlay);
    fail("#/overlay", "overlay", `an overlay begins with "overlay: 1.0.0" or "overlay: 1.1.0", not ${found}`);
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
  const size = measure(document);
  const context = {
    document,
    isLater: minor === "1",
    copy,
    limits,
    size: typeof size === "number" ? size : limits.values,
  };
  for (const [index, action] of actions.entries()) {
    const at = child("#/actions", index);
    const naming = (report: Report): Report => {
      return (pointer, rule, message) => report(pointer, rule, `actions[${index}]: ${message}`);
    };
    const reports = { warn: naming(warn), fail: naming(fail) };
    if (!isObject(action)) reports.fail(at, "overlay", "this is not an action");
    else context.size = carryOut({ ...context, ...reports }, action, at);
    if (context.size > limits.values) return;
  }
}

/** @returns The number of values that the document has afterwards, at most. */
function carryOut(context: Context, action: JsonObject, at: string): number {
  const { document, isLater, copy, limits, warn, fail, size } = context;
  checkMembers(action, isLater ? new Set([...ACTION_MEMBERS, "copy"]) : ACTION_MEMBERS, at, fail);
  const { target, remove } = action;
  if (typeof target !== "string") {
    fail(child(at, "target"), "overlay", "add a target to the action, a JSONPath such as $.paths");
    return size;
  }
  if (remove !== true && action.update === undefined && !(isLater && action.copy !== undefined)) {
    if (!isLater) fail(at, "overlay", `"${target}": say what to do: update, or remove: true`);
    return size;
  }
  const places = found(context, target, child(at, "target"));
  if (places === undefined) return size;
  if (places.length === 0) {
    const report = isLater ? warn : fail;
    report(child(at, "target"), "overlay", `"${target}" matches nothing in the description`);
    return size;
  }
  if (remove === true) {
    // Removes the last items of an array first, so that the others keep their indices.
    for (const place of places.toReversed()) removeAt(document, place, target, at, fail);
    return size;
  }
  const source = sourceOf(context, action, at);
  if (source === undefined) return size;
  const added = measure(source.value);
  const after = size + places.length * (typeof added === "number" ? added : limits.values);
  if (after > limits.values) {
    fail(at, "overlay", `"${target}": the description would have more than ${limits.values} values`);
    return after;
  }
  // What is copied may contain its target.
  const given = places.map((place) => [place, copy(source.value)] as const);
  for (const [place, value] of given) change(context, place, value, target, child(at, "target"));
  return after;
}

/** The value that an action puts into the description. */
function sourceOf(context: Context, action: JsonObject, at: string): { value: unknown } | undefined {
  const { document, isLater } = context;
  const { update, copy, target } = action;
  if (copy === undefined || !isLater) {
    for (const ref of externalReferences(update)) {
      const remedy = "add its target to the components, and refer to #/components/…";
      context.fail(child(at, "update"), "overlay", `"${ref}" leads out of the description; ${remedy}`);
    }
    return { value: update };
  }
  const fail = (message: string): undefined => {
    context.fail(child(at, "copy"), "overlay", message);
    return undefined;
  };
  if (update !== undefined) return fail(`"${String(target)}": use either update or copy`);
  if (typeof copy !== "string") return fail("copy is a JSONPath such as $.paths['/a']");
  const places = found(context, copy, child(at, "copy"));
  const [place, ...others] = places ?? [];
  if (places === undefined) return undefined;
  if (place === undefined || others.length > 0) {
    return fail(`"${copy}" matches ${places.length} values in the description; it must match one`);
  }
  return { value: valueAlong(document, place) };
}

/** The ways to what a JSONPath selects; a failure if that cannot be found. */
function found({ document, limits, fail }: Context, expression: string, at: string): Way[] | undefined {
  const ways = find(document, expression, limits);
  if (typeof ways !== "string") return ways;
  fail(at, "overlay", `"${expression}": ${ways}`);
  return undefined;
}

/** Puts a value into one place: merges objects, appends to arrays, and in later overlays replaces single values. */
function change(context: Context, place: Way, given: unknown, target: string, at: string): void {
  const { document, isLater, fail } = context;
  const value = valueAlong(document, place);
  const [last, parent] = [place.at(-1), valueAlong(document, place.slice(0, -1))];
  const isSingle = typeof value !== "object" || value === null;
  if (Array.isArray(value)) {
    for (const one of Array.isArray(given) ? given : [given]) value.push(one);
  } else if (isObject(value) && isObject(given)) merge(value, given);
  else if (isSingle && !isLater) fail(at, "overlay", `"${target}" matches a single value; update the object around it`);
  else if (isSingle && last !== undefined && (typeof given !== "object" || given === null)) {
    setMember(parent as object, last, given);
  } else {
    const kind = isSingle ? "a single value" : "an object";
    fail(at, "overlay", `"${target}" matches ${kind}, which only ${kind} can change`);
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

/** Merges objects member by member, appends to arrays, and replaces anything else. */
function merge(into: JsonObject, from: JsonObject): void {
  for (const [name, value] of Object.entries(from)) {
    const had = Object.hasOwn(into, name) ? into[name] : undefined;
    if (isObject(had) && isObject(value)) merge(had, value);
    else if (Array.isArray(had) && Array.isArray(value)) {
      for (const one of value) had.push(one);
    } else setMember(into, name, value);
  }
}

/** Assigning to `__proto__` would set the prototype, not add a member. */
const setMember = (object: object, name: string | number, value: unknown): void => {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
};

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
