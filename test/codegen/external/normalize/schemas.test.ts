import { describe, expect, test } from "vitest";
import { NameBook } from "../../../../codegen/external/normalize/names.js";
import { Schemas } from "../../../../codegen/external/normalize/schemas.js";

/** Normalizes schemas as the components of a document, and returns the normalized components. */
function components(schemas: Record<string, unknown>, more: object = {}) {
  const reported: string[] = [];
  const report = (pointer: string, rule: string, message: string) => reported.push(`${pointer} ${rule}: ${message}`);
  const document = { ...more, components: { schemas } };
  const reader = new Schemas(document, new NameBook(), { warn: report, fail: report });
  reader.nameComponents();
  return { written: reader.components(), reported };
}
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: "string" };
const open = { type: "object", additionalProperties: {} };
const object = (properties: object, required?: string[]) => ({
  type: "object",
  properties,
  ...(required && { required }),
});

describe("forms of a schema", () => {
  const cases: [name: string, given: unknown, want: unknown][] = [
    ["a string", text, text],
    ["nothing said", {}, {}],
    ["true", true, {}],
    ["null or a string in 3.0", { type: "string", nullable: true }, { type: ["string", "null"] }],
    ["null or a string in 3.1", { type: ["string", "null"] }, { type: ["string", "null"] }],
    [
      "null or an object",
      { ...object({ a: text }), nullable: true },
      { anyOf: [object({ a: text }), { type: "null" }] },
    ],
    ["null or a reference", { ...ref("A"), nullable: true }, { anyOf: [ref("A"), { type: "null" }] }],
    ["null or one of allOf", { allOf: [ref("A")], nullable: true }, { anyOf: [ref("A"), { type: "null" }] }],
    ["null or a set", { type: "string", enum: ["a"], nullable: true }, { enum: ["a", null] }],
    ["a reference with a description", { ...ref("A"), description: "It." }, { ...ref("A"), description: "It." }],
    ["limits say nothing of types", { type: "integer", minimum: 1, exclusiveMinimum: true }, { type: "integer" }],
    ["an object without properties", { type: "object" }, open],
    ["no type but properties", { properties: { a: text } }, object({ a: text })],
    ["no type but items", { items: text }, { type: "array", items: text }],
    ["a list of anything", { type: "array" }, { type: "array", items: {} }],
    [
      "a tuple",
      { type: "array", prefixItems: [text, { type: "integer" }], items: false },
      { type: "array", prefixItems: [text, { type: "integer" }] },
    ],
    ["a record", { type: "object", additionalProperties: text }, { type: "object", additionalProperties: text }],
    [
      "a record with members of its own",
      { ...object({ a: text }), additionalProperties: { type: "number" } },
      { ...object({ a: text }), additionalProperties: {} },
    ],
    ["several types", { type: ["string", "object"], properties: { a: text } }, { anyOf: [text, object({ a: text })] }],
    ["a set of many types", { enum: ["a", 1, true, null] }, { enum: ["a", 1, true, null] }],
    ["an empty set", { type: "string", enum: [] }, text],
    ["a constant", { const: "a" }, { const: "a" }],
    ["allOf of one", { allOf: [text] }, text],
    ["allOf of none", { allOf: [] }, {}],
    [
      "allOf with its own properties",
      { allOf: [ref("A")], properties: { a: text } },
      { allOf: [ref("A"), object({ a: text })] },
    ],
    [
      "allOf of objects is one object",
      { allOf: [object({ a: text }, ["a"]), object({ b: text })] },
      object({ a: text, b: text }, ["a"]),
    ],
    ["a type beside allOf says nothing new", { type: "object", allOf: [ref("A")] }, ref("A")],
    ["anyOf with anything is anything", { anyOf: [text, { title: "Any" }] }, {}],
    ["anyOf of the same", { anyOf: [text, text] }, text],
    [
      "a default is a word, not a promise",
      object({ a: { type: "string", default: "x" } }),
      object({ a: { type: "string", description: '@default "x"' } }),
    ],
    [
      "required names that are there",
      { ...object({ a: text }), required: ["a", "a", "ghost"] },
      object({ a: text }, ["a"]),
    ],
    ["required in another part", { allOf: [object({ a: text }), { required: ["a"] }] }, object({ a: text }, ["a"])],
    [
      "required of a base",
      { allOf: [ref("A"), { required: ["a"] }] },
      { allOf: [ref("A"), object({ a: text }, ["a"])] },
    ],
    [
      "odd names are names",
      object({ constructor: text, ["__proto__"]: text, body: text }),
      object({ constructor: text, ["__proto__"]: text, body: text }),
    ],
    ["a property that may not be", object({ a: text, b: false }), object({ a: text })],
  ];
  for (const [name, given, want] of cases) {
    test(name, () => {
      const { written, reported } = components({ A: object({ a: text }), Tested: given });
      expect(JSON.stringify(written.Tested)).toBe(JSON.stringify(want));
      expect(reported).toEqual([]);
    });
  }
});

