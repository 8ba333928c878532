/** What schemas, names and documents look like: every description here has code that compiles. */
import { described, done, integer, json, list, object, ok, ref, schemas, sending, text } from "./describe.js";
import type { ForeignCase } from "./foreign.js";

/** Schemas in requests and responses, and a statement about their types. */
const shape = (
  name: string,
  all: Readonly<Record<string, object>>,
  before = "",
  more: Partial<ForeignCase> & { version?: string } = {},
): ForeignCase => {
  const { version, ...rest } = more;
  return { name: `schemas: ${name}`, description: schemas(all, version), before, ...rest };
};
/** A statement that a value has a type of the description. */
const is = (type: string, value: string): string => `export const is${type}: models.${type} = ${value};\n`;
const isNot = (type: string, value: string): string =>
  `// @ts-expect-error it is not a ${type}\nexport const not${type}: models.${type} = ${value};\n`;

const V3 = { version: "3.0.3" };
const kind = object({ kind: { type: "string", enum: ["one"] } });
const base = object({ id: text, kind: text }, ["id", "kind"]);

const bases: readonly ForeignCase[] = [
  shape(
    "a base that only says what is required",
    { Base: { type: "object", required: ["id", "kind"] }, One: { allOf: [ref("Base"), kind] } },
    is("One", '{ id: 1, kind: "one" }') + isNot("One", "{ id: 1 }"),
  ),
  shape(
    "bases that only require, without a type",
    {
      A: { required: ["id"] },
      B: { allOf: [{ required: ["id"] }] },
      One: { allOf: [ref("A"), kind] },
      Two: { allOf: [ref("B"), kind] },
    },
    is("One", '{ id: 1, kind: "one" }') + isNot("One", '{ kind: "one" }') + isNot("Two", '{ kind: "one" }'),
  ),
  shape(
    "a base of a base that only says what is required",
    { Base: { allOf: [{ type: "object", required: ["id", "kind"] }] }, One: { allOf: [ref("Base"), kind] } },
    isNot("One", "{ id: 1 }"),
  ),
  shape(
    "a base that may be null",
    { Base: { ...object({ id: text }), nullable: true }, One: { allOf: [ref("Base"), object({ more: text })] } },
    is("One", '{ id: "a", more: "b" }') + isNot("One", "null"),
    V3,
  ),
  shape(
    "a base that may be null, in 3.1",
    {
      Base: { ...object({ id: text }), type: ["object", "null"] },
      One: { allOf: [ref("Base"), object({ more: text })] },
    },
    isNot("One", "null"),
  ),
  shape(
    "a base that is one of several",
    {
      A: object({ a: text }, ["a"]),
      B: object({ b: text }, ["b"]),
      Base: { oneOf: [ref("A"), ref("B")] },
      One: { allOf: [ref("Base"), object({ more: text }, ["more"])] },
    },
    is("One", '{ a: "x", more: "y" }') + isNot("One", '{ more: "y" }'),
  ),
  shape("a base that is any of several inline", {
    Base: { anyOf: [object({ a: text }), object({ b: text })] },
    One: { allOf: [ref("Base"), object({ more: text })] },
  }),
  shape("a base that is a string", { Base: text, One: { allOf: [ref("Base"), { minLength: 1 }] } }, is("One", '"a"')),
  shape(
    "a base that is an array",
    { Base: list(text), One: { allOf: [ref("Base"), { description: "Some." }] } },
    is("One", '["a"]'),
  ),
  shape("a base that is a map", {
    Base: { type: "object", additionalProperties: integer },
    One: { allOf: [ref("Base"), object({ a: integer })] },
  }),
  shape("a base that is a map, and members of another type", {
    Base: { type: "object", additionalProperties: integer },
    One: { allOf: [ref("Base"), object({ a: text })] },
  }),
  shape(
    "a base that is anything",
    { Base: {}, One: { allOf: [ref("Base"), object({ a: text }, ["a"])] } },
    is("One", '{ a: "x" }'),
  ),
  shape(
    "a base's member becomes a set",
    { Base: base, One: { allOf: [ref("Base"), kind] } },
    is("One", '{ id: "a", kind: "one" }') + isNot("One", '{ id: "a", kind: "two" }'),
  ),
  shape("a base's member becomes another type", {
    Base: object({ rows: list(text) }),
    One: { allOf: [ref("Base"), object({ rows: object({ count: integer }) })] },
  }),
  shape(
    "a base's member is required",
    { Base: object({ a: text }), One: { allOf: [ref("Base"), { required: ["a"] }] } },
    isNot("One", "{}"),
  ),
  shape(
    "a base's required member may be left out",
    { Base: base, One: { allOf: [ref("Base"), object({ id: text })] } },
    isNot("One", "{}"),
  ),
  shape(
    "two bases with a member of one type",
    {
      A: object({ id: text }),
      B: object({ id: text, b: text }),
      One: { allOf: [ref("A"), ref("B"), object({ c: text })] },
    },
    is("One", '{ id: "a", b: "b", c: "c" }'),
  ),
  shape("two bases with a member of two types", {
    A: object({ id: text }),
    B: object({ id: integer }),
    One: { allOf: [ref("A"), ref("B"), object({ c: text })] },
  }),
  shape(
    "two bases, of which one requires",
    {
      A: object({ id: text }),
      B: object({ id: text }, ["id"]),
      One: { allOf: [ref("A"), ref("B"), object({ c: text })] },
    },
    isNot("One", '{ c: "x" }'),
  ),
  shape(
    "bases of bases",
    {
      A: object({ a: text }),
      B: { allOf: [ref("A"), object({ b: text })] },
      C: { allOf: [ref("B"), object({ a: { type: "string", enum: ["x"] } })] },
    },
    is("C", '{ a: "x", b: "y" }') + isNot("C", '{ a: "y" }'),
  ),
  shape(
    "a reference with members beside it",
    { Base: object({ id: text }, ["id"]), One: { ...ref("Base"), properties: { more: text }, required: ["more"] } },
    is("One", '{ id: "a", more: "b" }') + isNot("One", '{ id: "a" }'),
  ),
  shape("a reference with a clashing member beside it", {
    Base: object({ rows: list(text) }),
    One: { ...ref("Base"), properties: { rows: object({ count: integer }) } },
  }),
  shape(
    "a reference with required beside it",
    { Base: object({ id: text }), One: { ...ref("Base"), required: ["id"] } },
    isNot("One", "{}"),
  ),
  shape(
    "a reference with null beside it",
    { Base: object({ id: text }), One: { ...ref("Base"), nullable: true } },
    is("One", "null"),
    V3,
  ),
  shape(
    "a reference with allOf beside it",
    { Base: object({ id: text }), One: { ...ref("Base"), allOf: [object({ more: text })] } },
    is("One", '{ id: "a", more: "b" }'),
  ),
  shape(
    "allOf of one that may be null",
    { Base: object({ id: text }), One: { allOf: [ref("Base")], nullable: true } },
    is("One", "null"),
    V3,
  ),
  shape(
    "allOf with oneOf beside it",
    {
      A: object({ a: text }),
      One: { allOf: [ref("A")], oneOf: [object({ b: text }, ["b"]), object({ c: text }, ["c"])] },
    },
    is("One", '{ a: "x", b: "y" }'),
  ),
  shape(
    "properties with oneOf beside them",
    { One: { ...object({ a: text }, ["a"]), oneOf: [object({ b: text }, ["b"]), object({ c: text }, ["c"])] } },
    is("One", '{ a: "x", c: "y" }'),
  ),
  shape(
    "properties with anyOf that only requires",
    { One: { ...object({ a: text, b: text }), anyOf: [{ required: ["a"] }, { required: ["b"] }] } },
    is("One", '{ a: "x" }'),
    { warnings: ["which members anyOf requires together is not checked"] },
  ),
  shape("a discriminator with a mapping", {
    Pet: {
      ...object({ kind: text }, ["kind"]),
      discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
    },
    Cat: { allOf: [ref("Pet"), object({ lives: integer })] },
    Any: { oneOf: [ref("Cat")], discriminator: { propertyName: "kind" } },
  }),
  shape(
    "a base that extends what extends it",
    { A: { allOf: [ref("B"), object({ a: text })] }, B: { allOf: [ref("A"), object({ b: text })] } },
    "",
    { warnings: ["contains itself; that part is left out"] },
  ),
  shape("empty allOf, oneOf and anyOf", { A: { allOf: [] }, B: { oneOf: [] }, C: { anyOf: [], type: "string" } }),
];

