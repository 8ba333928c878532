import { describe, expect, test } from "vitest";
import { normalize } from "../../../../codegen/external/normalize/normalize.js";

/** Normalizes a description, and returns the reports as "rule: message". */
function normalized(document: object) {
  const warnings: string[] = [];
  const failures: string[] = [];
  const result = normalize(
    { openapi: "3.0.0", info: { title: "T", version: "1" }, ...document },
    {
      warn: (pointer, rule, message) => warnings.push(`${pointer} ${rule}: ${message}`),
      fail: (pointer, rule, message) => failures.push(`${pointer} ${rule}: ${message}`),
    },
  );
  const operations = Object.values(result.paths ?? {}).flatMap((item) => Object.values(item as object)) as Operation[];
  return { result, operations, warnings, failures };
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  "x-method": string;
  "x-idempotent": boolean;
  security?: unknown;
  servers?: unknown;
  parameters: Record<string, unknown>[];
  requestBody?: { required?: boolean; content: Record<string, { schema: unknown }> };
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>;
}

const ok = { "200": { description: "ok", content: { "application/json": { schema: { type: "string" } } } } };
const one = (operation: object, path = "/things", verb = "get") =>
  normalized({ paths: { [path]: { [verb]: { operationId: "things", responses: ok, ...operation } } } });
const only = (operation: object, path?: string, verb?: string): Operation => {
  const [first] = one(operation, path, verb).operations;
  if (!first) throw new Error("there is no operation");
  return first;
};

describe("names of operations", () => {
  const cases: [name: string, id: string | undefined, verb: string, path: string, want: string][] = [
    ["a good one stays", "listThings", "get", "/things", "listThings"],
    ["none is made of verb and path", undefined, "get", "/users/{id}/posts", "getUsersByIdPosts"],
    ["words are joined", "repos/list-for user", "get", "/x", "reposListForUser"],
    ["snakes too", "get_user_by_id", "get", "/x", "getUserById"],
    ["capitals are lowered", "GetUser", "get", "/x", "getUser"],
    ["a keyword gives way", "delete", "delete", "/things/{id}", "deleteThingsById"],
    ["what the code uses gives way", "unwrap", "get", "/things", "getThings"],
    ["letters lose their marks", "crème_brûlée", "get", "/x", "cremeBrulee"],
    ["nothing is left of it", "日本", "get", "/日本", "get"],
    ["digits do not begin a name", "2fa", "post", "/2fa", "post2fa"],
  ];
  for (const [name, operationId, verb, path, want] of cases) {
    test(name, () => expect(only({ operationId }, path, verb).operationId).toBe(want));
  }

  test("the second operation of a name gets another name, with a warning", () => {
    const { operations, warnings } = normalized({
      paths: {
        "/a": { get: { operationId: "list", responses: ok } },
        "/b": { get: { operationId: "list", responses: ok } },
      },
    });
    expect(operations.map(({ operationId }) => operationId)).toEqual(["list", "getB"]);
    expect(warnings).toEqual([
      '#/paths/~1b/get operation-id: another operation is also called "list"; the function of get /b is called getB',
    ]);
  });

  test("a function cannot have the name of another function's constant", () => {
    const { operations } = normalized({
      paths: {
        "/a": { get: { operationId: "getOperation", responses: ok } },
        "/b": { get: { operationId: "get", responses: ok } },
      },
    });
    expect(operations.map(({ operationId }) => operationId)).toEqual(["getOperation", "getB"]);
  });
});

describe("groups", () => {
  const cases: [name: string, tags: unknown, path: string, want: string][] = [
    ["the first tag", ["Pull requests"], "/x", "Pull requests"],
    ["without one, the first part of the path that says something", undefined, "/api/v2/{org}/users/{id}", "users"],
    ["nothing says anything", [], "/{id}", "general"],
    ["marks and signs go", ["Über / uns!"], "/x", "Uber uns"],
    ["a file of that name is there", ["index"], "/x", "index group"],
    ["an object has that name", ["constructor"], "/x", "constructor group"],
  ];
  for (const [name, tags, path, want] of cases) test(name, () => expect(only({ tags }, path).tags).toEqual([want]));

  test("without tags, a group for each part in which the paths differ", () => {
    const paths = ["/crm/v2/leads", "/crm/v2/leads/{id}/notes", "/crm/v2/deals", "/crm/v2"];
    const { operations } = normalized({
      paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: ok } }])),
    });
    expect(operations.map(({ tags }) => tags)).toEqual([["leads"], ["leads"], ["deals"], ["crm"]]);
  });

  test("two tags do not share a file", () => {
    const { operations } = normalized({
      paths: { "/a": { get: { tags: ["my tag"], responses: ok } }, "/b": { get: { tags: ["My-Tag"], responses: ok } } },
    });
    expect(operations.map(({ tags }) => tags)).toEqual([["my tag"], ["My-Tag group"]]);
  });

  test("short names omit the group's name, and are unique in the group", () => {
    const { operations } = normalized({
      paths: {
        "/a": { get: { operationId: "repos/list", tags: ["repos"], responses: ok } },
        "/b": { get: { operationId: "list", tags: ["repos"], responses: ok } },
        "/c": { get: { operationId: "other", "x-method": "list", tags: ["repos"], responses: ok } },
      },
    });
    expect(operations.map((operation) => operation["x-method"])).toEqual(["list", "list2", "other"]);
  });
});

