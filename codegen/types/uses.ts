/**
 * The types of a description by their use. A request has no read-only members and a response no write-only ones, and only a
 * form holds files; so a schema that several uses share may need a type for each.
 */
import type { OpenAPI3 } from "openapi-typescript";
import type { RecordTypes } from "./modules.js";
import { refName } from "./type-code.js";

/** What a value is: part of a response, of a request, or of a request whose strings may be files. */
const USES = ["response", "request", "form"] as const;
type Use = (typeof USES)[number];

/** Added to the name of a schema whose own name belongs to another use. */
const SUFFIXES: Readonly<Record<Use, string>> = { response: "Answer", request: "Value", form: "Form" };

type Json = Readonly<Record<string, unknown>>;
interface Schema extends Json {
  readonly $ref?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A description whose types are apart by their use. */
export interface TypesByUse {
  readonly document: OpenAPI3;
  /** The names of the types that only requests have. */
  readonly written: ReadonlySet<string>;
}

/** Gives every body and every parameter the types of its use. A description without a difference comes back as it is. */
export function typesByUse({ document, modules }: RecordTypes): TypesByUse {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  const forms = new Forms(schemas);
  // The bodies do not refer to the records of a module: their types are parameters.
  for (const { read, create, update } of modules) {
    forms.reach(refTo(read), "response");
    for (const name of [create, update]) forms.reach(refTo(name), "request");
  }
  const places = [...placesIn(document)];
  for (const [schema, use] of places) forms.reach(schema, use);
  forms.settle();
  const byPlace = new Map(places);
  const replaced = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const use = byPlace.get(value as Schema);
    if (use !== undefined) return forms.written(value, use);
    if (Array.isArray(value)) return value.map(replaced);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner)]));
  };
  const components = { ...document.components, schemas: forms.all() as never };
  const paths = replaced(document.paths) as NonNullable<OpenAPI3["paths"]>;
  return { document: { ...document, paths, components }, written: forms.writtenNames() };
}

