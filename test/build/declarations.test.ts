import { SourceMap } from "node:module";
import { join, relative } from "node:path";
import { type Plugin, rolldown } from "rolldown";
import { describe, expect, test } from "vitest";
import { declareForImport, exportedInPlace, referTo } from "../../build/declarations.js";
import { withFiles } from "../support/scratch.js";

describe("exportedInPlace", () => {
  const cases = [
    {
      name: "exports interfaces, types, classes, functions and constants where they stand",
      given: `/** Doc. */
interface A {}
type B = A;
declare abstract class C {}
declare function d(): B;
declare const e: A;
export { A, type B, C, d, e };
`,
      want: `/** Doc. */
export interface A {}
export type B = A;
export declare abstract class C {}
export declare function d(): B;
export declare const e: A;
export {};
`,
    },
    {
      name: "leaves what is not listed private, under an empty list",
      given: "interface A {}\ninterface Private {}\nexport { A };\n",
      want: "export interface A {}\ninterface Private {}\nexport {};\n",
    },
    {
      name: "leaves aliases, imports and default exports in the list",
      given: `import { X } from "./x.cjs";\ninterface A {}\ninterface B {}\nexport { A, B as C, X, A as default };\n`,
      want: `import { X } from "./x.cjs";\nexport interface A {}\ninterface B {}\nexport { B as C, X, A as default };\n`,
    },
    {
      name: "leaves a value in the list that is exported as a type only",
      given: "declare class A {}\ndeclare const b: A;\nexport { type A, type b };\n",
      want: "declare class A {}\ndeclare const b: A;\nexport { type A, type b };\n",
    },
    {
      name: "exports every declaration of a name that has several",
      given: "interface A {}\ninterface A {}\ndeclare const A: A;\nexport { A };\n",
      want: "export interface A {}\nexport interface A {}\nexport declare const A: A;\nexport {};\n",
    },
    {
      name: "leaves constants that share a statement",
      given: "declare const a: 1, b: 2;\nexport { a };\n",
      want: "declare const a: 1, b: 2;\nexport { a };\n",
    },
    {
      name: "changes neither exports from elsewhere nor text in comments and strings",
      given: `export * from "./a.cjs";\nexport { B } from "./b.cjs";\n/** export { A }; */\ntype A = "interface A";\nexport { A };\n`,
      want: `export * from "./a.cjs";\nexport { B } from "./b.cjs";\n/** export { A }; */\nexport type A = "interface A";\nexport {};\n`,
    },
  ];
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(exportedInPlace(given).toString()).toBe(want);
    });
  }

  test("maps each declared name to where it stood", () => {
    const given = "interface Lead {\n  readonly name: string; other(): void;\n}\nexport { Lead };\n";
    const changed = exportedInPlace(given);
    const map = new SourceMap(JSON.parse(changed.generateMap({ source: "given.d.ts" }).toString()));
    for (const name of ["Lead", "name", "other"]) {
      const [line, column] = positionOf(name, changed.toString());
      const [originalLine, originalColumn] = positionOf(name, given);
      expect(map.findEntry(line, column)).toMatchObject({ originalLine, originalColumn });
    }
  });
});

/** Line and column of a text, counted from 0. */
function positionOf(text: string, code: string): [line: number, column: number] {
  const lines = code.slice(0, code.indexOf(text)).split("\n");
  return [lines.length - 1, lines.at(-1)?.length ?? 0];
}

/** Builds some of these files, in which `.ts` files hold plain JavaScript, and returns what is written by name. */
const built = (
  files: Readonly<Record<string, string>>,
  entries: readonly string[],
  plugin: (folder: string) => Plugin,
) =>
  withFiles(files, async (folder) => {
    const input = Object.fromEntries(entries.map((entry) => [entry.replace(".ts", ".d"), join(folder, entry)]));
    const bundle = await rolldown({ input, plugins: [plugin(folder)] });
    const { output } = await bundle.generate({ entryFileNames: "[name].cts" });
    return Object.fromEntries(output.map((part) => [part.fileName, part.type === "chunk" ? part.code : part.source]));
  });

describe("referTo", () => {
  const files = {
    "index.ts": `export * from "./models.js"; export { list } from "./calls/records.js"; export { own } from "./own.js";`,
    "models.ts": "export const lead = 1;",
    "calls/records.ts": `export { create } from "./create.js"; export { lead as list } from "../models.js";`,
    "calls/create.ts": "export const create = 2;",
    "own.ts": "export const own = 3;",
  };
  const plugin = (folder: string) =>
    referTo({
      [relative(".", join(folder, "models.ts"))]: "./models.cjs",
      [`${relative(".", join(folder, "calls"))}/`]: "./calls.cjs",
    });

  test("refers to the files of a source and of a folder by name, and includes everything else", async () => {
    const { "index.d.cts": code } = await built(files, ["index.ts"], plugin);
    expect(code).toContain(`from "./models.cjs"`);
    expect(code).toContain(`from "./calls.cjs"`);
    expect(code).toContain("const own = 3");
    expect(code).not.toMatch(/const (lead|create) =/);
  });

  test("includes the modules of a folder in the folder's own file", async () => {
    const { "calls/records.d.cts": code } = await built(files, ["calls/records.ts"], plugin);
    expect(code).toContain("const create = 2");
    expect(code).toContain(`from "./models.cjs"`);
  });
});

test("declareForImport passes each entry's declarations on to ES modules", async () => {
  const files = { "index.ts": "export const a = 1;", "other.ts": "export const b = 2;" };
  const output = await built(files, ["index.ts", "other.ts"], () => declareForImport);
  expect(output).toMatchObject({
    "index.d.mts": `export * from "./index.cjs";\n`,
    "other.d.mts": `export * from "./other.cjs";\n`,
  });
});