const INHERITED = [
  "constructor",
  "toString",
  "valueOf",
  "hasOwnProperty",
  "toLocaleString",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "__proto__",
];
const inherited = Object.fromEntries(INHERITED.map((name) => [name, text]));

const members: readonly ForeignCase[] = [
  shape(
    "members with the names of inherited ones",
    { One: object({ a: text, ...inherited }, ["a"]) },
    is("One", '{ a: "x" }') +
      'export const used: models.One = { a: "x", constructor: "c", valueOf: "v", ["__proto__"]: "p" };',
  ),
  {
    name: "members with the names of inherited ones are sent",
    description: sending({ requestBody: { required: true, ...json(object({ ...inherited, a: text }, ["a"])) } }),
    call: 'api.send(client, { body: { a: "x", constructor: "c", toString: "t", ["__proto__"]: "p" } })',
    sent: { body: '{"a":"x","constructor":"c","toString":"t","__proto__":"p"}' },
  },
  shape("a member called $ref", { One: object({ $ref: text, id: text }, ["$ref"]) }, is("One", '{ $ref: "#/x" }')),
  shape(
    "members called like the parts of a schema",
    {
      One: object({
        type: text,
        properties: text,
        enum: text,
        allOf: list(text),
        required: text,
        default: text,
        readOnly: text,
        items: text,
        const: text,
        oneOf: text,
        format: text,
        nullable: text,
        example: ref("Two"),
        title: integer,
        not: text,
        additionalProperties: text,
      }),
      Two: object({ id: { ...integer, readOnly: true } }, ["id"]),
    },
    is("One", '{ type: "a", properties: "b", enum: "c", example: { id: 1 } }'),
  ),
  shape(
    "members with signs",
    {
      One: object({
        "a-b": text,
        "a b": text,
        "": text,
        "1": text,
        "*/": text,
        "\n": text,
        "\u2028": text,
        "'\"`": text,
        "${x}": text,
        日本: text,
        "\\": text,
      }),
    },
    is("One", '{ "a-b": "x", "*/": "y", "": "z" }'),
  ),
  shape(
    "all additional properties",
    {
      A: { type: "object", additionalProperties: true },
      B: { ...object({ a: text }), additionalProperties: true },
      C: { ...object({ a: text }), additionalProperties: integer },
      D: { type: "object", additionalProperties: ref("A") },
      E: { type: "object", additionalProperties: false },
    },
    is("B", '{ a: "x", b: 1 }'),
  ),
  shape("required names that are not described", { One: object({ a: text }, ["a", "ghost"]) }),
  shape("true and false as schemas", { One: object({ a: true, b: false, c: text }) }, is("One", '{ a: 1, c: "x" }')),
  shape("numbers as the names of members", { One: object({ 200: text, 404: text }) }),
];

