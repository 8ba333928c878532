/**
 * Brings schemas of OpenAPI 3.0 and 3.1 into the few forms that the generator writes types from: a reference, a plain
 * type, a closed set, a list, an object, a union, an intersection.
 */

import { isObject, type JsonObject, listOf, member, objectOf, proseOf, textOf } from "./json.js";
import type { NameBook } from "./names.js";
import { child, stepsOf, valueAt } from "./pointer.js";
import type { Reports } from "./warning.js";

const COMPONENT = /^#\/components\/schemas\/([^/]+)$/;
const TYPES: ReadonlySet<string> = new Set("string number integer boolean null array object".split(" "));
/** Types of other languages that stand in descriptions all the same. */
const OTHER_TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  date: "string",
  "date-time": "string",
  datetime: "string",
  decimal: "number",
  double: "number",
  file: "string",
  float: "number",
  int: "integer",
  int32: "integer",
  int64: "integer",
  long: "integer",
  map: "object",
  str: "string",
  text: "string",
  uuid: "string",
};
/** Schemas that hold themselves without end, or are nested as nobody writes them. */
const MAX_DEPTH = 60;

export class Schemas {
  readonly #document: JsonObject;
  readonly #names: NameBook;
  readonly #reports: Reports;
  /** Name of each schema that something refers to, by its pointer. */
  readonly #named = new Map<string, string>();
  readonly #done = new Map<string, JsonObject>();

  constructor(document: JsonObject, names: NameBook, reports: Reports) {
    this.#document = document;
    this.#names = names;
    this.#reports = reports;
  }

  /**
   * Gives every schema among the components its name, first those that keep theirs.
   * @param forms Pointers of those that are forms with files.
   */
  nameComponents(forms: ReadonlySet<string>): void {
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
    for (const given of names) {
      const pointer = child("#/components/schemas", given);
      this.#write(pointer, forms.has(pointer));
    }
  }

  /** All that have a name, to stand among the components. */
  components(): JsonObject {
    return this.#withoutCircles(Object.fromEntries(this.#done));
  }

  /** Gives a schema a name of its own, and refers to it. */
  hoist(name: string, schema: JsonObject): JsonObject {
    const taken = this.#names.type(name);
    this.#done.set(taken, schema);
    return { $ref: `#/components/schemas/${taken}` };
  }

  /** Follows a reference to what it means. */
  meaning(schema: JsonObject): JsonObject {
    let found = schema;
    for (let step = 0; step < MAX_DEPTH && typeof found.$ref === "string"; step++) {
      found = this.#done.get(stepsOf(found.$ref).at(-1) ?? "") ?? {};
    }
    return found;
  }

  /** The schema as it stands in the description, behind its references, and where. */
  raw(schema: unknown, at: string): [schema: unknown, at: string] {
    let [found, where] = [schema, at];
    for (let step = 0; step < MAX_DEPTH && isObject(found) && typeof found.$ref === "string"; step++) {
      where = found.$ref;
      found = valueAt(this.#document, where);
    }
    return [found, where];
  }

  /**
   * Reads a schema.
   * @param files Whether a text of the format `binary` is a file: in multipart forms it is, within JSON it is text.
   */
  read(given: unknown, at: string, files = false, depth = 0): JsonObject {
    if (given === undefined || given === true) return {};
    if (!isObject(given)) {
      this.#reports.warn(at, "schema", `${shown(given)} is no schema; it is read as "anything"`);
      return {};
    }
    if (depth > MAX_DEPTH) {
      this.#reports.warn(at, "schema", `nested deeper than ${MAX_DEPTH}; what follows is read as "anything"`);
      return {};
    }
    const inner = (value: unknown, ...steps: (string | number)[]) =>
      this.read(value, child(at, ...steps), files, depth + 1);
    const notes = this.#notes(given);
    const parts: JsonObject[] = [];

    if (typeof given.$ref === "string") parts.push(this.#reference(given.$ref, at));
    const own = this.#own(given, at, inner, files);
    if (own) parts.push(own);
    for (const key of ["oneOf", "anyOf"]) {
      if (listOf(given[key]).length > 0) parts.push(this.#union(given, key, at, inner));
    }
    for (const [index, part] of listOf(given.allOf).entries()) parts.push(inner(part, "allOf", index));

    const schema = this.#missingRequired(given, at, intersection(parts));
    const type = given.type;
    const nullable =
      given.nullable === true || given["x-nullable"] === true || (Array.isArray(type) && type.includes("null"));
    return { ...(nullable ? orNull(schema) : schema), ...notes };
  }

  #notes(given: JsonObject): JsonObject {
    const text = proseOf(given.description);
    const standard = given.default;
    // As a member of its own the default would make the property required.
    const shownDefault =
      standard === undefined || isObject(standard) ? undefined : `@default ${JSON.stringify(standard)}`;
    const description = [text, shownDefault].filter(Boolean).join("\n") || undefined;
    return objectOf([
      ["description", description],
      ["deprecated", given.deprecated === true ? true : undefined],
    ]);
  }

  #reference(ref: string, at: string): JsonObject {
    const named = this.#named.get(ref) ?? this.#nameTarget(ref, at);
    return named === undefined ? {} : { $ref: `#/components/schemas/${named}` };
  }

  /** Schemas may refer to any place of the document, not to components alone. */
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
        `nothing stands at "${ref}"; correct the reference, or replace it in an overlay`,
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

  #write(pointer: string, files = false): void {
    const name = this.#named.get(pointer) ?? "";
    // The place is kept, so that types stand in the order of the description.
    this.#done.set(name, {});
    this.#done.set(name, this.read(valueAt(this.#document, pointer), pointer, files));
  }

