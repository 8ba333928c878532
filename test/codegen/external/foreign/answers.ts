/** What a call results in: every kind of response, and what is left out. */
import { done, integer, json, list, object, ok, ref, schemas, sending, text } from "./describe.js";
import type { ForeignCase } from "./foreign.js";

const JSON_HEADERS = { "content-type": "application/json" };

/** A call whose responses are described, and the response that the server sends. */
const answer = (
  name: string,
  responses: object,
  reply: ForeignCase["reply"] & object,
  result: unknown,
  more: Partial<ForeignCase> = {},
): ForeignCase => ({
  name: `response: ${name}`,
  description: sending({ responses }, "/x", {}, "get"),
  call: "api.send(client)",
  reply: { headers: JSON_HEADERS, ...reply },
  result,
  ...more,
});
const empty = { description: "done" };
const media = (type: string, schema?: object) => ({ description: "ok", content: { [type]: schema ? { schema } : {} } });
const html = { headers: { "content-type": "text/html" }, body: "<p>done</p>" };

const results: readonly ForeignCase[] = [
  answer(
    "JSON",
    ok(object({ a: integer }, ["a"])),
    { body: '{"a":1}' },
    { a: 1 },
    { call: "api.send(client).then(({ a }): object => ({ a: a + 0 }))" },
  ),
  answer("a string as JSON", ok(text), { body: '"a"' }, "a"),
  answer(
    "plain text",
    { 200: media("text/plain", text) },
    { headers: { "content-type": "text/plain" }, body: "1" },
    "1",
    { call: "api.send(client).then((found): string => found.trim())" },
  ),
  answer(
    "plain text without a schema",
    { 200: media("text/plain") },
    { headers: { "content-type": "text/plain" }, body: "true" },
    "true",
  ),
  answer(
    "an empty text",
    { 200: media("text/plain", text) },
    { headers: { "content-type": "text/plain" }, body: "" },
    "",
  ),
  answer(
    "XML as a string",
    { 200: media("application/xml", text) },
    { headers: { "content-type": "application/xml" }, body: "<a/>" },
    "<a/>",
  ),
  answer(
    "CSV as a string",
    { 200: media("text/csv", text) },
    { headers: { "content-type": "text/csv" }, body: "a,b" },
    "a,b",
  ),
  answer("HTML as a string", { 200: media("text/html", text) }, html, "<p>done</p>"),
  answer(
    "a file",
    { 200: media("text/csv", { type: "string", format: "binary" }) },
    { headers: { "content-type": "text/csv" }, body: "a,b" },
    "a,b",
    { call: "api.send(client).then((file) => new Response(file.body).text())" },
  ),
  answer(
    "a file behind a reference",
    { 200: media("application/pdf", ref("Pdf")) },
    { headers: { "content-type": "application/pdf" }, body: "%PDF" },
    "%PDF",
    {
      call: "api.send(client).then((file) => new Response(file.body).text())",
      description: sending(
        { responses: { 200: media("application/pdf", ref("Pdf")) } },
        "/x",
        { components: { schemas: { Pdf: { type: "string", format: "binary" } } } },
        "get",
      ),
    },
  ),
  answer("204", done, { status: 204 }, undefined),
  answer("an empty 200", { 200: empty }, { status: 200 }, undefined),
  answer("an empty 202", { 202: empty }, { status: 202 }, undefined),
  answer("an empty 202 with a page", { 202: empty }, { status: 202, ...html }, undefined),
  answer("an empty 200 with JSON that ends early", { 200: empty }, { body: "{" }, undefined),
  answer("a body or none", { 200: { description: "ok", ...json(text) }, 202: empty }, { status: 202 }, undefined),
  answer("none or a body", { 200: empty, 201: { description: "made", ...json(text) } }, { status: 200 }, undefined),
  answer(
    "a body where none was possible",
    { 200: empty, 201: { description: "made", ...json(text) } },
    { status: 201, body: '"a"' },
    "a",
  ),
  answer(
    "one of several bodies",
    {
      200: { description: "a", ...json(object({ a: text }, ["a"])) },
      201: { description: "b", ...json(object({ b: text }, ["b"])) },
    },
    { status: 201, body: '{"b":"x"}' },
    { b: "x" },
    {
      call: 'api.send(client).then((found) => ("a" in found ? { a: found.a } : { b: found.b }))',
    },
  ),
  answer("a range of statuses", { "2XX": { description: "ok", ...json(text) } }, { status: 203, body: '"a"' }, "a"),
  answer("the default", { default: { description: "ok", ...json(text) } }, { body: '"a"' }, "a", {
    warnings: ["the default response is taken for that of a success"],
  }),
  answer(
    "a vendor's JSON",
    { 200: media("application/vnd.api+json", object({ a: text })) },
    { headers: { "content-type": "application/vnd.api+json" }, body: '{"a":"b"}' },
    { a: "b" },
  ),
  answer(
    "data with the words of a refusal",
    ok(object({ status: text, code: text })),
    { body: '{"status":"error","code":"E1","message":"a log entry"}' },
    { status: "error", code: "E1", message: "a log entry" },
  ),
  answer(
    "a file with the words of a refusal",
    { 200: media("application/octet-stream") },
    { headers: { "content-type": "application/octet-stream" }, body: '{"status":"error","code":"E1"}' },
    '{"status":"error","code":"E1"}',
    { call: "api.send(client).then((file) => new Response(file.body).text())" },
  ),
  answer(
    "one of several media types",
    {
      200: { description: "ok", content: { "text/csv": { schema: text }, "application/json": { schema: list(text) } } },
    },
    { body: '["a"]' },
    ["a"],
    {
      sent: { headers: { accept: "application/json" } },
      warnings: ["the response is asked for as application/json, not as text/csv"],
    },
  ),
  answer(
    "the media type that the caller asks for",
    {
      200: { description: "ok", content: { "text/csv": { schema: text }, "application/json": { schema: list(text) } } },
    },
    { body: '["a"]' },
    ["a"],
    {
      call: 'api.send(client, {}, { headers: { accept: "application/vnd.x+json" } })',
      sent: { headers: { accept: "application/vnd.x+json" } },
      warnings: ["the response is asked for as application/json"],
    },
  ),
  answer(
    "headers and links",
    {
      200: {
        description: "ok",
        headers: { "X-Total": { schema: integer }, "Content-Type": { schema: text } },
        links: { next: { operationId: "send" } },
        ...json(text),
      },
    },
    { body: '"a"' },
    "a",
    {
      warnings: ["the headers X-Total are not part of the result", "the links next are not part of the result"],
    },
  ),
  answer(
    "JSON here and a file there",
    { 200: { description: "ok", ...json(text) }, 206: media("application/pdf") },
    { body: '"a"' },
    "a",
    {
      warnings: ["the responses 206 are of another kind than the others; they are left out"],
    },
  ),
];

