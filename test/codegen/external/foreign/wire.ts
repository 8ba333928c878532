/** What is sent: every place, style and media type of OpenAPI. */
import { described, done, integer, list, object, ref, sending, text } from "./describe.js";
import type { ForeignCase } from "./foreign.js";

const RGB = object({ R: integer, G: integer });
const rgb = "{ R: 1, G: 2 }";
const words = list(text);

/** A call with one parameter, named `c` unless stated otherwise. */
function parameter(
  name: string,
  given: object,
  value: string,
  sent: ForeignCase["sent"] & object,
  more: Partial<ForeignCase> & { path?: string } = {},
): ForeignCase {
  const { path = "/x", ...rest } = more;
  const wire = (given as { name?: string }).name ?? "c";
  return {
    name,
    description: sending({ parameters: [{ name: wire, ...given }] }, path, {}, "get"),
    call: `api.send(client, { ${JSON.stringify(wire)}: ${value} })`,
    sent,
    ...rest,
  };
}

const inPath = (style: string, explode: boolean, schema: object, value: string, url: string): ForeignCase =>
  parameter(
    `path ${style} ${explode ? "exploded " : ""}${value}`,
    { in: "path", required: true, style, explode, schema },
    value,
    { url: `/v1/a${url}/z` },
    { path: "/a{c}/z" },
  );

const paths: readonly ForeignCase[] = [
  inPath("simple", false, text, '"a/b"', "a%2Fb"),
  inPath("simple", false, words, '["a", "b,c"]', "a,b%2Cc"),
  inPath("simple", true, words, '["a", "b"]', "a,b"),
  inPath("simple", false, RGB, rgb, "R,1,G,2"),
  inPath("simple", true, RGB, rgb, "R=1,G=2"),
  inPath("label", false, text, '"a"', ".a"),
  inPath("label", false, words, '["a", "b"]', ".a,b"),
  inPath("label", true, words, '["a", "b"]', ".a.b"),
  inPath("label", false, RGB, rgb, ".R,1,G,2"),
  inPath("label", true, RGB, rgb, ".R=1.G=2"),
  inPath("matrix", false, text, '"a"', ";c=a"),
  inPath("matrix", false, words, '["a", "b"]', ";c=a,b"),
  inPath("matrix", true, words, '["a", "b"]', ";c=a;c=b"),
  inPath("matrix", false, RGB, rgb, ";c=R,1,G,2"),
  inPath("matrix", true, RGB, rgb, ";R=1;G=2"),
  parameter(
    "a path's name with a dot",
    { name: "a.b", in: "path", required: true, schema: text },
    '"x"',
    { url: "/v1/x/x" },
    {
      path: "/x/{a.b}",
      call: 'api.send(client, { aB: "x" })',
      warnings: ['the parameter "a.b" (path) is called aB'],
    },
  ),
  parameter(
    "JSON in a path",
    { in: "path", required: true, content: { "application/json": { schema: RGB } } },
    rgb,
    { url: "/v1/x/%7B%22R%22%3A1%2C%22G%22%3A2%7D" },
    { path: "/x/{c}" },
  ),
  parameter(
    "nested values in a path",
    { in: "path", required: true, schema: list(words) },
    '"a,b"',
    { url: "/v1/x/a%2Cb" },
    {
      path: "/x/{c}",
      warnings: ["a path has no form for nested values; it is passed as the string that is sent"],
    },
  ),
];

const inQuery = (
  given: object,
  schema: object,
  value: string,
  query: string,
  more: Partial<ForeignCase> = {},
): ForeignCase =>
  parameter(
    `query ${JSON.stringify(given)} ${value}`,
    { in: "query", ...given, schema },
    value,
    { url: `/v1/x${query}` },
    more,
  );

