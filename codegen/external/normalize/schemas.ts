/**
 * Normalizes schemas of OpenAPI 3.0 and 3.1 to the few forms that the generator supports: a reference, a simple type,
 * a closed set, an array, an object, a union, an intersection.
 */

import { isObject, type JsonObject, listOf, member, objectOf, proseOf, shown, textOf } from "../json.js";
import { child, stepsOf, valueAt } from "../pointer.js";
import type { Reports } from "../warning.js";
import { closedSet } from "./closed-set.js";
import { withoutCycles } from "./cycles.js";
import { extensionsOf } from "./extensions.js";
import { intersection, isAnything, isOpen, marksOf, orNull, union, withoutNotes } from "./forms.js";
import type { NameBook } from "./names.js";
import { typesOf } from "./type-names.js";

const COMPONENT = /^#\/components\/schemas\/([^/]+)$/;
/** Limits schemas that contain themselves endlessly, or are nested absurdly deep. */
const MAX_DEPTH = 60;
/** The maximum number of schemas that are merged where others refer to them. Merged ones contain merged ones. */
const MAX_JOINED = 2_000;

/** Parts of schemas that TypeScript has no types for. */
const UNTYPED = (
  "not if then else contains dependencies dependentRequired dependentSchemas propertyNames unevaluatedItems " +
  "unevaluatedProperties $dynamicRef"
).split(" ");

export class Schemas {
  readonly #document: JsonObject;
  readonly #names: NameBook;
  readonly #reports: Reports;
  /** The name of each referenced schema, by its pointer. */
  readonly #named = new Map<string, string>();
  readonly #done = new Map<string, JsonObject>();
  /** References whose contents are being merged with others. */
  readonly #joining = new Set<string>();
  #joined = 0;
  readonly #descriptions = new WeakMap<object, ReadonlyMap<string, string>>();

  constructor(document: JsonObject, names: NameBook, reports: Reports) {
    this.#document = document;
    this.#names = names;
    this.#reports = reports;
  }

