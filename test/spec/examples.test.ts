// Every example of the description fits the schema next to it, formats included. So does what a list returns
// instead of a 204 (`x-empty`).
import { readFile } from "node:fs/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";

type Node = Record<string, unknown>;

/** An example, where it stands, and the schema it stands for as a pointer into the document. */
interface Example {
  place: string;
  value: unknown;
  schema: string;
}

const document = JSON.parse(await readFile("generated/openapi.json", "utf8")) as Node;
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(document, "openapi");

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const SCHEMA_KEYWORDS = {
  one: ["items", "additionalProperties", "contains", "propertyNames", "not", "if", "then", "else"],
  list: ["allOf", "anyOf", "oneOf", "prefixItems"],
  named: ["properties", "patternProperties", "dependentSchemas", "$defs"],
};

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);

const step = (at: string, name: string | number): string =>
  `${at}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** The examples of anything but a schema: those of media types and parameters, and what is below. */
function inNode(node: unknown, at: string): Example[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => inNode(item, step(at, index)));
  if (!isNode(node)) return [];
  const { schema, example, examples, "x-empty": empty, ...rest } = node;
  const below = Object.entries(rest).flatMap(([name, child]) => inNode(child, step(at, name)));
  const found: Example[] = [...below, ...inSchema(schema, step(at, "schema"))];
  const fits = { schema: step(at, "schema") };
  if (example !== undefined) found.push({ ...fits, place: step(at, "example"), value: example });
  for (const [name, { value }] of Object.entries((examples ?? {}) as Record<string, Node>)) {
    found.push({ ...fits, place: step(step(at, "examples"), name), value });
  }
  if (empty !== undefined) {
    const answer = `${at}/responses/200/content/application~1json/schema`;
    found.push({ place: step(at, "x-empty"), value: empty, schema: answer });
  }
  return found;
}

/** The examples that a schema and those within it give of themselves. */
function inSchema(schema: unknown, at: string): Example[] {
  if (!isNode(schema)) return [];
  const found: Example[] = [];
  if (schema.example !== undefined) found.push({ place: step(at, "example"), value: schema.example, schema: at });
  for (const [index, value] of ((schema.examples ?? []) as unknown[]).entries()) {
    found.push({ place: step(step(at, "examples"), index), value, schema: at });
  }
  const { one, list, named } = SCHEMA_KEYWORDS;
  const within = (keyword: string) => Object.entries(schema[keyword] ?? {});
  return [
    ...found,
    ...one.flatMap((keyword) => inSchema(schema[keyword], step(at, keyword))),
    ...[...list, ...named].flatMap((keyword) =>
      within(keyword).flatMap(([name, child]) => inSchema(child, step(step(at, keyword), name))),
    ),
  ];
}

const { schemas = {}, ...shared } = document.components as { schemas?: Node };
const groups = [
  ...Object.entries(document.paths as Record<string, Node>).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, operation]) => {
      const at = step(step("/paths", path), verb);
      return { name: isNode(operation) ? String(operation.operationId) : verb, at, found: inNode(operation, at) };
    }),
  ),
  ...Object.entries(shared).flatMap(([kind, components]) =>
    Object.entries(components as Node).map(([name, component]) => {
      const at = step(step("/components", kind), name);
      return { name: `${kind} ${name}`, at, found: inNode(component, at) };
    }),
  ),
  ...Object.entries(schemas).map(([name, schema]) => {
    const at = step("/components/schemas", name);
    return { name, at, found: inSchema(schema, at) };
  }),
];

test("there are examples", () => {
  expect(groups.flatMap(({ found }) => found).length).toBeGreaterThan(300);
});

for (const { name, at, found } of groups) {
  if (found.length === 0) continue;
  describe(name, () => {
    for (const { place, value, schema } of found) {
      test(`${place.slice(at.length + 1)} fits its schema`, () => {
        const validate = ajv.getSchema(`openapi#${schema}`);
        if (!validate) throw new Error(`nothing can be checked by ${schema}`);
        expect(validate(value) ? [] : validate.errors).toEqual([]);
      });
    }
  });
}
