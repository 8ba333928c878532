/** The names of generated code and those of a description stay apart. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { FUNCTIONS, TYPES, VALUES } from "../../../codegen/code/vocabulary.js";
import { generateCode } from "../../../codegen/index.js";
import { filesIn } from "../../../codegen/output.js";
import { compileErrors } from "../../support/package/compile.js";
import { withFiles } from "../../support/scratch.js";

/** A description in which a schema, a tag, an operation and its parameters have the given name, for each of the names. */
function named(names: readonly string[]) {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const json = (name: string) => ({ content: { "application/json": { schema: ref(name) } } });
  const paths = names.map((name) => {
    const parameters = ["path", "query", "header"].map((place) => ({
      name,
      in: place,
      required: place === "path",
      schema: { type: "string" },
    }));
    const requestBody = json(name);
    const responses = { "200": { description: "ok", ...json(name) } };
    return [`/${name}/{${name}}`, { post: { operationId: name, tags: [name], parameters, requestBody, responses } }];
  });
  const schemas = names.map((name) => [name, { type: "object", properties: { [name]: ref(name) } }]);
  return {
    openapi: "3.1.0",
    info: { title: "T", version: "1" },
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(schemas) },
  };
}

test("a description may use every word of generated code as its own name", () => {
  const names = [...new Set([...TYPES, ...FUNCTIONS, "body", "OfModule", "getOperation", "get"])];
  return withFiles({ "package.json": { type: "module" }, "api.json": named(names) }, async (folder) => {
    const out = join(folder, "out");
    const { operations } = await generateCode({ spec: join(folder, "api.json"), out });
    expect(operations).toBe(names.length);
    const files = (await filesIn(out)).map((file) => join(out, file));
    expect(compileErrors(out, files)).toEqual([]);
  });
});

describe("the vocabulary has every name", () => {
  const parsed = async (file: string) =>
    ts.createSourceFile(file, await readFile(join("generated", file), "utf8"), ts.ScriptTarget.Latest, true);

  test("that a file declares for itself", async () => {
    for (const file of ["client.ts", "modules.ts", "schema.ts"]) {
      const declared = (await parsed(file)).statements.flatMap((statement) =>
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement) ||
        ts.isFunctionDeclaration(statement)
          ? [statement.name?.text ?? ""]
          : [],
      );
      expect(declared.length).toBeGreaterThan(2);
      expect(
        declared.filter((name) => !TYPES.includes(name) && !FUNCTIONS.includes(name)),
        file,
      ).toEqual([]);
    }
  });

  test("of the types of the language", async () => {
    const found = new Set<string>();
    for (const file of (await filesIn("generated")).filter((name) => name.endsWith(".ts"))) {
      const source = await parsed(file);
      const own = new Set(["const"]);
      const visit = (node: ts.Node): void => {
        const isDeclared = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
        if (isDeclared || ts.isImportSpecifier(node) || ts.isTypeParameterDeclaration(node)) own.add(node.name.text);
        ts.forEachChild(node, visit);
      };
      visit(source);
      const collect = (node: ts.Node): void => {
        if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && !own.has(node.typeName.text)) {
          found.add(node.typeName.text);
        }
        ts.forEachChild(node, collect);
      };
      collect(source);
    }
    expect(found).toContain("Promise");
    expect([...found].filter((name) => !TYPES.includes(name))).toEqual([]);
  });

  test("of the functions' parameters and variables", async () => {
    const found = new Set<string>();
    const visit = (node: ts.Node): void => {
      const isLocal =
        ts.isParameter(node) || (ts.isVariableDeclaration(node) && !ts.isSourceFile(node.parent.parent.parent));
      const isRest = ts.isBindingElement(node) && node.dotDotDotToken !== undefined;
      if ((isLocal || isRest) && ts.isIdentifier(node.name)) found.add(node.name.text);
      ts.forEachChild(node, visit);
    };
    for (const file of await filesIn("generated/operations")) visit(await parsed(join("operations", file)));
    expect(found).toContain("result");
    expect([...found].filter((name) => !VALUES.includes(name))).toEqual([]);
  });
});