const COMMA = { style: "form", explode: false };
const queries: readonly ForeignCase[] = [
  inQuery({}, text, '"a b&c"', "?c=a%20b%26c"),
  inQuery({}, words, '["a", "b"]', "?c=a&c=b"),
  inQuery({}, RGB, rgb, "?R=1&G=2"),
  inQuery({ explode: true }, words, '["a", "b"]', "?c=a&c=b"),
  inQuery(COMMA, words, '["a", "b,c"]', "?c=a,b%2Cc"),
  inQuery(COMMA, RGB, rgb, "?c=R,1,G,2"),
  inQuery({ style: "spaceDelimited" }, words, '["a", "b"]', "?c=a%20b"),
  inQuery({ style: "spaceDelimited", explode: false }, RGB, rgb, "?c=R%201%20G%202"),
  inQuery({ style: "spaceDelimited", explode: true }, words, '["a", "b"]', "?c=a&c=b"),
  inQuery({ style: "pipeDelimited", explode: false }, words, '["a", "b"]', "?c=a|b"),
  inQuery({ style: "pipeDelimited" }, RGB, rgb, "?c=R|1|G|2"),
  inQuery({ style: "pipeDelimited", explode: true }, words, '["a", "b"]', "?c=a&c=b"),
  inQuery({ style: "deepObject", explode: true }, RGB, rgb, "?c[R]=1&c[G]=2"),
  inQuery(
    { style: "deepObject" },
    object({ a: object({ b: text }), l: words }),
    '{ a: { b: "x" }, l: ["y", "z"] }',
    "?c[a][b]=x&c[l]=y&c[l]=z",
    {
      warnings: ["OpenAPI does not say how deepObject writes arrays"],
    },
  ),
  inQuery({ style: "deepObject" }, words, '["a", "b"]', "?c[0]=a&c[1]=b", {
    warnings: ["OpenAPI does not say how deepObject writes arrays"],
  }),
  inQuery({ style: "matrix" }, text, '"a"', "?c=a", { warnings: ['the style "matrix" is not one of a query'] }),
  inQuery({ name: "a&b=c" }, text, '"x"', "?a%26b=c=x".replace("b=c", "b%3Dc")),
  inQuery({ name: "#x" }, text, '"y"', "?%23x=y"),
  inQuery({ name: "a b+c%" }, text, '"y"', "?a%20b%2Bc%25=y"),
  inQuery({ name: "filter[a.b]" }, text, '"y"', "?filter[a.b]=y"),
  inQuery({ name: "$top" }, integer, "1", "?$top=1"),
  inQuery({ name: "ids[]" }, words, '["a", "b"]', "?ids[]=a&ids[]=b"),
  inQuery({ allowReserved: true }, text, '"a/b:c?d,e f&g#h"', "?c=a/b:c?d,e%20f%26g%23h"),
  inQuery({ allowReserved: true, ...COMMA }, words, '["a/b", "c:d"]', "?c=a/b,c:d"),
  inQuery({}, { oneOf: [text, words] }, '["a", "b"]', "?c=a&c=b"),
  inQuery({}, { oneOf: [text, words] }, '"a"', "?c=a"),
  inQuery({ deprecated: true }, { type: ["string", "null"] }, "null", ""),
  parameter(
    "a query with the name of an inherited member",
    { name: "constructor", in: "query", schema: text },
    '"a"',
    { url: "/v1/x?constructor=a" },
    {
      call: 'api.send(client, { queryConstructor: "a" })',
      warnings: ['the parameter "constructor" (query) is called queryConstructor'],
    },
  ),
  parameter(
    "a query called __proto__",
    { name: "__proto__", in: "query", schema: text },
    "",
    { url: "/v1/x?__proto__=a" },
    {
      call: 'api.send(client, { queryProto: "a" })',
      warnings: ['the parameter "__proto__" (query) is called queryProto'],
    },
  ),
  parameter(
    "JSON in a query",
    { in: "query", content: { "application/json": { schema: object({ a: words }) } } },
    '{ a: ["b"] }',
    { url: "/v1/x?c=%7B%22a%22%3A%5B%22b%22%5D%7D" },
  ),
  parameter("a JSON string in a query", { in: "query", content: { "application/json": { schema: text } } }, '"b"', {
    url: "/v1/x?c=%22b%22",
  }),
  parameter("a string in a query", { in: "query", content: { "text/plain": { schema: text } } }, '"b c"', {
    url: "/v1/x?c=b%20c",
  }),
  parameter(
    "XML in a query",
    { in: "query", content: { "application/xml": { schema: RGB } } },
    '"<a/>"',
    { url: "/v1/x?c=%3Ca/%3E".replace("/%3E", "%2F%3E") },
    {
      warnings: ['"c" (query): the client cannot write application/xml; it is passed as the string that is sent'],
    },
  ),
];