/** The schemas of all parameters and bodies, with their uses. */
function* placesIn({ paths = {} }: OpenAPI3): Generator<[Schema, Use]> {
  for (const item of Object.values(paths) as Json[]) {
    for (const operation of [item, ...Object.values(item)] as Json[]) {
      for (const parameter of listOf(operation.parameters)) yield* schemaOf(parameter, "request");
      for (const [type, media] of contentOf(operation.requestBody))
        yield* schemaOf(media, /\bjson$|urlencoded$/.test(type) ? "request" : "form");
      for (const response of Object.values(Object(operation.responses)))
        for (const [type, media] of contentOf(response)) if (/\bjson$/.test(type)) yield* schemaOf(media, "response");
    }
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const contentOf = (value: unknown): [string, unknown][] => Object.entries(Object(Object(value).content));

function* schemaOf(holder: unknown, use: Use): Generator<[Schema, Use]> {
  const { schema } = Object(holder) as { schema?: unknown };
  if (typeof schema === "object" && schema !== null) yield [schema as Schema, use];
}

/** The forms of named schemas. */
class Forms {
  readonly #schemas: Readonly<Record<string, Schema>>;
  readonly #reached: Readonly<Record<Use, Set<string>>> = { response: new Set(), request: new Set(), form: new Set() };
  /** The names of the forms that are not called like their schema, by use and schema. */
  readonly #names: Readonly<Record<Use, Map<string, string>>> = {
    response: new Map(),
    request: new Map(),
    form: new Map(),
  };

  constructor(schemas: Readonly<Record<string, Schema>>) {
    this.#schemas = schemas;
  }

  /** Notes that a schema and those that it refers to have a use. */
  reach(schema: unknown, use: Use): void {
    for (const name of referencesIn(schema)) {
      if (this.#reached[use].has(name) || !Object.hasOwn(this.#schemas, name)) continue;
      this.#reached[use].add(name);
      this.reach(this.#schemas[name], use);
    }
  }

  /** Finds the schemas that have several forms. One that refers to such a schema may have several forms, too. */
  settle(): void {
    const text = (name: string, use: Use): string => JSON.stringify(this.written(this.#schemas[name], use));
    for (let count = -1; count < this.#count; ) {
      count = this.#count;
      for (const name of Object.keys(this.#schemas)) {
        const [first, ...others] = this.#usesOf(name);
        for (const use of others) {
          if (this.#names[use].has(name) || text(name, use) === text(name, first)) continue;
          this.#names[use].set(name, this.#free(`${name}${SUFFIXES[use]}`));
        }
      }
    }
  }

  get #count(): number {
    return USES.reduce((sum, use) => sum + this.#names[use].size, 0);
  }

  /** The uses that a schema has. The first keeps its name. */
  #usesOf(name: string): [Use, ...Use[]] {
    const [first = "response", ...others] = USES.filter((use) => this.#reached[use].has(name));
    return [first, ...others];
  }

  #free(wish: string): string {
    const taken = new Set([...Object.keys(this.#schemas), ...USES.flatMap((use) => [...this.#names[use].values()])]);
    let name = wish;
    for (let count = 2; taken.has(name); count++) name = `${wish}${count}`;
    return name;
  }

  /** The names of the forms that no response has. */
  writtenNames(): Set<string> {
    const names = Object.keys(this.#schemas).flatMap((name) => {
      const [first, ...others] = this.#usesOf(name);
      const isRead = first === "response";
      return [...(isRead ? [] : [name]), ...others.flatMap((use) => this.#names[use].get(name) ?? [])];
    });
    return new Set(names);
  }

  /** All forms by name, each after its schema. */
  all(): Record<string, unknown> {
    const forms = Object.entries(this.#schemas).flatMap(([name, schema]) =>
      this.#usesOf(name).flatMap((use, index): [string, unknown][] => {
        const own = this.#names[use].get(name);
        return index === 0 ? [[name, this.written(schema, use)]] : own ? [[own, this.written(schema, use)]] : [];
      }),
    );
    return Object.fromEntries(forms);
  }

  /** A schema in the form of a use. */
  written(given: unknown, use: Use): unknown {
    if (Array.isArray(given)) return given.map((item) => this.written(item, use));
    if (typeof given !== "object" || given === null) return given;
    const schema = given as Schema;
    if (typeof schema.$ref === "string") {
      const name = this.#names[use].get(refName(schema.$ref).name);
      return name === undefined ? schema : { ...schema, ...refTo(name) };
    }
    if (schema.format === "binary" && use !== "form") {
      const { format: _, ...rest } = schema;
      return rest;
    }
    const members = Object.entries(schema).map(([key, value]) => [
      key,
      key === "properties" ? this.#propertiesOf(schema, use) : DATA.has(key) ? value : this.written(value, use),
    ]);
    const written = Object.fromEntries(members) as { properties?: object; required?: readonly string[] };
    const { properties, required } = written;
    if (properties === undefined || Object.keys(properties).length === Object.keys(schema.properties ?? {}).length)
      return written;
    // An object whose members are all left out is not one without members: it may have others.
    if (Object.keys(properties).length === 0) return { type: "object", additionalProperties: {} };
    return { ...written, ...(required && { required: required.filter((name) => Object.hasOwn(properties, name)) }) };
  }

  #propertiesOf({ properties = {} }: Schema, use: Use): Record<string, unknown> {
    const left = use === "response" ? "writeOnly" : "readOnly";
    const kept = Object.entries(properties).filter(([, property]) => !this.#has(property, left));
    return Object.fromEntries(kept.map(([name, property]) => [name, this.written(property, use)]));
  }

  /** Whether a member says, or the schema that it refers to, that it is only read or only written. */
  #has(property: Schema, mark: "readOnly" | "writeOnly"): boolean {
    if (property[mark] === true) return true;
    const target = typeof property.$ref === "string" ? this.#schemas[refName(property.$ref).name] : undefined;
    return target !== undefined && target !== property && target[mark] === true;
  }
}

const refTo = (name: string): { $ref: string } => ({ $ref: `#/components/schemas/${name}` });

/** Members of schemas that are data, not schemas. */
const DATA: ReadonlySet<string> = new Set([
  "const",
  "default",
  "enum",
  "example",
  "examples",
  "required",
  "description",
]);

/** The names of the schemas that a schema refers to directly. */
function referencesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => {
    if (key === "$ref" && typeof value === "string") return [refName(value).name];
    // A member may be called like a part of a schema.
    if (key === "properties") return Object.values(Object(value)).flatMap(referencesIn);
    return DATA.has(key) ? [] : referencesIn(value);
  });
}
