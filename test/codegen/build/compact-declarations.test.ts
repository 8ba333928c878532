import { SourceMap } from "node:module";
import { describe, expect, test } from "vitest";
import { compacted } from "../../../codegen/build/compact-declarations.js";

describe("compacted", () => {
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
      want: `/**Doc.*/export interface A{}
export type B=A;
export abstract class C{}
export function d():B;
export const e:A;
export {};
`,
    },
    {
      name: "leaves what is not listed private, under an empty list",
      given: "interface A {}\ninterface Private {}\nexport { A };\n",
      want: "export interface A{}\ninterface Private{}\nexport {};\n",
    },
    {
      name: "leaves aliases, imports and default exports in the list",
      given: `import { X } from "./x.cjs";\ninterface A {}\ninterface B {}\nexport { A, B as C, X, A as default };\n`,
      want: `import{X}from"./x.cjs";\nexport interface A{}\ninterface B{}\nexport { B as C, X, A as default };\n`,
    },
    {
      name: "leaves a value in the list that is exported as a type only",
      given: "declare class A {}\ndeclare const b: A;\nexport { type A, type b };\n",
      want: "declare class A{}\ndeclare const b:A;\nexport { type A, type b };\n",
    },
    {
      name: "exports every declaration of a name that has several",
      given: "interface A {}\ninterface A {}\ndeclare const A: A;\nexport { A };\n",
      want: "export interface A{}\nexport interface A{}\nexport const A:A;\nexport {};\n",
    },
    {
      name: "leaves constants that share a statement",
      given: "declare const a: 1, b: 2;\nexport { a };\n",
      want: "declare const a:1,b:2;\nexport { a };\n",
    },
    {
      name: "changes neither exports from elsewhere nor text in comments and strings",
      given: `export * from "./a.cjs";\nexport { B } from "./b.cjs";\n/** export { A }; */\ntype A = "interface A";\nexport { A };\n`,
      want: `export * from "./a.cjs";\nexport { B } from "./b.cjs";\n/**export { A };*/export type A="interface A";\nexport {};\n`,
    },
    {
      name: "joins the lines of nested types",
      given:
        "interface A {\n  b: {\n    c: {\n      d: string;\n    };\n    e(): void;\n  };\n  f: {};\n}\nexport { A };\n",
      want: "export interface A{\nb:{c:{d:string};e():void}\nf:{}\n}\nexport {};\n",
    },
    {
      name: "removes the semicolons that end a line, not those between members of one line",
      given: "interface A {\n  b: string;\n  [key: string]: { c: 1; d: 2 };\n  (): void;\n}\nexport { A };\n",
      want: "export interface A{\nb:string\n[key:string]:{c:1;d:2}\n():void\n}\nexport {};\n",
    },
    {
      name: "keeps the spaces between words, and those in strings",
      given: "interface A {\n  readonly é: keyof B | 'x | y';\n}\nexport { A };\n",
      want: "export interface A{\nreadonly é:keyof B|'x | y'\n}\nexport {};\n",
    },
    {
      name: "leaves the lines of types that hold comments",
      given: "type A = {\n  /**\n   * Doc.\n   */\n  b: {\n    c: 1;\n  };\n  // Other.\n};\nexport { A };\n",
      want: "export type A={\n/**Doc.*/b:{c:1}\n// Other.\n};\nexport {};\n",
    },
  ];
  for (const { name, given, want } of cases) {
    test(name, () => {
      expect(compacted(given).toString()).toBe(want);
    });
  }

  test("maps each declared name to where it stood", () => {
    const given =
      "interface Lead {\n  readonly name: {\n    first: string;\n  };\n  other(): void;\n}\nexport { Lead };\n";
    const changed = compacted(given);
    const map = new SourceMap(JSON.parse(changed.generateMap({ source: "given.d.ts" }).toString()));
    for (const name of ["Lead", "name", "first", "other"]) {
      const [line, column] = positionOf(name, changed.toString());
      const [originalLine, originalColumn] = positionOf(name, given);
      expect(map.findEntry(line, column)).toMatchObject({ originalLine, originalColumn });
    }
  });
});

/** The line and column of a string, counted from 0. */
function positionOf(text: string, code: string): [line: number, column: number] {
  const lines = code.slice(0, code.indexOf(text)).split("\n");
  return [lines.length - 1, lines.at(-1)?.length ?? 0];
}
