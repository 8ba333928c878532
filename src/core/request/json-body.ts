/** Writes bodies as JSON, and rejects what JSON would lose or change without an error. */
import { CrmError } from "../errors/errors.js";
import { printable } from "../errors/printable.js";
import { isArrayBuffer, isBlob, isDate, isPlainObject, isReadableStream, kindOf } from "../kind.js";
import { isRounded, ROUNDED } from "./parameters/scalar.js";

/**
 * The JSON of a body. Members that are undefined are left out, as always.
 * @throws CrmError `INVALID_BODY` that names the place: `body.data[0].Amount is NaN`.
 */
export function jsonBody(body: unknown): string {
  if (isBinary(body))
    throw new CrmError("the body is binary: pass it in a FormData, as a file", { code: "INVALID_BODY" });
  const problem = problemOf(body, "", 0);
  if (problem) {
    const path = printable(`body${problem.path}`, 200);
    throw new CrmError(`${path} ${problem.reason}`, { code: "INVALID_BODY", details: { path } });
  }
  return JSON.stringify(body);
}

/**
 * What JSON cannot express of a value, if anything.
 * @param name The name of the member that holds it
 * @throws what its getters and its `toJSON` throw
 */
export const jsonProblem = (value: unknown, name: string): Problem | undefined => problemOf(value, name, 0);

/** A value that JSON cannot express. The path is put together only if there is one. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}

/** Deeper bodies contain themselves, or are beyond what any server reads. */
const DEEPEST = 200;

/** How many parts of a path are named. */
const LONGEST_PATH = 8;

const BINARY = "is binary: upload it as a file";

const problem = (reason: string): Problem => ({ path: "", reason });

/** @param name The name of the member, or of the array that holds the value. */
function problemOf(value: unknown, name: string, depth: number): Problem | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return undefined;
    case "number":
      return numberProblem(value, name);
    case "undefined":
      return undefined;
    case "bigint":
      // Some programs teach JSON how to write a bigint.
      return "toJSON" in BigInt.prototype ? undefined : problem("is a bigint: pass it as a string");
    case "object":
      return value === null ? undefined : objectProblem(value, name, depth);
    default:
      return problem(`is a ${typeof value}, which JSON cannot express`);
  }
}

function numberProblem(value: number, name: string): Problem | undefined {
  if (!Number.isFinite(value))
    return problem(`is ${value}, which JSON cannot express: pass a number, or null to clear it`);
  return isRounded(value) && ID_NAME.test(name) ? problem(ROUNDED) : undefined;
}

function objectProblem(value: object, name: string, depth: number): Problem | undefined {
  if (depth > DEEPEST) return problem(`contains itself, or is more than ${DEEPEST} levels deep`);
  if (Array.isArray(value)) return arrayProblem(value, name, depth);
  if (ArrayBuffer.isView(value)) return problem(BINARY);
  if ("toJSON" in value && typeof value.toJSON === "function")
    return ownJsonProblem(value, value.toJSON(name), name, depth);
  const keys = Object.keys(value);
  if (keys.length === 0 && !isPlainObject(value)) return emptyProblem(value, name, depth);
  for (const key of keys) {
    const found = problemOf(value[key as keyof typeof value], key, depth + 1);
    if (found) return within(/^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`, found, depth);
  }
  return undefined;
}

function arrayProblem(items: readonly unknown[], name: string, depth: number): Problem | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    const found = item === undefined ? problem("is undefined") : problemOf(item, name, depth + 1);
    if (found) return within(`[${index}]`, found, depth);
  }
  return undefined;
}

/** What an object becomes by its own account: a date an ISO string, an invalid date null. */
function ownJsonProblem(value: object, json: unknown, name: string, depth: number): Problem | undefined {
  if (json === undefined || json === null) {
    return problem(isDate(value) ? "is an invalid date" : "has no JSON form: its toJSON() returns nothing");
  }
  return problemOf(json, name, depth + 1);
}

/** A number object is written as the number. A Map, a Set or a promise would become `{}`. */
function emptyProblem(value: object, name: string, depth: number): Problem | undefined {
  const inner: unknown = value.valueOf();
  if (inner !== value && typeof inner !== "object") return problemOf(inner, name, depth);
  if (isBinary(value)) return problem(BINARY);
  const kind = kindOf(value);
  return kind === "Object" ? undefined : problem(`is a ${kind}, which JSON cannot express: pass an array or an object`);
}

const within = (part: string, { path, reason }: Problem, depth: number): Problem => ({
  path: depth < LONGEST_PATH ? `${part}${path}` : "…",
  reason,
});

const isBinary = (value: unknown): boolean =>
  ArrayBuffer.isView(value) || isBlob(value) || isReadableStream(value) || isArrayBuffer(value);

/** Names of ids: `id`, `ids`, `What_Id`, `user_id`, `fileId`. */
const ID_NAME = /(?:^|_)[iI][dD]s?$|[a-z]I[dD]s?$/;