  /** Names every schema of the components, first those that keep their names. */
  nameComponents(): void {
    const schemas = valueAt(this.#document, "#/components/schemas");
    if (!isObject(schemas)) return;
    const names = Object.keys(schemas);
    const isName = (name: string): boolean => /^[A-Z][A-Za-z0-9]*$/.test(name);
    for (const given of [...names.filter(isName), ...names.filter((name) => !isName(name))]) {
      const pointer = child("#/components/schemas", given);
      const name = this.#names.type(given);
      this.#named.set(pointer, name);
      if (name !== given) this.#reports.warn(pointer, "schema-name", `the type "${given}" is called ${name}`);
    }
    this.#nameModules(schemas);
    for (const given of names) {
      this.#write(child("#/components/schemas", given));
    }
  }

  /** Takes the names of the types that are derived from the schema of a module. */
  #nameModules(schemas: JsonObject): void {
    const seen = new Map<unknown, string>();
    for (const [given, schema] of Object.entries(schemas)) {
      const at = child("#/components/schemas", given);
      const module = isObject(schema) ? schema["x-module"] : undefined;
      if (!isObject(schema) || module === undefined) continue;
      const other = seen.get(module);
      seen.set(module, given);
      if (other !== undefined) {
        this.#reports.fail(
          child(at, "x-module"),
          "extension",
          `the schema "${other}" also has the x-module ${shown(module)}`,
        );
      }
      const name = this.#named.get(at) ?? "";
      const derived = [`${name}Update`, ...(schema["x-write"] === undefined ? [`New${name}`] : [])];
      for (const type of derived.filter((one) => this.#names.type(one) !== one)) {
        const remedy = type.endsWith("Update") ? "rename one of them" : "rename one of them, or name it as the x-write";
        this.#reports.fail(
          at,
          "extension",
          `a type that is derived from this module is called ${type}, as another; ${remedy}`,
        );
      }
    }
  }

  /** All named schemas, for the components. */
  components(): JsonObject {
    return withoutCycles(this.#done, this.#reports.warn);
  }

  /** Names a schema, and returns a reference to it. */
  hoist(name: string, schema: JsonObject): JsonObject {
    const taken = this.#names.type(name);
    this.#done.set(taken, schema);
    return { $ref: `#/components/schemas/${taken}` };
  }

  /** Follows references to a normalized schema. */
  meaning(schema: JsonObject): JsonObject {
    let found = schema;
    for (let step = 0; step < MAX_DEPTH && typeof found.$ref === "string"; step++) {
      found = this.#done.get(stepsOf(found.$ref).at(-1) ?? "") ?? {};
    }
    return found;
  }

  /** What a value may be: the meanings of the normalized schemas that a schema chooses from or consists of. */
  meanings(schema: JsonObject, seen: Set<JsonObject> = new Set()): JsonObject[] {
    const found = this.meaning(schema);
    const parts = [found.anyOf, found.oneOf, found.allOf].flatMap(listOf).filter(isObject);
    if (parts.length === 0) return [found];
    if (seen.has(found)) return [];
    seen.add(found);
    return parts.flatMap((part) => this.meanings(part, seen));
  }

  /** Follows references to a schema of the description, and returns it with its place. */
  raw(schema: unknown, at: string): [schema: unknown, at: string] {
    let [found, where] = [schema, at];
    for (let step = 0; step < MAX_DEPTH && isObject(found) && typeof found.$ref === "string"; step++) {
      where = found.$ref;
      found = valueAt(this.#document, where);
    }
    return [found, where];
  }

  /**
   * Reads the schema of a form.
   * @param files The fields that the form says are files, even if their schemas do not.
   */
  readForm(given: unknown, at: string, files: ReadonlySet<string>): JsonObject {
    const [form, where] = this.raw(given, at);
    const properties = isObject(form) && isObject(form.properties) ? form.properties : {};
    const untyped = Object.entries(properties).filter(
      ([name, field]) =>
        files.has(name) &&
        isObject(field) &&
        ["type", "$ref", "contentEncoding"].every((key) => field[key] === undefined),
    );
    if (untyped.length === 0 || !isObject(form)) return this.read(given, at);
    const fields = untyped.map(
      ([name, field]) => [name, { ...Object(field), type: "string", format: "binary" }] as const,
    );
    return this.read({ ...form, properties: { ...properties, ...Object.fromEntries(fields) } }, where);
  }

  /** Reads a schema. */
  read(given: unknown, at: string, depth = 0): JsonObject {
    if (given === undefined || given === true) return {};
    if (!isObject(given)) {
      this.#reports.warn(at, "schema", `${shown(given)} is not a schema; it is read as "anything"`);
      return {};
    }
    if (depth > MAX_DEPTH) {
      this.#reports.warn(at, "schema", `nested deeper than ${MAX_DEPTH}; what follows is read as "anything"`);
      return {};
    }
    const inner = (value: unknown, ...steps: (string | number)[]) => this.read(value, child(at, ...steps), depth + 1);
    const notes = this.#notes(given, at);
    if (notes["x-module"] !== undefined || notes["x-module-part"] === true)
      return { ...record(given, inner), ...notes };
    const left = UNTYPED.filter((key) => given[key] !== undefined && given[key] !== false);
    if (left.length > 0)
      this.#reports.warn(at, "schema", `no type can express ${left.join(", ")}; they are not checked`);
    const parts: JsonObject[] = [];

    if (typeof given.$ref === "string") parts.push(this.#reference(given.$ref, at));
    const own = this.#own(given, at, inner);
    if (own) parts.push(own);
    for (const key of ["oneOf", "anyOf"]) {
      if (listOf(given[key]).length > 0) parts.push(this.#union(given, key, at, inner));
    }
    parts.push(...this.#allOf(given, at, depth));

    const whole = this.#missingRequired(given, at, intersection(parts));
    // Next to other parts, only an explicit `additionalProperties: true` opens an object.
    const isOpened = given.additionalProperties === true && given.properties === undefined && whole.$ref !== undefined;
    const schema = isOpened ? { allOf: [whole, { type: "object", additionalProperties: {} }] } : whole;
    const type = given.type;
    const nullable =
      given.nullable === true || given["x-nullable"] === true || (Array.isArray(type) && type.includes("null"));
    return { ...(nullable ? orNull(schema) : schema), ...notes };
  }

  #notes(given: JsonObject, at: string): JsonObject {
    const text = proseOf(given.description);
    const standard = given.default;
    // As a `default` member, it would make the property required.
    const shownDefault =
      standard === undefined || isObject(standard) ? undefined : `@default ${JSON.stringify(standard)}`;
    const description = [text, shownDefault].filter(Boolean).join("\n") || undefined;
    return objectOf([
      ["description", description],
      ["deprecated", given.deprecated === true ? true : undefined],
      ["readOnly", given.readOnly === true ? true : undefined],
      ["writeOnly", given.writeOnly === true ? true : undefined],
      ...extensionsOf("schema", given, at, this.#reports.warn).flatMap(([name, value]): [string, unknown][] => {
        const written = name === "x-write" ? this.#writeForm(String(value), given, at) : value;
        return written === undefined ? [] : [[name, written]];
      }),
    ]);
  }

  /** The name of the schema to write instead of another one: a schema of the components, or a name for a derived one. */
  #writeForm(given: string, { "x-module": module }: JsonObject, at: string): string | undefined {
    const pointer = child("#/components/schemas", given);
    const named = this.#named.get(pointer);
    if (named !== undefined) return named;
    if (module === undefined) {
      const name = this.#names.type(given);
      this.#named.set(pointer, name);
      return name;
    }
    this.#reports.fail(child(at, "x-write"), "extension", `there is no schema ${shown(given)} in the components`);
    return undefined;
  }

  #reference(ref: string, at: string): JsonObject {
    const named = this.#named.get(ref) ?? this.#nameTarget(ref, at);
    return named === undefined ? {} : { $ref: `#/components/schemas/${named}` };
  }

  /** References may lead to any place in the document, not only to components. */
  #nameTarget(ref: string, at: string): string | undefined {
    const [, plain] = COMPONENT.exec(ref) ?? [];
    const target = valueAt(this.#document, ref);
    const canonical = child("#", ...stepsOf(ref));
    const known = this.#named.get(canonical);
    if (known !== undefined) return known;
    if (!ref.startsWith("#/") || target === undefined) {
      this.#reports.fail(
        at,
        "reference",
        `there is nothing at "${ref}"; correct the reference, or replace it in an overlay`,
      );
      return undefined;
    }
    const steps = stepsOf(ref);
    const name = this.#names.type(
      plain ??
        steps
          .filter((step) => !/^(properties|items|schema|\d+)$/.test(step))
          .slice(-2)
          .join(" "),
    );
    this.#named.set(canonical, name);
    this.#write(canonical);
    return name;
  }

  #write(pointer: string): void {
    const name = this.#named.get(pointer) ?? "";
    // Reserves the place, so that types keep the order of the description.
    this.#done.set(name, {});
    const given = valueAt(this.#document, pointer);
    const read = this.read(given, pointer);
    this.#done.set(name, isAnything(read) && isObject(given) ? demanding({ ...read, ...OPEN }, given, read) : read);
  }

  /** The schema's own type, without the schemas that it is composed of. */
  #own(given: JsonObject, at: string, inner: Inner): JsonObject | undefined {
    const types = typesOf(given, at, this.#reports.warn);
    const set = closedSet(given, types, at, this.#reports.warn);
    if (set) return set;
    const schemas = types.filter((type) => type !== "null").map((type) => this.#simple(type, given, at, inner));
    if (types.length > 0 && schemas.length === 0) return { type: "null" };
    const isComposed = ["$ref", "oneOf", "anyOf", "allOf"].some((key) => given[key] !== undefined);
    // `type: object` next to `allOf` adds nothing to its parts.
    const told = isComposed
      ? schemas.filter((schema) => !isOpen(schema))
      : schemas.map((schema) => demanding(schema, given));
    return told.length === 0 ? undefined : union("anyOf", told);
  }

  #simple(type: string, given: JsonObject, at: string, inner: Inner): JsonObject {
    const format = textOf(given.format);
    switch (type) {
      case "string":
        if (isFile(given)) return { type, format: "binary" };
        return objectOf([
          ["type", type],
          ["format", format],
        ]);
      case "array":
        return { type, ...this.#items(given, at, inner) };
      case "object":
        return this.#object(given, at, inner);
      default:
        return objectOf([
          ["type", type],
          ["format", format],
        ]);
    }
  }

  /** The items of an array. A tuple is one if its length is fixed; the order of other items has no type. */
  #items(given: JsonObject, at: string, inner: Inner): JsonObject {
    const first = given.prefixItems ?? (Array.isArray(given.items) ? given.items : undefined);
    if (!Array.isArray(first)) return { items: withoutNotes(inner(given.items, "items")) };
    const key = given.prefixItems ? "prefixItems" : "items";
    const described = first.map((item, index) => withoutNotes(inner(item, key, index)));
    const isLong = given.minItems === undefined || Number(given.minItems) >= first.length;
    const isClosed = given.items === false || given.additionalItems === false || given.maxItems === first.length;
    if (isLong && isClosed && first.length > 0) return { prefixItems: described };
    this.#reports.warn(child(at, key), "schema", "the order of the items is not checked, because their number is open");
    const rest = key === "prefixItems" && isObject(given.items) ? [withoutNotes(inner(given.items, "items"))] : [];
    return { items: union("anyOf", [...described, ...rest]) };
  }

  #object(given: JsonObject, at: string, inner: Inner): JsonObject {
    const described = isObject(given.properties) ? Object.entries(given.properties) : [];
    if (given.properties !== undefined && !isObject(given.properties)) {
      this.#reports.warn(
        child(at, "properties"),
        "schema",
        `${shown(given.properties)} are not properties; they are left out`,
      );
    }
    const properties = described
      .filter(([, value]) => value !== false)
      .map(([name, value]) => [name, inner(value, "properties", name)] as const);
    const known = new Set(properties.map(([name]) => name));
    const required = listOf(given.required).filter(
      (name): name is string => typeof name === "string" && known.has(name),
    );
    const open = isObject(given.additionalProperties) ? given.additionalProperties : undefined;
    const patterns = Object.entries(isObject(given.patternProperties) ? given.patternProperties : {});
    if (patterns.length > 0) {
      const place = child(at, "patternProperties");
      this.#reports.warn(place, "schema", "the names of patternProperties are not checked");
    }
    if (properties.length === 0) {
      const values = [
        ...(open ? [withoutNotes(inner(open, "additionalProperties"))] : []),
        ...patterns.map(([name, value]) => withoutNotes(inner(value, "patternProperties", name))),
      ];
      const isAnyOther = values.length === 0 || given.additionalProperties === true;
      return { type: "object", additionalProperties: isAnyOther ? {} : union("anyOf", values) };
    }
    return objectOf([
      ["type", "object"],
      ["properties", Object.fromEntries(properties)],
      ["required", required.length > 0 ? [...new Set(required)] : undefined],
      // With a type, they would also restrict the named properties.
      ["additionalProperties", open || patterns.length > 0 || given.additionalProperties === true ? {} : undefined],
    ]);
  }

  /**
   * The parts of an intersection. Parts that describe a property differently are merged, so that it has one type:
   * a program could not use a value of `A[] & B[]`.
   */
  #allOf(given: JsonObject, at: string, depth: number): JsonObject[] {
    const all = listOf(given.allOf);
    const own = isObject(given.properties) ? [{ properties: given.properties }] : [];
    const described = [...all, ...own].map((part) => this.#described(part, at));
    return all.map((part, index) => {
      const where = child(at, "allOf", index);
      const ref = isObject(part) ? textOf(part.$ref) : undefined;
      const clashes = described.some((others, other) => other !== index && differ(described[index], others));
      if (ref === undefined || !clashes || this.#joining.has(ref)) return this.read(part, where, depth + 1);
      if (this.#joined === MAX_JOINED) {
        this.#reports.warn(
          where,
          "schema",
          "too many schemas consist of others that contradict them; this one is not merged",
        );
        return this.read(part, where, depth + 1);
      }
      this.#joined++;
      this.#joining.add(ref);
      const [raw, target] = this.raw(part, where);
      const joined = this.read(raw, target, depth + 1);
      this.#joining.delete(ref);
      return joined;
    });
  }

  /** The properties of a schema and of its parts, as JSON. */
  #described(given: unknown, at: string): ReadonlyMap<string, string> {
    const [schema, where] = this.raw(given, at);
    if (!isObject(schema)) return new Map();
    const known = this.#descriptions.get(schema) ?? new Map(this.#describe(schema, where, new Set()));
    this.#descriptions.set(schema, known);
    return known;
  }

  #describe(given: unknown, at: string, seen: Set<unknown>): [name: string, text: string][] {
    const [schema, where] = this.raw(given, at);
    if (!isObject(schema) || seen.has(schema)) return [];
    seen.add(schema);
    const parts = listOf(schema.allOf).flatMap((part) => this.#describe(part, where, seen));
    const own = Object.entries(isObject(schema.properties) ? schema.properties : {});
    return [...parts, ...own.map(([name, value]): [string, string] => [name, JSON.stringify(value) ?? ""])];
  }

  /** Names in `required` that another part of the schema describes: `allOf: [Base, { required: [id] }]`. */
  #missingRequired(given: JsonObject, at: string, schema: JsonObject): JsonObject {
    if (given.$ref === undefined && given.allOf === undefined) return schema;
    const inline = [given, ...listOf(given.allOf).filter((part) => isObject(part) && part.$ref === undefined)].filter(
      isObject,
    );
    const own = new Set(inline.flatMap(({ properties }) => Object.keys(isObject(properties) ? properties : {})));
    const known = [schema, ...listOf(schema.allOf)].filter(isObject).flatMap(({ required }) => listOf(required));
    const missing = inline
      .flatMap(({ required }) => listOf(required))
      .filter((name): name is string => typeof name === "string" && !known.includes(name));
    if (missing.length === 0) return schema;
    if (isAnything(schema)) return demanding({ ...schema, ...OPEN }, { required: missing });
    const properties = missing.map((name) => [name, own.has(name) ? {} : this.#inherited(given, at, name)]);
    const required = [...new Set(missing)];
    return intersection([schema, { type: "object", properties: Object.fromEntries(properties), required }]);
  }

  /** A property, as the first part that has it describes it. */
  #inherited(given: unknown, at: string, name: string, seen: Set<unknown> = new Set()): JsonObject {
    const [schema, where] = this.raw(given, at);
    if (!isObject(schema) || seen.has(schema)) return {};
    seen.add(schema);
    const own = isObject(schema.properties) ? member(schema.properties, name) : undefined;
    if (own !== undefined) {
      const read = this.read(own, child(where, "properties", name));
      return { ...withoutNotes(read), ...marksOf(read) };
    }
    for (const [index, part] of listOf(schema.allOf).entries()) {
      const found = this.#inherited(part, child(where, "allOf", index), name, seen);
      if (!isAnything(found)) return found;
    }
    return {};
  }

  #union(given: JsonObject, key: string, at: string, inner: Inner): JsonObject {
    const { discriminator } = given;
    if (listOf(given[key]).some(onlyDemands)) {
      const message = `which members ${key} requires together is not checked; each of them may be left out`;
      this.#reports.warn(child(at, key), "schema", message);
    }
    const property = isObject(discriminator) ? textOf(discriminator.propertyName) : undefined;
    const mapping =
      isObject(discriminator) && isObject(discriminator.mapping) ? Object.entries(discriminator.mapping) : [];
    const parts = listOf(given[key]).map((part, index) => {
      const schema = withoutNotes(inner(part, key, index));
      const ref = isObject(part) ? textOf(part.$ref) : undefined;
      if (property === undefined || ref === undefined || this.#tells(part, at, property)) return schema;
      const values = mapping
        .filter(([, target]) => target === ref || target === stepsOf(ref).at(-1))
        .map(([value]) => value);
      const tags = values.length > 0 ? values : [stepsOf(ref).at(-1)];
      return intersection([
        schema,
        { type: "object", properties: objectOf([[property, { enum: tags }]]), required: [property] },
      ]);
    });
    return union(key, parts);
  }

  /** Whether a part of a union says by itself which value its discriminator has, or is nothing that could. */
  #tells(part: unknown, at: string, property: string): boolean {
    const [raw] = this.raw(part, at);
    if (!isObject(raw) || (raw.type !== undefined && raw.type !== "object")) return true;
    return [raw, ...listOf(raw.allOf)].filter(isObject).some(({ properties }) => {
      const described = isObject(properties) ? member(properties, property) : undefined;
      return isObject(described) && (described.const !== undefined || described.enum !== undefined);
    });
  }
}

