import { describe, expect, test } from "vitest";
import { fixedAnswer } from "../../../src/emulator/calls/fixed-answer.js";
import type { Description, OperationObject } from "../../../src/emulator/description.js";

const description: Description = {
  servers: [],
  paths: {},
  components: {
    responses: {
      Done: { content: { "application/json": { examples: { one: { $ref: "#/components/examples/a~1b" } } } } },
    },
    examples: { "a/b": { value: { named: true } } },
  },
};

const json = (example: unknown) => ({ content: { "application/json": { example } } });

describe("the example of the first 2xx answer", () => {
  const cases: { name: string; given: OperationObject["responses"]; want: object }[] = [
    { name: "given inline", given: { "201": json({ a: 1 }), "400": json({}) }, want: { status: 201, body: '{"a":1}' } },
    {
      name: "behind references",
      given: { "200": { $ref: "#/components/responses/Done" } },
      want: { status: 200, body: '{"named":true}' },
    },
    {
      name: "that is a page",
      given: { "200": { content: { "text/html": { example: "<p>" } } } },
      want: { status: 200, headers: { "Content-Type": "text/html" }, body: "<p>" },
    },
    { name: "empty", given: { "204": {} }, want: { status: 204 } },
  ];
  for (const { name, given, want } of cases) {
    test(name, () => expect(fixedAnswer(description, { operationId: "x", responses: given })).toMatchObject(want));
  }
});

test("without an example there is nothing to answer", () => {
  const responses = { "200": { content: { "application/octet-stream": {} } } };
  expect(() => fixedAnswer(description, { operationId: "x", responses })).toThrowError("NOT_SUPPORTED");
});
