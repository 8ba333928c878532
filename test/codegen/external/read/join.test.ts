import { expect, test } from "vitest";
import { joinDocuments } from "../../../../codegen/external/read/join.js";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const answer = (name: string) => ({ responses: { "200": { content: { "application/json": { schema: ref(name) } } } } });
const text = { type: "string" };

/** Joins documents, and gives what is joined with the warnings. */
function joined(...documents: Record<string, unknown>[]) {
  const warnings: string[] = [];
  const document = joinDocuments(structuredClone(documents), (pointer, _, message) =>
    warnings.push(`${pointer}: ${message}`),
  );
  return { document, warnings };
}

test("one document is that document", () => {
  expect(joined({ paths: { "/a": {} } }).document).toEqual({ paths: { "/a": {} } });
});

test("equal components are shared; different ones, and those that refer to them, get a number", () => {
  const first = {
    paths: { "/a": { get: answer("List") } },
    components: { schemas: { List: { type: "array", items: ref("Item") }, Item: text, Same: text } },
  };
  const second = {
    paths: { "/b": { get: answer("List") } },
    components: { schemas: { List: { type: "array", items: ref("Item") }, Item: { type: "integer" }, Same: text } },
  };
  const { document } = joined(first, second);
  expect(document.components).toEqual({
    schemas: {
      List: { type: "array", items: ref("Item") },
      Item: text,
      Same: text,
      List2: { type: "array", items: ref("Item2") },
      Item2: { type: "integer" },
    },
  });
  expect(document.paths).toMatchObject({ "/a": { get: answer("List") }, "/b": { get: answer("List2") } });
});

test("operations keep their document's servers and security, and their path's parameters", () => {
  const page = { name: "page", in: "query", schema: text };
  const first = {
    servers: [{ url: "https://a.example" }],
    security: [{ a: [] }],
    paths: { "/x": { parameters: [page], get: {}, put: { parameters: [{ ...page, required: true }], security: [] } } },
  };
  const { document } = joined(first, { paths: { "/y": { get: {} } } });
  expect(document.paths).toEqual({
    "/x": {
      get: { parameters: [page], servers: first.servers, security: [{ a: [] }] },
      put: { parameters: [{ ...page, required: true }], servers: first.servers, security: [] },
    },
    "/y": { get: { parameters: [], servers: undefined } },
  });
});

test("a path in two documents has the operations of both; of a duplicate operation the first wins, with a warning", () => {
  const { document, warnings } = joined(
    { paths: { "/x": { get: { summary: "a" } } } },
    { paths: { "/x": { get: { summary: "b" }, post: { summary: "c" } } } },
  );
  expect(document.paths).toMatchObject({ "/x": { get: { summary: "a" }, post: { summary: "c" } } });
  expect(warnings).toEqual(["#/paths/~1x/get: the operation is described in two files; the first wins"]);
});