test("operations are idempotent as HTTP defines, unless the description says otherwise", () => {
  const verbs = ["get", "head", "put", "delete", "post", "patch"].map((verb) => only({}, "/x", verb)["x-idempotent"]);
  expect(verbs).toEqual([true, true, true, true, false, false]);
  expect(only({ "x-idempotent": true }, "/x", "post")["x-idempotent"]).toBe(true);
});

describe("summaries", () => {
  const cases: [given: object, want: string][] = [
    [{ summary: "List things." }, "List things"],
    [{ description: "Lists *things*. And more." }, "Lists *things*"],
    [{ summary: "One\r\ntwo" }, "One"],
    [{}, "Things"],
  ];
  for (const [given, want] of cases) test(JSON.stringify(given), () => expect(only(given).summary).toBe(want));
});

describe("parameters", () => {
  const named = (parameters: object[], path = "/x/{id}", more: object = {}) =>
    only({ parameters, ...more }, path, "post").parameters.map((one) => [one.in, one.name, one["x-name"] ?? one.name]);
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };

  test("the same name in three places", () => {
    const all = [id, { ...id, in: "query" }, { ...id, in: "header" }];
    expect(named(all)).toEqual([
      ["path", "id", "id"],
      ["query", "id", "queryId"],
      ["header", "id", "headerId"],
    ]);
  });

  test("a query called like the body", () => {
    const body = { requestBody: { content: { "application/json": { schema: { type: "string" } } } } };
    const query = { name: "body", in: "query", schema: { type: "string" } };
    expect(named([query], "/x", body)).toEqual([["query", "body", "queryBody"]]);
    expect(named([query], "/x")).toEqual([["query", "body", "body"]]);
  });

  test("names that cannot be variables", () => {
    const path = "/{repo-name}/{class}/{params}/{__proto__}";
    const all = ["repo-name", "class", "params", "__proto__"].map((name) => ({ ...id, name }));
    expect(named(all, path).map(([, , name]) => name)).toEqual(["repoName", "pathClass", "pathParams", "proto"]);
  });

  test("a path parameter that is not described is a string; one that is not in the path is left out", () => {
    const { operations, warnings } = one({ parameters: [{ ...id, name: "other" }] }, "/x/{id}");
    expect(operations[0]?.parameters).toEqual([
      expect.objectContaining({ name: "id", required: true, schema: { type: "string" } }),
    ]);
    expect(warnings.filter((warning) => warning.includes("path-parameter"))).toHaveLength(2);
  });

  test("the operation's own beats the path's", () => {
    const shared = { name: "page", in: "query", description: "of the path", schema: { type: "string" } };
    const { operations } = normalized({
      paths: {
        "/x": {
          parameters: [shared],
          get: { responses: ok, parameters: [{ ...shared, schema: { type: "integer" } }] },
        },
      },
    });
    expect(operations[0]?.parameters.map(({ schema }) => schema)).toEqual([{ type: "integer" }]);
  });

  const left: [name: string, parameter: object, why: string][] = [
    ["bodies of Swagger 2.0", { name: "b", in: "body" }, "describe a requestBody"],
    ["the client's own headers", { name: "Accept", in: "header" }, "is set by the client"],
    ["no place", { name: "n" }, "is in an unknown place"],
    ["no name", { in: "query" }, "has no name"],
  ];
  for (const [name, parameter, why] of left) {
    test(`left out with a warning: ${name}`, () => {
      const { operations, warnings } = one({ parameters: [parameter] });
      expect(operations[0]?.parameters).toEqual([]);
      expect(warnings).toEqual([expect.stringContaining(why)]);
    });
  }

  const list = { type: "array", items: { type: "string" } };
  const styles: [given: object, want: string[] | undefined][] = [
    [{ schema: { type: "string" } }, undefined],
    [{ schema: list }, ["form"]],
    [{ schema: list, explode: false }, undefined],
    [{ schema: list, style: "pipeDelimited" }, ["pipe"]],
    [{ schema: list, style: "spaceDelimited" }, ["space"]],
    [{ schema: { type: "object" }, style: "deepObject" }, undefined],
    [{ schema: { type: "object" } }, ["form"]],
    [{ schema: { type: "object" }, explode: false }, ["comma"]],
    [{ schema: list, allowReserved: true }, ["form", "reserved"]],
    [{ content: { "application/json": { schema: { type: "object" } } } }, ["json"]],
  ];
  for (const [given, want] of styles) {
    test(`written as ${want}: ${JSON.stringify(given)}`, () => {
      expect(only({ parameters: [{ name: "q", in: "query", ...given }] }).parameters[0]?.["x-styles"]).toEqual(want);
    });
  }

  test("an inline object gets a name", () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const { operations, result } = one({ parameters: [{ name: "filter", in: "query", schema }] });
    expect(operations[0]?.parameters[0]?.schema).toEqual({ $ref: "#/components/schemas/ThingsFilter" });
    expect(result.components?.schemas?.ThingsFilter).toEqual(schema);
  });
});