  /** What the schema says of itself, apart from what it is made of. */
  #own(given: JsonObject, at: string, inner: Inner, files: boolean): JsonObject | undefined {
    const types = this.#types(given, at);
    const set = this.#closedSet(given, types, at);
    if (set) return set;
    const schemas = types.filter((type) => type !== "null").map((type) => this.#simple(type, given, at, inner, files));
    if (types.length > 0 && schemas.length === 0) return { type: "null" };
    const isComposed = ["$ref", "oneOf", "anyOf", "allOf"].some((key) => given[key] !== undefined);
    // `type: object` beside `allOf` says nothing that its parts do not.
    const told = isComposed ? schemas.filter((schema) => !isOpen(schema)) : schemas;
    return told.length === 0 ? undefined : union("anyOf", told);
  }

  #types(given: JsonObject, at: string): string[] {
    const stated = given.type === undefined ? [] : Array.isArray(given.type) ? given.type : [given.type];
    if (stated.length === 0) {
      if (isObject(given.properties) || isObject(given.additionalProperties)) return ["object"];
      if (given.items !== undefined || given.prefixItems !== undefined) return ["array"];
      return [];
    }
    const types = stated.flatMap((type) => {
      if (typeof type === "string" && TYPES.has(type)) return [type];
      const other = OTHER_TYPES[String(type).trim().toLowerCase()] ?? String(type).trim().toLowerCase();
      const known = TYPES.has(other) ? [other] : type === null ? ["null"] : [];
      const read = known[0] === undefined ? "anything" : known[0];
      this.#reports.warn(
        child(at, "type"),
        "schema-type",
        `${shown(type)} is no type of a schema; it is read as "${read}"`,
      );
      return known;
    });
    return [...new Set(types)];
  }

  #simple(type: string, given: JsonObject, at: string, inner: Inner, files: boolean): JsonObject {
    const format = textOf(given.format);
    const isFile =
      format === "binary" || given.type === "file" || given.contentMediaType === "application/octet-stream";
    switch (type) {
      case "string":
        if (isFile) return files ? { type, format: "binary" } : { type };
        return objectOf([
          ["type", type],
          ["format", format],
        ]);
      case "array":
        return { type, items: this.#items(given, inner) };
      case "object":
        return this.#object(given, at, inner);
      default:
        return objectOf([
          ["type", type],
          ["format", format],
        ]);
    }
  }

  #items(given: JsonObject, inner: Inner): JsonObject {
    const first = given.prefixItems ?? (Array.isArray(given.items) ? given.items : undefined);
    if (!Array.isArray(first)) return withoutNotes(inner(given.items, "items"));
    const key = given.prefixItems ? "prefixItems" : "items";
    const rest = key === "prefixItems" && isObject(given.items) ? [inner(given.items, "items")] : [];
    return union("anyOf", [...first.map((item, index) => inner(item, key, index)), ...rest].map(withoutNotes));
  }

  #object(given: JsonObject, at: string, inner: Inner): JsonObject {
    const described = isObject(given.properties) ? Object.entries(given.properties) : [];
    if (given.properties !== undefined && !isObject(given.properties)) {
      this.#reports.warn(
        child(at, "properties"),
        "schema",
        `${shown(given.properties)} are no properties; they are left out`,
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
    if (properties.length === 0) {
      return { type: "object", additionalProperties: open ? withoutNotes(inner(open, "additionalProperties")) : {} };
    }
    return objectOf([
      ["type", "object"],
      ["properties", Object.fromEntries(properties)],
      ["required", required.length > 0 ? [...new Set(required)] : undefined],
      // Typed, they would bind the named properties too.
      ["additionalProperties", open || given.additionalProperties === true ? {} : undefined],
    ]);
  }

  /** Names in `required` that another part of the schema describes: `allOf: [Base, { required: [id] }]`. */
  #missingRequired(given: JsonObject, at: string, schema: JsonObject): JsonObject {
    const described = [given, ...listOf(given.allOf)]
      .filter(isObject)
      .filter(({ $ref }) => $ref === undefined || given.$ref === $ref);
    const own = new Set(described.flatMap(({ properties }) => Object.keys(isObject(properties) ? properties : {})));
    const others = described
      .flatMap(({ required }) => listOf(required))
      .filter((name): name is string => typeof name === "string" && !own.has(name));
    if (others.length === 0 || isOpen(schema) || Object.keys(schema).length === 0) return schema;
    if (schema.$ref === undefined && !Array.isArray(schema.allOf)) return schema;
    const properties = Object.fromEntries(others.map((name) => [name, this.#inherited(given, at, name)]));
    return intersection([schema, { type: "object", properties, required: [...new Set(others)] }]);
  }

  /** A property as the first of a schema's parts describes it that has it. */
  #inherited(given: unknown, at: string, name: string, depth = 0): JsonObject {
    const [schema, where] = this.raw(given, at);
    if (!isObject(schema) || depth > MAX_DEPTH) return {};
    const own = isObject(schema.properties) ? member(schema.properties, name) : undefined;
    if (own !== undefined) return withoutNotes(this.read(own, child(where, "properties", name)));
    for (const [index, part] of listOf(schema.allOf).entries()) {
      const found = this.#inherited(part, child(where, "allOf", index), name, depth + 1);
      if (!isAnything(found)) return found;
    }
    return {};
  }

  #closedSet(given: JsonObject, types: readonly string[], at: string): JsonObject | undefined {
    if (given.const !== undefined && !isNested(given.const) && given.const !== null) return { const: given.const };
    if (!Array.isArray(given.enum)) return undefined;
    const scalar = given.enum.filter((value) => !isNested(value));
    if (scalar.length < given.enum.length) {
      this.#reports.warn(child(at, "enum"), "enum", "values that are objects or lists are left out of the closed set");
      return undefined;
    }
    const [type, ...more] = types.filter((one) => one !== "null");
    const values = more.length === 0 ? scalar.map((value) => coerced(value, type)) : scalar;
    if (JSON.stringify(values) !== JSON.stringify(scalar)) {
      this.#reports.warn(child(at, "enum"), "enum", `values are read as "${type}", as the type says`);
    }
    const nullable = given.nullable === true || types.includes("null");
    const set = [...new Set([...values, ...(nullable ? [null] : [])])];
    return set.length === 0 ? undefined : { enum: set };
  }

  #union(given: JsonObject, key: string, at: string, inner: Inner): JsonObject {
    const { discriminator } = given;
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

  /** A type that is made of itself has no meaning, and TypeScript refuses it; the circle is cut where it closes. */
  #withoutCircles(schemas: JsonObject): JsonObject {
    const done = new Set<string>();
    const cut = (schema: JsonObject, way: readonly string[]): JsonObject => {
      const ref = textOf(schema.$ref);
      if (ref !== undefined) {
        const name = stepsOf(ref).at(-1) ?? "";
        if (way.includes(name)) {
          this.#reports.warn(
            child("#/components/schemas", way[0] ?? name),
            "circle",
            `the type ${name} is made of itself; that part is left out`,
          );
          return {};
        }
        visit(name, way);
        return schema;
      }
      const changed = ["allOf", "anyOf", "oneOf"].flatMap((key) => {
        const parts = listOf(schema[key]) as JsonObject[];
        return parts.length === 0 ? [] : [[key, parts.map((part) => cut(part, way))] as const];
      });
      const { allOf, anyOf, oneOf, ...rest } = schema;
      if (changed.length === 0) return schema;
      const [[key, parts] = ["anyOf", []]] = changed;
      const kept = parts.filter((part) => Object.keys(part).length > 0 || key !== "allOf");
      if (JSON.stringify(kept) === JSON.stringify(listOf(schema[key]))) return schema;
      return {
        ...(key === "allOf"
          ? intersection(kept)
          : union(
              key,
              kept.filter((part) => Object.keys(part).length > 0),
            )),
        ...rest,
      };
    };
    const result = new Map(Object.entries(schemas) as [string, JsonObject][]);
    const visit = (name: string, way: readonly string[]): void => {
      const schema = result.get(name);
      if (schema === undefined || done.has(name)) return;
      const without = cut(schema, [...way, name]);
      done.add(name);
      result.set(name, without);
    };
    for (const name of result.keys()) visit(name, []);
    return Object.fromEntries(result);
  }
}