const TUPLE = { type: "array", prefixItems: [text, integer] };
const ORDER = "the order of the items is not checked";
const types: readonly ForeignCase[] = [
  shape("a tuple", { One: { ...TUPLE, items: false } }, is("One", '["a", 1]') + isNot("One", '[1, "a"]')),
  shape("a tuple by its length", { One: { ...TUPLE, minItems: 2, maxItems: 2 } }, isNot("One", '[1, "a"]')),
  shape(
    "a tuple of references",
    { A: object({ a: text }, ["a"]), One: { type: "array", prefixItems: [ref("A"), list(ref("A"))], items: false } },
    is("One", '[{ a: "x" }, [{ a: "y" }]]'),
  ),
  shape("a tuple with more items", { One: { ...TUPLE, items: text } }, is("One", '["a", 1, "b"]'), {
    warnings: [ORDER, ORDER].slice(1),
  }),
  shape("a tuple of 3.0", { One: { type: "array", items: [text, integer] } }, is("One", '["a", 1]'), {
    ...V3,
    warnings: [ORDER],
  }),
  shape(
    "patterns of members",
    {
      One: { ...object({ a: text }), patternProperties: { "^x-": integer, "^y-": ref("Two") } },
      Two: object({ b: text }),
    },
    is("One", '{ a: "x", "x-b": 1 }'),
    { warnings: ["names of patternProperties are not checked"] },
  ),
  shape(
    "patterns of members alone",
    { One: { type: "object", patternProperties: { "^x-": integer }, additionalProperties: false } },
    is("One", '{ "x-b": 1 }') + isNot("One", '{ "x-b": "a" }'),
    { warnings: ["names of patternProperties are not checked"] },
  ),
  shape(
    "conditions",
    {
      One: {
        ...object({ a: text }),
        ...JSON.parse(
          '{ "if": { "properties": { "a": { "const": "x" } } }, "then": { "required": ["b"] }, "else": {} }',
        ),
      },
    },
    "",
    { warnings: ["no type can express if, then, else"] },
  ),
  shape(
    "what no type can express",
    {
      One: {
        ...object({ a: text }),
        not: { required: ["b"] },
        dependentRequired: { a: ["b"] },
        dependentSchemas: {},
        propertyNames: { pattern: "a" },
        unevaluatedProperties: false,
      },
    },
    "",
    { warnings: ["not, dependentRequired, dependentSchemas, propertyNames; they are not checked"] },
  ),
  shape(
    "null in every way",
    {
      A: { type: "null" },
      B: { type: ["string", "null"] },
      C: { oneOf: [text, { type: "null" }] },
      D: { enum: ["a", null] },
      E: { const: null },
      F: { type: ["object", "null"], properties: { a: text } },
    },
    is("B", "null") + is("C", "null") + is("D", "null") + is("F", "null"),
  ),
  shape(
    "several types",
    {
      A: { type: ["string", "integer", "array"], items: text },
      B: { type: ["object", "boolean"], properties: { a: text } },
    },
    is("A", '["a"]') + is("B", "true"),
  ),
  shape(
    "sets of values",
    {
      A: { enum: ["a", 1, true, null] },
      B: { const: "x" },
      C: { type: "integer", enum: [1, 2] },
      D: { type: "string", enum: ["*/", "\n", "'", '"', "`", "\\", "\u2028"] },
      E: { const: { a: 1 } },
    },
    is("D", '"*/"'),
    { warnings: [] },
  ),
  shape(
    "formats",
    {
      One: object({
        a: { type: "integer", format: "int64" },
        b: { type: "string", format: "date-time" },
        c: { type: "string", format: "byte" },
        d: { type: "string", format: "binary" },
        e: { type: "number", format: "float" },
      }),
    },
    is("One", '{ a: 1, b: "x", c: "y", d: "z", e: 1.5 }'),
  ),
  shape(
    "references into others",
    {
      A: object({ inner: object({ deep: text }, ["deep"]) }),
      One: { $ref: "#/components/schemas/A/properties/inner" },
    },
    is("One", '{ deep: "x" }'),
  ),
  shape(
    "definitions",
    { One: { ...object({ a: { $ref: "#/components/schemas/One/$defs/Two" } }), $defs: { Two: object({ b: text }) } } },
    is("One", '{ a: { b: "x" } }'),
  ),
  shape(
    "types that contain themselves",
    {
      Tree: object({ children: list(ref("Tree")), parent: ref("Tree") }),
      Value: { oneOf: [text, list(ref("Value")), { type: "object", additionalProperties: ref("Value") }] },
    },
    is("Value", '{ a: ["b", { c: "d" }] }'),
  ),
  shape(
    "unions of unions",
    { A: { oneOf: [ref("B"), integer] }, B: { anyOf: [text, ref("C")] }, C: { type: "boolean" } },
    is("A", "true"),
  ),
  shape(
    "arrays of everything",
    {
      One: object({
        a: list({ oneOf: [text, integer] }),
        b: list({}),
        c: { type: "array" },
        d: list(list(text)),
        e: list({ type: ["string", "null"] }),
        f: list({ allOf: [ref("Two"), object({ y: text })] }),
      }),
      Two: object({ x: text }),
    },
    is("One", '{ a: ["x", 1], e: [null], f: [{ x: "a", y: "b" }] }'),
  ),
];