const KEY = { type: "apiKey", in: "header", name: "X-Key" };
const OAUTH = {
  type: "oauth2",
  flows: { clientCredentials: { tokenUrl: "https://x.example/token", scopes: { read: "Read" } } },
};
const secured = (name: string, schemes: object, security: object[], more: Partial<ForeignCase>): ForeignCase => ({
  name: `security: ${name}`,
  description: sending({ security }, "/x", { components: { securitySchemes: schemes } }, "get"),
  call: "api.send(client)",
  ...more,
});
const TOKEN = { authorization: "Zoho-oauthtoken token-1" };
const told = (what: string): string => `the client does not send ${what}, which the scheme "s" asks for`;

const security: readonly ForeignCase[] = [
  secured("OAuth", { s: OAUTH }, [{ s: ["read"] }], { sent: { headers: TOKEN } }),
  secured("a bearer", { s: { type: "http", scheme: "bearer" } }, [{ s: [] }], { sent: { headers: TOKEN } }),
  secured("the token's own header", { s: { ...KEY, name: "Authorization" } }, [{ s: [] }], {
    sent: { headers: TOKEN },
  }),
  secured("OAuth or a key", { s: KEY, o: OAUTH }, [{ s: [] }, { o: ["read"] }], {
    sent: { headers: TOKEN },
    warnings: [told("X-Key in the header")],
  }),
  secured("a key", { s: KEY }, [{ s: [] }], {
    call: 'api.send(client, {}, { headers: { "X-Key": "k" } })',
    sent: { headers: { "x-key": "k" } },
    withoutToken: true,
    warnings: [told("X-Key in the header")],
  }),
  secured("a key in the query", { s: { ...KEY, in: "query", name: "key" } }, [{ s: [] }], {
    withoutToken: true,
    warnings: ["describe it as a parameter in an overlay"],
  }),
  secured("basic", { s: { type: "http", scheme: "basic" } }, [{ s: [] }], {
    call: 'api.send(client, {}, { headers: { authorization: "Basic eDp5" } })',
    sent: { headers: { authorization: "Basic eDp5" } },
    warnings: [told("basic")],
  }),
  secured("nothing, or a key", { s: KEY }, [{}, { s: [] }], {
    withoutToken: true,
    warnings: [told("X-Key in the header")],
  }),
  secured("none", {}, [], { withoutToken: true }),
];