type Inner = (value: unknown, ...steps: (string | number)[]) => JsonObject;

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? String(value);
const isNested = (value: unknown): boolean => typeof value === "object" && value !== null;

/** Numbers written as text, or text written as numbers, as YAML without quotes makes them. */
function coerced(value: unknown, type: string | undefined): unknown {
  if (value === null) return value;
  if (type === "string" && typeof value !== "string") return String(value);
  if ((type === "integer" || type === "number") && typeof value === "string" && Number.isFinite(Number(value))) {
    return Number(value);
  }
  return value;
}

/** Descriptions belong to what has a name; within a list or a union nobody reads them. */
function withoutNotes({ description: _, deprecated: __, ...schema }: JsonObject): JsonObject {
  return schema;
}

/** Whether it is an object of which nothing is known. */
export const isOpen = (schema: JsonObject): boolean =>
  schema.type === "object" &&
  schema.properties === undefined &&
  isObject(schema.additionalProperties) &&
  Object.keys(schema.additionalProperties).length === 0;

const isAnything = (schema: JsonObject): boolean => Object.keys(withoutNotes(schema)).length === 0;

function union(key: string, parts: readonly JsonObject[]): JsonObject {
  if (parts.some(isAnything)) return {};
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  const [only, ...more] = distinct;
  return only !== undefined && more.length === 0 ? only : { [key]: distinct };
}

