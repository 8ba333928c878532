/** Descriptions in the wild: each oddity here is from a published one. */

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: unknown) => ({ "application/json": { schema } });
const ok = (schema: unknown) => ({ "200": { description: "ok", content: json(schema) } });
const get = (members: object = {}) => ({ get: { responses: ok({ type: "string" }), ...members } });
const query = (name: string, members: object = { schema: { type: "string" } }) => ({ name, in: "query", ...members });

/** An OpenAPI 3.0 description in which nothing is as it should be, and from which code can still be generated. */
export const nasty = {
  openapi: "3.0.3",
  info: { title: "Nasty */ `API`", version: 1 },
  servers: [
    {
      url: "https://{region}.example.com/api/{version}",
      variables: { region: { default: "eu" }, version: { enum: ["v9"] } },
    },
  ],
  security: [{ key: "none" }],
  tags: [{ name: "index" }, { name: "Über uns" }, { name: "constructor" }, { name: "2fa" }],
  paths: {
    "/names/{repo-name}/{function}/{client}/{id}": {
      parameters: [{ $ref: "#/components/parameters/shared" }],
      get: {
        operationId: "get/names by-id",
        tags: ["index", "second"],
        summary: "Ends a comment */ and\r\nbreaks a line.",
        description: "With `backticks`, #{templates}, \\u escapes, */ and\r\n@tags {@link nowhere}.",
        parameters: [
          { name: "function", in: "path", required: true, schema: { type: "string" } },
          { name: "client", in: "path", schema: { type: "integer" } },
          { name: "id", in: "path", required: true, schema: { type: "array", items: { type: "string" } } },
          query("id"),
          query("body"),
          query("constructor", { schema: { type: "array", items: { type: "string" } } }),
          query("__proto__"),
          query("filter[name]", {
            required: true,
            schema: { type: "object", properties: { a: { type: "string" } } },
            style: "deepObject",
          }),
          query("tags", { schema: { type: "array", items: { type: "string" } } }),
          query("pipes", {
            style: "pipeDelimited",
            explode: false,
            schema: { type: "array", items: { type: "integer" } },
          }),
          query("where", { content: json({ type: "object", properties: { deep: { type: "boolean" } } }) }),
          query("sort", { schema: { type: "string", enum: ["a", "b*/", null, 1], nullable: true, default: "a" } }),
          query("mixed", { schema: { anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }] } }),
          query("noSchema", {}),
          { name: "id", in: "header", schema: { type: "string" } },
          { name: "X-Request-ID", in: "header", required: true, schema: { type: "string", format: "uuid" } },
          { name: "Authorization", in: "header", schema: { type: "string" } },
          { name: "session", in: "cookie", schema: { type: "string" } },
          { name: "notInPath", in: "path", required: true, schema: { type: "string" } },
        ],
        responses: {
          "2XX": { description: "ok", content: { "application/hal+json; charset=utf-8": { schema: ref("odd-name") } } },
        },
      },
      // Two operations of one name, and a body beside a query of that name.
      post: {
        operationId: "get/names by-id",
        parameters: [query("body"), query("options")],
        requestBody: {
          required: true,
          content: {
            "application/xml": { schema: { type: "object" } },
            "application/json": {
              schema: { type: "object", properties: { params: { type: "string" } }, required: ["params", "missing"] },
            },
          },
        },
        responses: {
          default: {
            description: "whatever",
            content: json({ type: "array", items: { type: "object", properties: { a: { type: "number" } } } }),
          },
        },
      },
      delete: { operationId: "delete", responses: { "202": { description: "accepted" } } },
      head: { operationId: "head", responses: { "200": { description: "there" } } },
      trace: { operationId: "undefined" },
    },
    "/v1/unwrap": get({ operationId: "unwrap", tags: ["Über uns"] }),
    "/v1/get": get({ operationId: "get", tags: ["Über uns"] }),
    "/v1/getOperation": get({ operationId: "getOperation", tags: ["Über uns"] }),
    "/v1/class": get({ operationId: "class", tags: ["constructor"] }),
    "/v1/2fa": get({ operationId: "2faCheck", tags: ["2fa"] }),
    "/日本/{ключ}": get(),
    "no-slash": get({ operationId: "noSlash" }),
    "/query?fixed=1": get({ operationId: "fixedQuery" }),
    "/matrix/{;id}": get({ operationId: "matrix" }),
    "/files": {
      get: {
        operationId: "downloadFile",
        responses: {
          "200": { description: "pdf", content: { "application/pdf": {}, "image/png": {} } },
          "204": { description: "none" },
        },
      },
      post: {
        operationId: "uploadFile",
        requestBody: {
          content: {
            "multipart/form-data": {
              schema: {
                type: "object",
                required: ["file"],
                properties: {
                  file: { type: "string", format: "binary" },
                  files: { type: "array", items: { type: "string", format: "binary" } },
                  meta: { type: "object", properties: { a: { type: "string" } } },
                  body: { type: "string" },
                },
              },
            },
          },
        },
        responses: {
          "201": { description: "made", content: json({ type: "object" }) },
          "202": { description: "later" },
        },
      },
      put: {
        operationId: "putFile",
        requestBody: { required: true, content: { "application/octet-stream": {} } },
        responses: { "204": { description: "done" } },
      },
      patch: {
        operationId: "patchFile",
        requestBody: { required: true, content: { "application/merge-patch+json": { schema: ref("Error") } } },
        responses: ok({}),
      },
      options: {
        operationId: "csv",
        requestBody: { content: { "text/csv": { schema: { type: "string" } } } },
        responses: { "200": { description: "csv", content: { "text/csv": { schema: { type: "string" } } } } },
      },
    },
    "/form": {
      post: {
        operationId: "sendForm",
        security: [],
        requestBody: {
          required: true,
          content: {
            "application/x-www-form-urlencoded": {
              schema: {
                type: "object",
                properties: {
                  card: { type: "object", properties: { number: { type: "string" } } },
                  expand: { type: "array", items: { type: "string" } },
                },
              },
            },
          },
        },
        responses: {
          "200": { description: "a", content: json(ref("Pet")) },
          "201": { description: "b", content: json({ type: "object", properties: { id: { type: "string" } } }) },
        },
        callbacks: { done: {} },
      },
    },
    "/deep": get({
      operationId: "deep",
      responses: ok({ $ref: "#/paths/~1form/post/responses/201/content/application~1json/schema" }),
    }),
    "/everything": get({ operationId: "everything", responses: ok(ref("Everything")) }),
    "/widget": get({
      operationId: "widget",
      parameters: [query("when", { schema: ref("WidgetParams") })],
      responses: ok(ref("WidgetParams")),
    }),
  },
  webhooks: { ping: {} },
  components: {
    parameters: {
      shared: { name: "repo-name", in: "path", required: true, description: "*/", schema: { type: "string" } },
    },
    schemas: {
      "odd-name": {
        type: "object",
        properties: {
          constructor: { type: "string" },
          __proto__x: { type: "string" },
          "with space": { type: "string" },
          "*/": { type: "string", description: "*/" },
        },
      },
      "odd name": { type: "string", enum: [1, 2] },
      Error: {
        type: "object",
        properties: {
          body: { type: "string", nullable: true },
          params: { type: "integer", minimum: 1, exclusiveMinimum: true },
        },
      },
      Record: { type: "object" },
      Promise: { type: "string" },
      "123": { type: "boolean" },
      Übung: { type: "number" },
      日本: { type: "string" },
      WidgetParams: { type: "string", format: "date" },
      paths: { type: "string" },
      Pet: {
        oneOf: [ref("Cat"), ref("Dog")],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat", puppy: "Dog" } },
      },
      Cat: {
        allOf: [
          ref("Animal"),
          { type: "object", required: ["name", "lives"], properties: { lives: { type: "integer" } } },
        ],
      },
      Dog: { type: "object", properties: { kind: { type: "string" }, friends: { type: "array", items: ref("Pet") } } },
      Animal: {
        type: "object",
        discriminator: { propertyName: "kind" },
        properties: { kind: { type: "string" }, name: { type: "string" } },
      },
      // Made of itself, in ways that have a type and in ways that have none.
      Tree: {
        type: "object",
        properties: { children: { type: "array", items: ref("Tree") } },
        additionalProperties: ref("Tree"),
      },
      Json: {
        anyOf: [
          { type: "string" },
          { type: "array", items: ref("Json") },
          { type: "object", additionalProperties: ref("Json") },
        ],
      },
      Ouroboros: { allOf: [ref("Ouroboros"), { type: "object", properties: { tail: { type: "string" } } }] },
      Parent: { oneOf: [ref("Child"), { type: "string" }] },
      Child: { allOf: [ref("Parent"), { type: "object", properties: { a: { type: "string" } } }] },
      Everything: {
        type: "object",
        required: ["a", "a", "ghost"],
        properties: {
          a: { allOf: [ref("Error")], nullable: true, description: "a\r\nb */ c" },
          b: {
            oneOf: [{ type: "string" }, { type: "integer" }, { type: "object", properties: { x: {} } }],
            nullable: true,
          },
          c: { type: "array" },
          d: { items: { items: { type: "string" } } },
          e: { properties: { implied: { type: "boolean" } } },
          f: { type: "object", additionalProperties: false },
          g: { type: "object", additionalProperties: { type: "object", properties: { n: { type: "number" } } } },
          h: { type: "object", properties: { known: { type: "string" } }, additionalProperties: { type: "number" } },
          i: { type: "date" },
          j: { type: "array", items: [{ type: "string" }, { type: "number" }] },
          k: {
            allOf: [
              { type: "object", properties: { same: { type: "string" } } },
              { type: "object", properties: { same: { type: "string", enum: ["x"] } } },
            ],
          },
          l: { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
          m: { type: "string", enum: [] },
          n: { enum: ["a", 1, true, null, { o: 1 }] },
          o: { type: "integer", enum: ["1", "2"] },
          p: { type: "string", default: "q" },
          q: { not: { type: "string" } },
          r: true,
          s: "nonsense",
          t: { $ref: "#/components/schemas/Error", nullable: true },
          u: { allOf: [] },
          v: { type: "array", items: { anyOf: [{ type: "array", items: { type: "string" } }] } },
          w: { type: ["string", "null", "object"], properties: { x: { type: "string" } } },
          x: { $ref: "#/components/schemas/odd%20name" },
          y: { type: "number", enum: [-1, 1.5] },
          z: { type: "object", properties: {}, nullable: true },
          body: { allOf: [ref("Animal"), { required: ["kind"] }] },
          params: { type: "boolean", enum: [false] },
        },
      },
    },
  },
};