const inHeader = (
  given: object,
  schema: object,
  value: string,
  header: string,
  more: Partial<ForeignCase> = {},
): ForeignCase =>
  parameter(
    `header ${JSON.stringify(given)} ${value}`,
    { name: "X-C", in: "header", ...given, schema },
    value,
    { headers: { "x-c": header } },
    {
      call: `api.send(client, { xC: ${value} })`,
      ...more,
    },
  );
const inCookie = (
  given: object,
  schema: object,
  value: string,
  cookie: string,
  more: Partial<ForeignCase> = {},
): ForeignCase =>
  parameter(
    `cookie ${JSON.stringify(given)} ${value}`,
    { in: "cookie", ...given, schema },
    value,
    { headers: { cookie } },
    more,
  );

const headers: readonly ForeignCase[] = [
  inHeader({}, text, '"a"', "a"),
  inHeader({ required: true }, integer, "7", "7"),
  inHeader({}, words, '["a", "b"]', "a,b"),
  inHeader({}, RGB, rgb, "R,1,G,2"),
  inHeader({ explode: true }, RGB, rgb, "R=1,G=2"),
  parameter(
    "JSON in a header",
    { name: "X-C", in: "header", content: { "application/json": { schema: RGB } } },
    "",
    { headers: { "x-c": '{"R":1,"G":2}' } },
    {
      call: `api.send(client, { xC: ${rgb} })`,
    },
  ),
  inCookie({}, text, '"a b"', "c=a%20b"),
  inCookie({ required: true }, integer, "7", "c=7"),
  inCookie({ explode: false }, words, '["a", "b"]', "c=a,b"),
  inCookie({}, words, '["a", "b"]', "c=a; c=b"),
  inCookie({ explode: false }, RGB, rgb, "c=R,1,G,2"),
  {
    name: "several cookies, beside those that the caller passes",
    description: sending({
      parameters: [
        { name: "a", in: "cookie", schema: text },
        { name: "b-c", in: "cookie", schema: text },
      ],
    }),
    call: 'api.send(client, { a: "1", bC: "2" }, { headers: { Cookie: "x=y" } })',
    sent: { headers: { cookie: "x=y; a=1; b-c=2" } },
  },
];

/** A call with a body. */
const body = (
  name: string,
  type: string,
  media: object,
  value: string,
  sent: string,
  more: Partial<ForeignCase> = {},
): ForeignCase => ({
  name,
  description: sending({ requestBody: { required: true, content: { [type]: media } } }),
  call: `api.send(client, { body: ${value} })`,
  sent: { body: sent, headers: { "content-type": type } },
  ...more,
});
const inJson = (schema: object, value: string, sent: string): ForeignCase =>
  body(`the JSON body ${value} of ${JSON.stringify(schema)}`, "application/json", { schema }, value, sent);

const FORM = "application/x-www-form-urlencoded";
const inForm = (
  name: string,
  properties: object,
  value: string,
  sent: string,
  encoding?: object,
  warnings: string[] = [],
): ForeignCase =>
  body(`a form with ${name}`, FORM, { schema: object(properties), encoding }, value, sent, { warnings });
const rows = list(object({ a: integer }));
const NESTED = "the description does not say how nested values are written";