export function orNull(schema: JsonObject): JsonObject {
  if (isAnything(schema) || schema.type === "null") return schema;
  if (Array.isArray(schema.enum))
    return schema.enum.includes(null) ? schema : { ...schema, enum: [...schema.enum, null] };
  if (
    typeof schema.type === "string" &&
    TYPES.has(schema.type) &&
    schema.type !== "array" &&
    schema.type !== "object"
  ) {
    return { ...schema, type: [schema.type, "null"] };
  }
  const { description, deprecated, ...rest } = schema;
  const parts = listOf(rest.anyOf ?? rest.oneOf) as JsonObject[];
  const key = rest.oneOf ? "oneOf" : "anyOf";
  return {
    ...union(key, [...(parts.length > 0 ? parts : [rest]), { type: "null" }]),
    ...objectOf([
      ["description", description],
      ["deprecated", deprecated],
    ]),
  };
}

/** All of the parts at once. Objects that have no name become one, so that no property is declared twice. */
function intersection(given: readonly JsonObject[]): JsonObject {
  const parts = given.map(withoutNotes).filter((part) => !isAnything(part));
  const flat = parts.flatMap((part) => (Array.isArray(part.allOf) ? (part.allOf as JsonObject[]) : [part]));
  const objects = flat.filter((part) => part.type === "object" && isObject(part.properties));
  const others = flat.filter((part) => !objects.includes(part));
  const merged = objects.length > 1 ? [objects.reduce(mergeObjects)] : objects;
  const told = [...others, ...merged];
  const kept = told.filter((part) => !isOpen(part) || told.length === 1);
  const distinct = [...new Map(kept.map((part) => [JSON.stringify(part), part])).values()];
  const [only, ...more] = distinct;
  if (only === undefined) return told[0] ?? {};
  if (more.length > 0) return { allOf: distinct };
  return given.length === 1 && given[0] !== undefined && !Array.isArray(given[0].allOf) ? given[0] : only;
}

function mergeObjects(first: JsonObject, second: JsonObject): JsonObject {
  const properties = new Map(Object.entries(first.properties as Record<string, JsonObject>));
  for (const [name, schema] of Object.entries(second.properties as Record<string, JsonObject>)) {
    const other = properties.get(name);
    properties.set(
      name,
      other && !isAnything(other) && !isAnything(schema) && JSON.stringify(other) !== JSON.stringify(schema)
        ? narrower(other, schema)
        : isAnything(schema) && other
          ? other
          : schema,
    );
  }
  const required = [...new Set([...listOf(first.required), ...listOf(second.required)])];
  return objectOf([
    ["type", "object"],
    ["properties", Object.fromEntries(properties)],
    ["required", required.length > 0 ? required : undefined],
    ["additionalProperties", first.additionalProperties ?? second.additionalProperties],
  ]);
}

/** Of two descriptions of one property the later counts, unless both are objects, which are joined. */
const narrower = (first: JsonObject, second: JsonObject): JsonObject =>
  isObject(first.properties) || isObject(second.properties) || first.$ref !== undefined || second.$ref !== undefined
    ? intersection([first, second])
    : second;