describe("bodies", () => {
  const schema = { type: "object", properties: { a: { type: "string" } } };
  const cases: [name: string, types: string[], want: string][] = [
    ["JSON first", ["application/xml", "application/json"], "application/json"],
    ["any JSON before forms", ["multipart/form-data", "application/merge-patch+json"], "application/merge-patch+json"],
    ["forms before the rest", ["text/plain", "application/x-www-form-urlencoded"], "application/x-www-form-urlencoded"],
    ["anything is JSON", ["*/*"], "application/json"],
    ["parameters of the type go", ["application/json; charset=utf-8"], "application/json"],
    ["a file", ["application/zip"], "application/zip"],
  ];
  for (const [name, types, want] of cases) {
    test(name, () => {
      const content = Object.fromEntries(types.map((type) => [type, { schema }]));
      const { operations, warnings } = one({ requestBody: { content } }, "/x", "post");
      expect(Object.keys(operations[0]?.requestBody?.content ?? {})).toEqual([want]);
      expect(warnings.filter((warning) => warning.includes("the body is sent as"))).toHaveLength(types.length - 1);
    });
  }

  test("a GET has none", () => {
    const { operations, warnings } = one({ requestBody: { content: { "application/json": { schema } } } });
    expect(operations[0]?.requestBody).toBeUndefined();
    expect(warnings).toEqual(["#/paths/~1things/get/requestBody body: a GET has no body; it is left out"]);
  });

  test("objects in forms with files are JSON", () => {
    const properties = { file: { type: "string", format: "binary" }, meta: { type: "object" } };
    const content = { "multipart/form-data": { schema: { type: "object", properties } } };
    const [operation] = one({ requestBody: { content } }, "/x", "post").operations;
    expect(operation?.requestBody?.content["multipart/form-data"]).toMatchObject({
      "x-fields": { meta: "application/json" },
    });
  });
});

describe("responses", () => {
  const json = (schema: object) => ({ description: "d", content: { "application/json": { schema } } });
  const file = { description: "d", content: { "application/pdf": {} } };
  const contents = (responses: unknown, verb = "get") =>
    Object.entries(only({ responses }, "/x", verb).responses).map(([status, { content }]) => [
      status,
      ...Object.entries(content ?? {}).map(([type, { schema }]) => `${type} ${JSON.stringify(schema)}`),
    ]);
  const text = 'application/json {"type":"string"}';
  const binary = (type: string) => `${type} {"type":"string","format":"binary"}`;
  const cases: [name: string, responses: unknown, want: string[][]][] = [
    ["a plain one", { 200: json({ type: "string" }) }, [["200", text]]],
    ["the default where there is no other", { default: json({ type: "string" }) }, [["200", text]]],
    [
      "not the default where there is",
      { 200: json({ type: "string" }), default: json({ type: "object" }) },
      [["200", text]],
    ],
    ["a range", { "2XX": json({ type: "string" }) }, [["200", text]]],
    ["none", {}, [["204"]]],
    ["no responses at all", undefined, [["204"]]],
    ["accepted without a body", { 202: { description: "d" } }, [["204"]]],
    ["sometimes a body", { 201: json({ type: "string" }), 202: { description: "d" } }, [["201", text], ["202"]]],
    ["a file", { 200: file }, [["200", binary("application/pdf")]]],
    [
      "a file of several types, without their parameters",
      { 200: { description: "d", content: { "text/csv; charset=utf-8": {}, "IMAGE/*": {} } } },
      [["200", binary("text/csv"), binary("image/*")]],
    ],
    [
      "a file of any type",
      { 200: { description: "d", content: { "*/*": { schema: { type: "string", format: "binary" } } } } },
      [["200", binary("application/octet-stream")]],
    ],
    [
      "JSON of any name",
      {
        200: { description: "d", content: { "text/html": {}, "application/hal+json": { schema: { type: "string" } } } },
      },
      [["200", text]],
    ],
    [
      "JSON without a schema",
      { 200: { description: "d", content: { "application/json": {} } } },
      [["200", "application/json {}"]],
    ],
    ["JSON here and a file there", { 200: json({ type: "string" }), 206: file }, [["200", text]]],
    [
      "a named type for an object",
      { 200: json({ type: "object", properties: { a: {} } }) },
      [["200", 'application/json {"$ref":"#/components/schemas/ThingsAnswer"}']],
    ],
  ];
  for (const [name, responses, want] of cases) test(name, () => expect(contents(responses)).toEqual(want));
  test("a HEAD has an empty response", () => expect(contents(ok, "head")).toEqual([["204"]]));
});

