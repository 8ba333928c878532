/** Values made from the schemas of the description, and what damages them. */
import fc from "fast-check";
import { resolved, type Schema } from "../support/described.js";

/** Values of strings, by the end of the member's name. */
type Texts = (name: string) => fc.Arbitrary<string>;

/** Bodies are not deeper than this. */
const DEPTH = 5;

/** Values that the schema allows, most of them. @param name Of the member that the value is for */
export function valuesOf(schema: Schema, texts: Texts, name = "", depth = DEPTH): fc.Arbitrary<unknown> {
  const { allOf, oneOf, anyOf, enum: choices, const: only, ...own } = resolved(schema);
  const inner = (one: Schema, called = name) => valuesOf(one, texts, called, depth - 1);
  if (only !== undefined) return fc.constant(only);
  if (choices !== undefined) return fc.constantFrom(...choices);
  if (allOf !== undefined) return inner(merged([...allOf, own]));
  const options = oneOf ?? anyOf;
  if (options !== undefined && depth > 0) return fc.oneof(...options.map((one) => inner(one)));
  switch ([own.type].flat().find((type) => type !== "null")) {
    case "object":
      return objectOf(own, texts, inner, depth);
    case "array": {
      const lengths = { minLength: Math.min(own.minItems ?? 0, 3), maxLength: Math.min(own.maxItems ?? 3, 3) };
      return depth > 0 ? fc.array(inner(own.items ?? {}), lengths) : fc.constant([]);
    }
    case "integer":
      return fc.integer({ min: own.minimum ?? -10, max: own.maximum ?? 10_000 });
    case "number":
      return fc.double({ min: own.minimum ?? -10, max: own.maximum ?? 10_000, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "string":
      return texts(name);
    default:
      return fc.oneof(texts(name), fc.jsonValue({ maxDepth: 2 }));
  }
}

function objectOf(
  { properties = {}, required = [], additionalProperties = true }: Schema,
  texts: Texts,
  inner: (schema: Schema, name: string) => fc.Arbitrary<unknown>,
  depth: number,
): fc.Arbitrary<unknown> {
  if (depth <= 0) return fc.constant({});
  const members = Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, inner(one, name)]));
  const known = fc.record(members, { requiredKeys: required.filter((name) => name in members) });
  if (additionalProperties === false || Object.keys(properties).length > 0) return known;
  const value = fc.oneof(texts("id"), texts("value"), fc.integer(), fc.boolean(), fc.constant(null));
  return fc.dictionary(texts("api_name"), value, { maxKeys: 5 });
}

/** One schema of several that hold at once. */
const merged = (parts: readonly Schema[]): Schema => {
  const read = parts.map(resolved).map(({ allOf, ...own }) => (allOf === undefined ? own : merged([...allOf, own])));
  return {
    ...Object.assign({}, ...read),
    properties: Object.assign({}, ...read.map(({ properties }) => properties)),
    required: read.flatMap(({ required = [] }) => required),
  };
};

const nested = (depth: number, list: boolean): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = list ? [value] : { a: value };
  return value;
};

/** What no schema expects. */
const STRANGE: readonly unknown[] = [
  ...[null, true, "", " ", [], {}, [[]], [null], 0, -1, -0, 0.1, 1e308, -1e308, 2 ** 53 + 2, 1e21],
  ...["null", "-1", "1e5", "NaN", "99999999999999999999999", "\u0000", "\ud800", "é́".repeat(50), "x".repeat(70_000)],
  ...["__proto__", "constructor", "%00", "../..", "1' or '1'='1", "2026-13-45", "2026-02-30T25:61:61+99:99"],
  ...[nested(19, true), nested(21, false), nested(500, true), { id: { id: {} } }, [{}], { length: 3 }],
  ...[JSON.parse('{"__proto__":{"polluted":1}}'), { constructor: { prototype: { polluted: 1 } } }, { toString: 1 }],
  ...[Array.from({ length: 101 }, () => ({})), Array.from({ length: 1_000 }, () => null)],
];

const KEYS = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "id",
  "",
  "a.b",
  "$se_module",
  "data",
  "length",
];

/** What is done to a JSON value: somewhere in it, a member is taken out, put in or replaced. */
export const damage: fc.Arbitrary<(value: unknown) => unknown> = fc
  .tuple(
    fc.array(fc.nat(20), { maxLength: 4 }),
    fc.constantFrom("drop", "add", "replace"),
    fc.constantFrom(...KEYS),
    fc.constantFrom(...STRANGE),
  )
  .map(([way, kind, key, strange]) => {
    const at = (value: unknown, [step, ...rest]: readonly number[]): unknown => {
      if (typeof value !== "object" || value === null || step === undefined)
        return kind === "drop" ? undefined : strange;
      const entries = Object.entries(value);
      const place = step % (entries.length || 1);
      const changed = entries.flatMap(([name, member], index) => {
        if (index !== place) return [[name, member]];
        if (kind === "drop" && rest.length === 0) return [];
        return [[name, at(member, rest)]];
      });
      if (kind === "add") changed.push([key, strange]);
      // Made of text, `__proto__` is a member like any other.
      return Array.isArray(value) ? changed.map(([, member]) => member) : fromEntries(changed);
    };
    return (value: unknown) => at(value, way);
  });

function fromEntries(entries: readonly (readonly unknown[])[]): object {
  const made = {};
  for (const [name, value] of entries)
    Object.defineProperty(made, String(name), { value, enumerable: true, configurable: true, writable: true });
  return made;
}
