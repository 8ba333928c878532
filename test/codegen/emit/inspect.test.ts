import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { inspect } from "../../../codegen/emit/inspect.js";
import { OWN_RUNTIME } from "../../../codegen/generate.js";
import { filesIn } from "../../../codegen/output.js";

/** What is wrong with a file of an output that also has a `models.ts`. */
function problem(text: string, file = "client.ts"): string | undefined {
  try {
    inspect(
      new Map([
        ["models.ts", "export interface Lead {}\n"],
        [file, text],
      ]),
      "zcrm/runtime",
    );
    return undefined;
  } catch (error) {
    return (error as Error).message.split("\n")[0];
  }
}

test("the package's own code passes", async () => {
  const files = (await filesIn("generated")).map(
    async (file) => [file, await readFile(join("generated", file), "utf8")] as const,
  );
  inspect(new Map(await Promise.all(files)), OWN_RUNTIME);
});

describe("code of another kind is named with its place", () => {
  const imports = 'import { typed } from "zcrm/runtime";\n';
  const cases: [name: string, text: string, place: string][] = [
    ["a call beside the declarations", "export interface A {}\nconsole.log(1);", "2:1"],
    ["a call of a global function in a value", "export const a = fetch();", "1:18"],
    ["a call of a member in a value", 'export const a = "".at(0);', "1:18"],
    ["a statement of a function", "export function f(a: string) { if (a) return a; }", "1:32"],
    ["a class", "export class A {}", "1:1"],
    ["a constructor call", "export const a = new Lead();", "1:18"],
    ["an import for its effect", 'import "zcrm/runtime";', "1:1"],
    ["an import from elsewhere", 'import { a } from "evil";', "1:1"],
    ["an import from outside the folder", 'import { a } from "../client.js";', "1:1"],
    ["a dynamic import", `${imports}export const a = import("zcrm/runtime");`, "2:18"],
    ["the type of a module", 'export type A = import("evil").A;', "1:17"],
    ["a template", "export const a = `b`;", "1:18"],
    ["an assignment", `${imports}export const a = (typed = 1);`, "2:18"],
    ["a getter", "export const a = { get b() { return 1; } };", "1:20"],
    ["a function within a value", "export const a = { b: () => { return 1; } };", "1:29"],
    ["a syntax error", "export interface A {", "1:21"],
  ];
  for (const [name, text, place] of cases) {
    test(name, () => expect(problem(text)).toMatch(new RegExp(`^client\\.ts:${place} code: `)));
  }
});

test("a file has a plain name of its own, on every system", () => {
  expect(problem("", "operations/things.ts")).toBeUndefined();
  for (const name of [
    "../a.ts",
    "a/b.ts",
    "operations/com1.ts",
    "NUL.ts",
    "a b.ts",
    "MODELS.ts",
    `${"a".repeat(201)}.ts`,
  ]) {
    expect(problem("", name), name).toMatch(/ code: this file would have this name/);
  }
});