const bodies: readonly ForeignCase[] = [
  inJson(text, '"a\\"b"', '"a\\"b"'),
  inJson(text, '""', '""'),
  inJson(integer, "0", "0"),
  inJson({ type: "boolean" }, "false", "false"),
  inJson({ type: ["string", "null"] }, "null", "null"),
  inJson({ enum: ["a", "b"] }, '"a"', '"a"'),
  inJson({}, '"a"', '"a"'),
  inJson({ oneOf: [text, RGB] }, '"a"', '"a"'),
  inJson({ oneOf: [text, RGB] }, rgb, '{"R":1,"G":2}'),
  inJson(words, '["a"]', '["a"]'),
  body("a string of another JSON type", "application/vnd.api+json", { schema: text }, '"a"', '"a"'),
  body("plain text", "text/plain", { schema: text }, '"a\\nb"', "a\nb"),
  body("XML", "application/xml", { schema: RGB }, '"<R/>"', "<R/>", {
    warnings: ["application/xml cannot be serialized by the client"],
  }),
  body("bytes", "application/octet-stream", {}, 'new Blob(["a"])', "a"),
  body("a file of any type", "image/*", {}, 'new Blob(["a"], { type: "image/png" })', "a", {
    sent: { body: "a", headers: { "content-type": "image/png" } },
  }),
  inForm("single values", { a: text, b: integer }, '{ a: "x y&z", b: 1 }', "a=x+y%26z&b=1"),
  inForm("an array", { a: words }, '{ a: ["x", "y"] }', "a=x&a=y"),
  inForm("an object", { a: object({ b: text }) }, '{ a: { b: "x" } }', "a%5Bb%5D=x", undefined, [NESTED]),
  inForm(
    "an array of objects",
    { a: rows },
    "{ a: [{ a: 1 }, { a: 2 }] }",
    "a%5B0%5D%5Ba%5D=1&a%5B1%5D%5Ba%5D=2",
    undefined,
    [NESTED],
  ),
  inForm("an array of objects, deep", { a: rows }, "{ a: [{ a: 1 }] }", "a%5B0%5D%5Ba%5D=1", {
    a: { style: "deepObject", explode: true },
  }),
  inForm("an array, deep", { a: words }, '{ a: ["x"] }', "a%5B0%5D=x", { a: { style: "deepObject" } }),
  inForm("JSON", { a: rows }, "{ a: [{ a: 1 }] }", "a=%5B%7B%22a%22%3A1%7D%5D", {
    a: { contentType: "application/json" },
  }),
  inForm("commas", { a: words }, '{ a: ["x", "y"] }', "a=x%2Cy", { a: { style: "form", explode: false } }),
  inForm("pipes", { a: words }, '{ a: ["x", "y"] }', "a=x%7Cy", { a: { style: "pipeDelimited", explode: false } }),
  inForm("blanks", { a: words }, '{ a: ["x", "y"] }', "a=x+y", { a: { style: "spaceDelimited", explode: false } }),
  inForm("the members of an object", { a: RGB }, `{ a: ${rgb} }`, "R=1&G=2", { a: { style: "form", explode: true } }),
  inForm("an encoding of no field", { a: text }, '{ a: "x" }', "a=x", { b: { style: "form" } }, [
    'there is no field "b" in the form',
  ]),
  inForm("XML", { a: text }, '{ a: "<x/>" }', "a=%3Cx%2F%3E", { a: { contentType: "application/xml" } }, [
    "the client cannot write application/xml in a form",
  ]),
];

