/** Descriptions and names that try to become code. */
import { mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { filesIn } from "../../../codegen/output.js";
import { compileErrors } from "../../support/package/compile.js";
import { description, failure, generating, ok, text } from "./generating.js";

const CODE = 'x: 1 } }\nconsole.log("ran");\n/* */ `$'.concat("{ran} \u2028 interface Y { \"'");

/** The calls, as text, that the code of a folder makes. */
async function callsIn(folder: string): Promise<Set<string>> {
  const calls = new Set<string>();
  for (const file of await filesIn(folder)) {
    const source = ts.createSourceFile(file, await readFile(join(folder, file), "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node)) calls.add(node.expression.getText());
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return calls;
}

const other = { get: { operationId: "getOther", responses: ok(text) } };
const thing = (more: object = {}) => ({ type: "object", properties: { id: text }, ...more });
const withThing = (schema: object, operation: object = {}, more: object = {}) =>
  description(
    {
      "/things": {
        get: { operationId: "listThings", responses: ok({ $ref: "#/components/schemas/Thing" }), ...operation },
      },
    },
    { ...more, components: { schemas: { Thing: thing(schema) } } },
  );

describe("text becomes no code", () => {
  const path = {
    name: CODE,
    in: "query",
    description: CODE,
    schema: { type: "string", enum: [CODE], default: CODE },
    example: CODE,
  };
  const cases: [name: string, description: object][] = [
    ["the name of a module", withThing({ "x-module": CODE })],
    ["the name of a module that is not an identifier", withThing({ "x-module": "My-Module" })],
    ["the name of a module that is a prototype", withThing({ "x-module": "__proto__" })],
    ["a use of records", withThing({ "x-record": "constructor" })],
    [
      "the module of a record",
      withThing({ properties: { a: { $ref: "#/components/schemas/Thing", "x-record-of": CODE } } }),
    ],
    ["the parameter of a module", withThing({ "x-module": "Things" }, { "x-records-of": CODE })],
    [
      "the facts of an operation",
      withThing(
        {},
        {
          "x-method": CODE,
          "x-outcome-check": CODE,
          "x-paging": { clause: "limit", member: CODE, default: CODE },
          "x-example-parameters": CODE,
          "x-example-headers": { [CODE]: CODE },
          "x-empty": CODE,
        },
      ),
    ],
    ["remedies", withThing({}, {}, { "x-error-remedies": { [CODE]: CODE, b: { c: 1 } } })],
    ["prose", withThing({ description: CODE }, { description: CODE, summary: CODE, tags: [CODE], operationId: CODE })],
    ["a parameter", withThing({}, { parameters: [path, { ...path, in: "header" }] })],
    [
      "the names and values of a schema",
      withThing({ properties: { [CODE]: { type: "string", enum: [CODE], description: CODE, default: CODE } } }),
    ],
    ["the name of a schema", description({ "/other": other }, { components: { schemas: { [CODE]: thing() } } })],
    ["a path", description({ "/other": other, [`/a/{${"x"}}/${CODE}`]: { get: { responses: ok(text) } } })],
    [
      "a media type",
      description({ "/a": { post: { requestBody: { content: { [`text/${CODE}`]: {} } }, responses: ok(text) } } }),
    ],
    [
      "orders to the compiler",
      withThing({ description: "@ts-expect-error", properties: { id: { ...text, description: "@ts-ignore" } } }),
    ],
  ];
  for (const [name, spec] of cases) {
    test(name, () =>
      generating({ "api.json": { openapi: "3.0.3", ...spec } }, { spec: "api.json" }, async (out, run) => {
        await run();
        const ours =
          /^(bodyAs|callInit|defined|formBody|listThings|queryStyles|typed|typed<paths>\(client\)\.[A-Z]+|unwrap\w*|[a-z]+\w*)$/;
        for (const call of await callsIn(out)) expect(call).toMatch(ours);
        expect(
          compileErrors(
            out,
            (await filesIn(out)).map((file) => join(out, file)),
          ),
        ).toEqual([]);
      }),
    );
  }
});

describe("a name that code cannot have is refused with its place", () => {
  const cases: [name: string, description: object, want: RegExp][] = [
    [
      "a form for writing",
      withThing({ "x-module": "Things", "x-write": CODE }),
      /api\.json:1:\d+ extension: there is no schema "x: 1/,
    ],
    [
      "a module that two schemas have",
      description(
        { "/other": other },
        { components: { schemas: { A: thing({ "x-module": "M" }), B: thing({ "x-module": "M" }) } } },
      ),
      /extension: the schema "A" also has the x-module "M" \(at #\/components\/schemas\/B\/x-module\)/,
    ],
    [
      "a schema that is called as a derived type",
      description({ "/other": other }, { components: { schemas: { A: thing({ "x-module": "M" }), NewA: thing() } } }),
      /extension: a type that is derived from this module is called NewA, .* x-write \(at #\/components\/schemas\/A\)/,
    ],
  ];
  for (const [name, spec, want] of cases) {
    test(name, () =>
      generating({ "api.json": spec }, { spec: "api.json" }, async (_, run) =>
        expect(await failure(run())).toMatch(want),
      ),
    );
  }
});

test("the names of files stay in the first line", () =>
  generating({ "api.json": withThing({}) }, { spec: "api.json" }, async (out, run) => {
    const folder = join(out, "..", "a\nconsole.log(1)\r\u2028b");
    await mkdir(folder);
    await rename(join(out, "..", "api.json"), join(folder, "api\n`.json"));
    await run({ spec: join(folder, "api\n`.json"), out: join(folder, "crm") });
    for (const file of await filesIn(join(folder, "crm"))) {
      const [first, second] = (await readFile(join(folder, "crm", file), "utf8")).split(/[\n\r\u2028\u2029]/);
      expect(first).toMatch(/^\/\/ Generated by zcrm from .*\\u000a/);
      expect(second).toMatch(/^(import|export|\/\*\*|$)/);
    }
  }));

test("files have names that every system can have, each its own", () => {
  const tags = [
    "../../evil",
    "/etc/evil",
    "C:\\evil",
    "..",
    "index",
    "con",
    "NUL",
    "COM1",
    "com1",
    "lpt9",
    "a\u0000b",
    "é",
    "É",
    "x".repeat(300),
    "Things",
    "things",
  ];
  const paths = tags.map((tag, index) => [
    `/p${index}`,
    { get: { operationId: `op${index}`, tags: [tag], responses: ok(text) } },
  ]);
  return generating({ "api.json": description(Object.fromEntries(paths)) }, { spec: "api.json" }, async (out, run) => {
    await run();
    const files = (await filesIn(out)).filter((file) => file.startsWith("operations/"));
    expect(files).toHaveLength(tags.length + 1);
    expect(new Set(files.map((file) => file.toLowerCase()))).toHaveLength(files.length);
    for (const file of files) {
      expect(file).toMatch(/^operations\/[a-z0-9-]{1,100}\.ts$/);
      expect(file).not.toMatch(/\/(con|prn|aux|nul|com\d|lpt\d)\.ts$/);
    }
  });
});