describe("servers", () => {
  const cases: [name: string, servers: unknown, want: unknown][] = [
    ["the client's own needs no word", [{ url: "https://www.zohoapis.com/crm/v2" }], undefined],
    ["another", [{ url: "https://x.example/v8" }], [{ url: "https://x.example/v8" }]],
    [
      "with variables",
      [{ url: "https://{h}.example/{v}", variables: { h: { default: "eu" }, v: { enum: ["a", "b"] } } }],
      [{ url: "https://eu.example/a" }],
    ],
    ["a path alone", [{ url: "/api" }], [{ url: "https://www.zohoapis.com/api" }]],
    ["none", [], undefined],
  ];
  for (const [name, servers, want] of cases) test(name, () => expect(only({ servers }).servers).toEqual(want));
});

describe("paths that no call can be generated for", () => {
  for (const path of ["/x?a=1", "/x#y", "/x/{;id}", "/x/{id*}", "/{a}/{a}"]) {
    test(path, () => {
      const { operations, warnings } = one({}, path);
      expect(operations).toEqual([]);
      expect(warnings).toEqual([expect.stringMatching(/ path: get .* is left out: its path/)]);
    });
  }
});

describe("failures", () => {
  const cases: [name: string, document: object, want: string][] = [
    [
      "no operations",
      { paths: {} },
      "#/paths paths: there is no operation to generate a function for; pass the file that has them",
    ],
    ["no paths", {}, "#/paths paths: the description has no paths; pass the file that has them"],
    ["a path that is a string", { paths: { "/x": "y" } }, "#/paths/~1x paths: the value at /x is not a path item"],
    [
      "an operation that is a list",
      { paths: { "/x": { get: [] } } },
      "#/paths/~1x/get operation: the value at get /x is not an operation",
    ],
    [
      "a reference to nothing",
      { paths: { "/x": { get: { parameters: [{ $ref: "#/components/parameters/P" }], responses: ok } } } },
      '#/paths/~1x/get/parameters/0 reference: "#/components/parameters/P" leads nowhere; correct the reference, or replace it in an overlay',
    ],
  ];
  for (const [name, document, want] of cases) test(name, () => expect(normalized(document).failures).toEqual([want]));
});

test("a description in normal form does not change, and causes no warnings", () => {
  const operation = {
    operationId: "listThings",
    tags: ["Things"],
    "x-method": "list",
    "x-idempotent": true,
    "x-empty": { data: [] },
    summary: "List things",
    description: "All of them.",
    security: [{ key: ["read"] }],
    parameters: [{ name: "page", in: "query", description: "Which page.", example: 1, schema: { type: "integer" } }],
    responses: {
      "200": {
        description: "A page.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/ThingList" } } },
      },
      "204": { description: "None." },
    },
  };
  const ThingList = {
    type: "object",
    required: ["data"],
    properties: { data: { type: "array", items: { type: "string" } } },
  };
  const { operations, result, warnings } = normalized({
    tags: [{ name: "Things", description: "Them." }],
    paths: { "/things": { get: operation } },
    components: { schemas: { ThingList } },
  });
  expect(operations).toEqual([operation]);
  expect(result.tags).toEqual([{ name: "Things", description: "Them." }]);
  expect(result.components?.schemas).toEqual({ ThingList });
  expect(warnings).toEqual([]);
});