/** A part of a body, as sent. */
const part = (name: string, value: string, type?: string, filename?: string): string =>
  `Content-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename}"`}\r\n` +
  `${type === undefined ? "" : `Content-Type: ${type}\r\n`}\r\n${value}\r\n`;

const binary = { type: "string", format: "binary" };
const multipart = (
  name: string,
  properties: object,
  value: string,
  parts: string[],
  encoding?: object,
  more: Partial<ForeignCase> & { components?: object } = {},
): ForeignCase => {
  const { components, ...rest } = more;
  const media = { schema: object(properties), ...(encoding && { encoding }) };
  return {
    name: `parts with ${name}`,
    description: sending({ requestBody: { required: true, content: { "multipart/form-data": media } } }, "/x", {
      components,
    }),
    call: `api.send(client, { body: ${value} })`,
    sent: { body: `${parts.map((one) => `--B\r\n${one}`).join("")}--B--\r\n` },
    ...rest,
  };
};
const blob = 'new Blob(["x"])';
const octets = part("f", "x", "application/octet-stream", "f");

const multiparts: readonly ForeignCase[] = [
  multipart("single values", { a: text, b: integer, c: { type: "boolean" } }, '{ a: "x", b: 1, c: false }', [
    part("a", "x"),
    part("b", "1"),
    part("c", "false"),
  ]),
  multipart("a file", { f: binary }, `{ f: ${blob} }`, [octets]),
  multipart("several files", { f: list(binary) }, `{ f: [${blob}, ${blob}] }`, [octets, octets]),
  multipart("a file behind a reference", { f: ref("Upload") }, `{ f: ${blob} }`, [octets], undefined, {
    components: { schemas: { Upload: binary } },
  }),
  multipart("files behind a reference", { f: ref("Uploads") }, `{ f: [${blob}] }`, [octets], undefined, {
    components: { schemas: { Uploads: list(ref("Upload")), Upload: binary } },
  }),
  multipart("a file that may be null", { f: { ...binary, type: ["string", "null"] } }, `{ f: ${blob} }`, [octets]),
  multipart("a file by its media type", { f: { type: "string", contentMediaType: "image/png" } }, `{ f: ${blob} }`, [
    octets,
  ]),
  multipart(
    "a file by its media type alone",
    { f: { contentMediaType: "application/octet-stream" } },
    `{ f: ${blob} }`,
    [octets],
  ),
  multipart("a file by its encoding", { f: {} }, `{ f: ${blob} }`, [part("f", "x", "image/png", "f")], {
    f: { contentType: "image/png" },
  }),
  multipart(
    "a file encoded as text",
    { f: { type: "string", contentMediaType: "image/png", contentEncoding: "base64" } },
    '{ f: "eA==" }',
    [part("f", "eA==")],
  ),
  multipart(
    "the type of the file before that of the encoding",
    { f: binary },
    '{ f: { name: "a.gif", type: "image/gif", data: new Blob(["x"]) } }',
    [part("f", "x", "image/gif", "a.gif")],
    { f: { contentType: "image/png" } },
  ),
  multipart("several types", { f: binary }, `{ f: ${blob} }`, [octets], {
    f: { contentType: "image/png, image/jpeg" },
  }),
  multipart("an object", { m: RGB }, `{ m: ${rgb} }`, [part("m", '{"R":1,"G":2}', "application/json")]),
  multipart("an object with the members of a file", { m: object({ path: text }) }, '{ m: { path: "/etc/hostname" } }', [
    part("m", '{"path":"/etc/hostname"}', "application/json"),
  ]),
  multipart("objects", { m: list(RGB) }, `{ m: [${rgb}, ${rgb}] }`, [
    part("m", '{"R":1,"G":2}', "application/json"),
    part("m", '{"R":1,"G":2}', "application/json"),
  ]),
  multipart("a string as JSON", { m: text }, '{ m: "x" }', [part("m", '"x"', "application/json")], {
    m: { contentType: "application/json" },
  }),
  multipart("text of another type", { m: text }, '{ m: "a,b" }', [part("m", "a,b", "text/csv")], {
    m: { contentType: "text/csv" },
  }),
  multipart(
    "headers of parts",
    { m: text },
    '{ m: "x" }',
    [part("m", "x")],
    { m: { headers: { "X-A": { schema: text } } } },
    { warnings: ["headers of a part are left out"] },
  ),
  multipart("a referenced form that JSON has, too", {}, "", [], undefined, {
    description: sending(
      {
        requestBody: { required: true, content: { "multipart/form-data": { schema: ref("Doc") } } },
        responses: { 200: { description: "ok", content: { "application/json": { schema: ref("Doc") } } } },
      },
      "/x",
      { components: { schemas: { Doc: object({ f: binary }, ["f"]) } } },
    ),
    before: "const text: models.Doc['f'] = 'x'; void text;",
    call: `api.send(client, { body: { f: ${blob} } })`,
    reply: { headers: { "content-type": "application/json" }, body: '{"f":"x"}' },
    sent: { body: `--B\r\n${octets}--B--\r\n` },
    result: { f: "x" },
  }),
];

const FILE_PART = object({ f: { type: "string", format: "binary" } }, ["f"]);
const composed = { allOf: [ref("Part"), object({ m: RGB, rows }, ["m"])] };

/** The same by reference, in parts, or left out. */
const indirect: readonly ForeignCase[] = [
  {
    name: "parameters by reference, of the path and of the operation",
    description: described(
      {
        "/x/{c}": {
          parameters: [{ $ref: "#/components/parameters/c" }, { $ref: "#/components/parameters/q" }],
          get: {
            operationId: "send",
            tags: ["things"],
            parameters: [{ name: "q", in: "query", style: "pipeDelimited", schema: ref("Words") }],
            responses: done,
          },
        },
      },
      {
        components: {
          parameters: {
            c: { name: "c", in: "path", required: true, style: "matrix", explode: true, schema: ref("Words") },
            q: { name: "q", in: "query", schema: ref("Words") },
          },
          schemas: { Words: words },
        },
      },
    ),
    call: 'api.send(client, { c: ["a", "b"], q: ["c", "d"] })',
    sent: { url: "/v1/x/;c=a;c=b?q=c|d" },
  },
  {
    name: "parts of a form that is composed",
    description: sending(
      { requestBody: { required: true, content: { "multipart/form-data": { schema: composed } } } },
      "/x",
      {
        components: { schemas: { Part: FILE_PART } },
      },
    ),
    call: `api.send(client, { body: { f: ${blob}, m: ${rgb} } })`,
    sent: { body: `--B\r\n${octets}--B\r\n${part("m", '{"R":1,"G":2}', "application/json")}--B--\r\n` },
  },
  {
    name: "a form that is composed",
    description: sending(
      {
        requestBody: {
          required: true,
          content: {
            [`${FORM}; charset=utf-8`]: {
              schema: { allOf: [ref("Base"), object({ b: words })] },
              encoding: { a: { contentType: "application/json" }, b: { style: "form", explode: false } },
            },
          },
        },
      },
      "/x",
      { components: { schemas: { Base: object({ a: RGB }) } } },
    ),
    call: `api.send(client, { body: { a: ${rgb}, b: ["x", "y"] } })`,
    sent: { body: "a=%7B%22R%22%3A1%2C%22G%22%3A2%7D&b=x%2Cy", headers: { "content-type": FORM } },
  },
  ...["application/json", FORM, "multipart/form-data", "text/plain", "application/octet-stream"].map(
    (type): ForeignCase => ({
      name: `no body where one of ${type} is possible`,
      description: sending({
        requestBody: { content: { [type]: { schema: type.startsWith("text") ? text : object({ a: text }) } } },
      }),
      call: "api.send(client)",
      sent: { body: "" },
    }),
  ),
  body("an array that may not be changed", "application/json", { schema: list(RGB) }, "rows", '[{"R":1,"G":2}]', {
    before: `const rows: readonly { readonly R: number; readonly G: number }[] = [${rgb}];`,
  }),
  inQuery({}, { type: ["array", "null"], items: text }, '["a"]', "?c=a"),
  inQuery({}, { type: "array", items: { enum: ["a", "b"] } }, '["a", "b"] as const', "?c=a&c=b"),
  inQuery({ required: true }, { type: "object", additionalProperties: text }, '{ a: "b", "c&": "d" }', "?a=b&c%26=d"),
];

export const wire: readonly ForeignCase[] = [...paths, ...queries, ...headers, ...bodies, ...multiparts, ...indirect];