describe("a mistake is read as something valid, with a warning", () => {
  const cases: [name: string, given: unknown, want: unknown, told: string][] = [
    ["no schema", "text", {}, '"text" is not a schema; it is read as "anything"'],
    [
      "a type of another language",
      { type: "Int64" },
      { type: "integer" },
      '"Int64" is not a type of a schema; it is read as "integer"',
    ],
    ["a type of nobody", { type: "thing" }, {}, '"thing" is not a type of a schema; it is read as "anything"'],
    [
      "numbers in a set of texts",
      { type: "string", enum: [1, "2"] },
      { enum: ["1", "2"] },
      'values are read as "string", as the type says',
    ],
    [
      "objects in a set",
      { enum: [{ a: 1 }] },
      {},
      "values that are objects or arrays cannot be in a closed set; any value is accepted",
    ],
    ["properties that are none", { type: "object", properties: [] }, open, "[] are not properties; they are left out"],
    [
      "made of itself",
      { allOf: [ref("Tested"), object({ a: text })] },
      object({ a: text }),
      "the type Tested contains itself; that part is left out",
    ],
    [
      "a reference to nothing",
      ref("Nowhere"),
      {},
      'there is nothing at "#/components/schemas/Nowhere"; correct the reference, or replace it in an overlay',
    ],
  ];
  for (const [name, given, want, told] of cases) {
    test(name, () => {
      const { written, reported } = components({ Tested: given });
      expect(written.Tested).toEqual(want);
      expect(reported).toEqual([expect.stringContaining(told)]);
    });
  }
});

test("types that contain each other in arrays and members do not change", () => {
  const Tree = object({ children: { type: "array", items: ref("Tree") } });
  const Value = { anyOf: [text, { type: "array", items: ref("Value") }] };
  const { written, reported } = components({ Tree, Value });
  expect(written).toEqual({ Tree, Value });
  expect(reported).toEqual([]);
});

test("bases that describe a property differently and contain each other are read once", () => {
  const { written } = components({
    A: { allOf: [ref("B"), object({ x: text })] },
    B: { allOf: [ref("A"), object({ x: { type: "integer" } })] },
  });
  expect(written.A).toEqual({ allOf: [ref("B"), object({ x: text })] });
  expect(written.B).toEqual(object({ x: { type: "integer" } }));
});

test("bases that contradict each other on every way between them end with a warning", () => {
  const bases = Array.from({ length: 30 }, (_, index) => [
    `S${index}`,
    {
      allOf: [
        ref(`S${(index + 1) % 30}`),
        ref(`S${(index + 7) % 30}`),
        object({ x: { type: "string", maxLength: index } }),
      ],
    },
  ]);
  const { reported } = components(Object.fromEntries(bases));
  expect(reported).toContainEqual(expect.stringContaining("too many schemas consist of others that contradict them"));
});

test("a cycle of unions is cut once", () => {
  const { written } = components({
    Parent: { oneOf: [ref("Child"), text] },
    Child: { allOf: [ref("Parent"), object({ a: text })] },
  });
  expect(written).toEqual({ Parent: { oneOf: [ref("Child"), text] }, Child: object({ a: text }) });
});

test("a discriminator distinguishes the parts of a union that do not distinguish themselves", () => {
  const { written } = components({
    Pet: {
      oneOf: [ref("Cat"), ref("Dog"), ref("List")],
      discriminator: { propertyName: "kind", mapping: { puppy: "#/components/schemas/Dog" } },
    },
    Cat: object({ kind: { enum: ["cat"] } }),
    Dog: object({ kind: text }),
    List: { type: "array", items: text },
  });
  expect(written.Pet).toEqual({
    oneOf: [ref("Cat"), { allOf: [ref("Dog"), object({ kind: { enum: ["puppy"] } }, ["kind"])] }, ref("List")],
  });
});

test("names become distinct type names, and references follow", () => {
  const { written, reported } = components({
    "simple-user": object({ a: ref("Record"), b: ref("simple_user"), c: ref("simple~1user") }),
    simple_user: text,
    "simple/user": text,
    Record: text,
    "123": text,
    SimpleUser: text,
  });
  expect(Object.keys(written).toSorted()).toEqual(
    ["Model123", "RecordModel", "SimpleUser", "SimpleUserModel", "SimpleUserModel2", "SimpleUserModel3"].toSorted(),
  );
  expect(written.SimpleUserModel).toEqual(
    object({ a: ref("RecordModel"), b: ref("SimpleUserModel2"), c: ref("SimpleUserModel3") }),
  );
  expect(reported).toHaveLength(5);
});

test("a reference into the middle of a document gives that place a name", () => {
  const paths = {
    "/x": { get: { responses: { "200": { content: { "application/json": { schema: object({ a: text }) } } } } } },
  };
  const target = { $ref: "#/paths/~1x/get/responses/200/content/application~1json/schema" };
  const { written } = components({ Tested: { type: "array", items: target }, Other: target }, { paths });
  expect(written.Tested).toEqual({ type: "array", items: ref("ContentApplicationJson") });
  expect(written.ContentApplicationJson).toEqual(object({ a: text }));
});