/** An object with any members. */
const OPEN: JsonObject = { type: "object", additionalProperties: {} };

/**
 * An object of which only the names of some members are known.
 * @param otherwise What it is if none are.
 */
function demanding(schema: JsonObject, { required }: JsonObject, otherwise = schema): JsonObject {
  const names = listOf(required).filter((name): name is string => typeof name === "string");
  if (!isOpen(schema) || names.length === 0) return otherwise;
  return { ...schema, properties: Object.fromEntries(names.map((name) => [name, {}])), required: [...new Set(names)] };
}

/** Whether a part of a union only says which members are required. */
const onlyDemands = (part: unknown): boolean =>
  isObject(part) &&
  listOf(part.required).length > 0 &&
  ["type", "properties", "$ref", "allOf"].every((key) => !(key in part));

/** Whether a string is a file, where a form may have files. Encoded as text, it is a string everywhere. */
function isFile({ type, format, contentMediaType, contentEncoding }: JsonObject): boolean {
  if (format === "binary" || type === "file" || contentEncoding === "binary") return true;
  return (
    typeof contentMediaType === "string" && contentEncoding === undefined && !/\bjson\b|^text\//.test(contentMediaType)
  );
}

/** The fields of a module keep their form, which the types of its records are derived from. */
function record(given: JsonObject, inner: Inner): JsonObject {
  const properties = Object.entries(isObject(given.properties) ? given.properties : {});
  return objectOf([
    ["type", "object"],
    ["allOf", given.allOf && listOf(given.allOf).map((part, index) => inner(part, "allOf", index))],
    ["properties", Object.fromEntries(properties.map(([name, value]) => [name, inner(value, "properties", name)]))],
    ["required", listOf(given.required).filter((name) => typeof name === "string")],
  ]);
}

type Inner = (value: unknown, ...steps: (string | number)[]) => JsonObject;

const differ = (first: ReadonlyMap<string, string> | undefined, second: ReadonlyMap<string, string>): boolean =>
  [...(first ?? [])].some(([name, text]) => (second.get(name) ?? text) !== text);