const user = object({ id: { ...integer, readOnly: true }, name: text, password: { ...text, writeOnly: true } }, [
  "id",
  "name",
  "password",
]);
const directions: readonly ForeignCase[] = [
  {
    name: "read-only members are not asked for, and write-only ones are not shown",
    description: schemas({ User: user }),
    before: `
      const sent: Parameters<typeof api.put0>[1]["body"] = { name: "a", password: "p" };
      // @ts-expect-error a response has no password
      export const shown = async (client: ApiClient) => (await api.get0(client)).password;
      export const id = async (client: ApiClient): Promise<number> => (await api.get0(client)).id;`,
    call: "api.put0(client, { body: sent })",
    sent: { body: '{"name":"a","password":"p"}' },
  },
  {
    name: "what was read can be written, as it is",
    description: schemas({ User: object({ id: { ...integer, readOnly: true }, name: text }, ["id", "name"]) }),
    before: "const user: models.User = { id: 1, name: 'a' };",
    call: "api.put0(client, { body: user })",
    sent: { body: '{"id":1,"name":"a"}' },
  },
  {
    name: "read-only members, however deep",
    description: schemas({ Team: object({ users: list(ref("User")), lead: { allOf: [ref("User")] } }), User: user }),
    call: 'api.put0(client, { body: { users: [{ name: "a", password: "p" }], lead: { name: "a", password: "p" } } })',
  },
  {
    name: "read-only members of a base",
    description: schemas({
      Base: object({ id: { ...integer, readOnly: true } }, ["id"]),
      One: { allOf: [ref("Base"), object({ a: text }, ["a"])] },
    }),
    call: 'api.put1(client, { body: { a: "x" } })',
  },
  {
    name: "members of a base that are required elsewhere stay read-only",
    description: schemas({
      Base: object({ id: { ...integer, readOnly: true }, b: text }),
      One: { allOf: [ref("Base"), { required: ["id", "b"] }] },
    }),
    call: 'api.put1(client, { body: { b: "x" } })',
  },
  {
    name: "a type that is only read",
    description: schemas({
      Id: { ...integer, readOnly: true },
      One: object({ id: ref("Id"), name: text }, ["id", "name"]),
    }),
    call: 'api.put1(client, { body: { name: "a" } })',
  },
  {
    name: "a type that contains itself",
    description: schemas({
      Tree: object({ id: { ...integer, readOnly: true }, children: list(ref("Tree")) }, ["id", "children"]),
    }),
    call: "api.put0(client, { body: { children: [{ children: [] }] } })",
  },
  {
    name: "a union of types with read-only members",
    description: schemas({
      A: object({ kind: { const: "a" }, id: { ...integer, readOnly: true } }, ["kind", "id"]),
      B: object({ kind: { const: "b" } }, ["kind"]),
      Any: { oneOf: [ref("A"), ref("B")], discriminator: { propertyName: "kind" } },
    }),
    call: 'api.put2(client, { body: { kind: "a" } })',
  },
  {
    name: "only read-only members",
    description: schemas({ A: object({ id: { ...integer, readOnly: true } }, ["id"]) }),
    call: "api.put0(client, { body: {} })",
  },
  {
    name: "an inline body with read-only members",
    description: sending({
      requestBody: { required: true, ...json(object({ id: { ...integer, readOnly: true }, a: text }, ["id", "a"])) },
    }),
    call: 'api.send(client, { body: { a: "x" } })',
  },
  {
    name: "a form with read-only members",
    description: sending({
      requestBody: {
        required: true,
        content: {
          "multipart/form-data": {
            schema: object({ id: { ...integer, readOnly: true }, f: { type: "string", format: "binary" } }, [
              "id",
              "f",
            ]),
          },
        },
      },
    }),
    call: 'api.send(client, { body: { f: new Blob(["x"]) } })',
  },
];

export const answers: readonly ForeignCase[] = [...results, ...security, ...directions];