const LONG = "l".repeat(300);
const operation = (operationId: string, tags: string[] = ["things"]) => ({
  get: { operationId, tags, responses: ok() },
});
const OWN = [
  "paths",
  "bindGroups",
  "client",
  "Client",
  "Nothing",
  "Json",
  "Groups",
  "options",
  "params",
  "result",
  "query",
  "unwrap",
  "callInit",
  "typed",
  "remedies",
  "Promise",
  "Array",
  "Record",
  "Readonly",
  "Blob",
  "Function",
  "Object",
  "ApiClient",
  "Operation",
  "RequestOptions",
  "FileInput",
  "Download",
  "await",
  "class",
  "default",
  "delete",
  "enum",
  "eval",
  "arguments",
  "function",
  "import",
  "new",
  "null",
  "return",
  "static",
  "this",
  "type",
  "typeof",
  "undefined",
  "void",
  "yield",
  "let",
  "async",
  "of",
  "constructor",
  "prototype",
  "__proto__",
  "toString",
  "valueOf",
  "then",
  "headerStyles",
  "withCookies",
  "pathStyles",
  "formStyles",
  "multipartAs",
  "unwrapText",
];
const names: readonly ForeignCase[] = [
  {
    name: "operations called like our own names",
    description: described(Object.fromEntries(OWN.map((name, index) => [`/x${index}`, operation(name)]))),
    renamed: true,
  },
  {
    name: "schemas called like our own names",
    description: schemas(Object.fromEntries(OWN.map((name) => [name, object({ [name]: ref(name) })]))),
    renamed: true,
  },
  {
    name: "groups called like our own names",
    description: described(
      Object.fromEntries(OWN.map((name, index) => [`/x${index}`, operation(`get${index}`, [name])])),
    ),
    renamed: true,
  },
  {
    name: "parameters called like our own names",
    description: described(
      Object.fromEntries(
        ["path", "query", "header", "cookie"].map((place) => {
          const parameters = OWN.map((name) => ({ name, in: place, required: place === "path", schema: text }));
          const path = `/${place}${place === "path" ? OWN.map((name) => `/{${name}}`).join("") : ""}`;
          return [
            path,
            {
              put: {
                operationId: `${place}Names`,
                tags: ["things"],
                parameters,
                requestBody: json(text),
                responses: done,
              },
            },
          ];
        }),
      ),
    ),
    renamed: true,
  },
  {
    name: "names of 300 letters",
    description: described(
      {
        [`/${LONG}/{${LONG}}`]: {
          post: {
            operationId: LONG,
            tags: [LONG],
            parameters: [
              { name: LONG, in: "path", required: true, schema: text },
              { name: LONG, in: "query", schema: object({ [LONG]: text }) },
            ],
            requestBody: json(object({ [LONG]: text })),
            responses: ok(ref(`L${LONG}`)),
          },
        },
        "/x": operation(`${LONG}2`, [`${LONG}2`]),
      },
      { components: { schemas: { [`L${LONG}`]: object({ [LONG]: text }), [`L${LONG}2`]: text } } },
    ),
    renamed: true,
  },
  {
    name: "names in other letters",
    description: described(
      {
        "/заказы/{номер}": {
          get: {
            operationId: "получитьЗаказ",
            tags: ["Заказы"],
            parameters: [
              { name: "номер", in: "path", required: true, schema: text },
              { name: "страница", in: "query", schema: integer },
            ],
            responses: ok(ref("Заказ")),
          },
        },
        "/订单": operation("获取订单", ["订单"]),
        "/🙂": operation("🙂", ["🙂"]),
      },
      { components: { schemas: { Заказ: object({ номер: text }), 订单: text, "🙂": text } } },
    ),
    renamed: true,
  },
  {
    name: "names that are the same in code",
    description: described(
      {
        "/a": operation("get-user", ["my tag"]),
        "/b": operation("get_user", ["my-tag"]),
        "/c": operation("getUser", ["myTag"]),
        "/d": operation("GetUser", ["MyTag"]),
        "/e": operation("get user", ["MY TAG"]),
      },
      { components: { schemas: { "a-b": text, "a b": text, AB: text, aB: text, a_b: text } } },
    ),
    renamed: true,
  },
  {
    name: "no tags, and no operation ids",
    description: described({
      "/a": { get: { responses: ok() }, post: { responses: ok() } },
      "/a/{id}": { get: { parameters: [{ name: "id", in: "path", required: true, schema: text }], responses: ok() } },
      "/": { get: { responses: ok() } },
    }),
    renamed: true,
  },
  {
    name: "paths that differ in their ends",
    description: described({ "/a": operation("a"), "/a/": operation("b"), "//a": operation("c") }),
    warnings: [],
  },
  {
    name: "every method",
    description: described({
      "/a": Object.fromEntries(
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"].map((verb) => [
          verb,
          { operationId: `${verb}A`, tags: ["things"], responses: ok() },
        ]),
      ),
    }),
  },
  {
    name: "the same parameter in every place",
    description: sending(
      {
        parameters: ["path", "query", "header", "cookie"].map((place) => ({
          name: "id",
          in: place,
          required: place === "path",
          schema: text,
        })),
        requestBody: { required: true, ...json(object({ id: text })) },
      },
      "/x/{id}",
    ),
    call: 'api.send(client, { id: "1", queryId: "2", headerId: "3", cookieId: "4", body: { id: "5" } })',
    sent: { url: "/v1/x/1?id=2", headers: { id: "3", cookie: "id=4" }, body: '{"id":"5"}' },
    warnings: ['the parameter "id" (query) is called queryId'],
  },
  { name: "nothing at all", description: described({}), failure: "there is no operation to generate a function for" },
  {
    name: "webhooks only",
    description: described({}, { webhooks: { a: {} } }),
    failure: "there is no operation to generate a function for",
  },
  {
    name: "only operations that are left out",
    description: described({ "/x/{;id}": operation("send") }),
    failure: "there is no operation to generate a function for",
  },
];

export const shapes: readonly ForeignCase[] = [...bases, ...members, ...types, ...names];
