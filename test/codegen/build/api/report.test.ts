import { describe, expect, test } from "vitest";
import { reportApi } from "../../../../codegen/build/api/report.js";
import { withFiles } from "../../../support/scratch.js";

/** A package with one entry, of which `import` and `require` get the same. */
const EXPORTS = { ".": { types: "./index.d.cts" } };

/** The reports of a package that consists of these declarations. */
const reportsOf = (files: Readonly<Record<string, string>>, exports: object = EXPORTS) =>
  withFiles({ "package.json": { name: "shop", exports }, ...files }, reportApi);

/** The report of a package that consists of one file. */
const reportOf = async (text: string) => (await reportsOf({ "index.d.cts": text })).get("shop.md");

/** A report of the package's only entry. */
const page = (code: string, used?: string) =>
  `# \`shop\`\n\nMade by \`npm run api\` from the built declarations. Do not edit.\n\n\`\`\`ts\n${code}\n\`\`\`\n${
    used === undefined ? "" : `\n## Used by these, but not exported\n\n\`\`\`ts\n${used}\n\`\`\`\n`
  }`;

describe("a declaration", () => {
  test("has one member per line, sorted by name, without comments", async () => {
    const text = `
      /**A shop.*/export interface Shop<T=string>extends Place{name:T
      /**Its city.*/city?:string|null
      open(day:string):boolean
      open(day:number):boolean;[key:string]:unknown;readonly area:{width:number;depth:number}}
      export interface Place{}`;
    expect(await reportOf(text)).toBe(
      page(`export interface Place {}
export interface Shop<T = string> extends Place {
  [key: string]: unknown;
  readonly area: {
    depth: number;
    width: number;
  };
  city?: string | null;
  name: T;
  open(day: string): boolean;
  open(day: number): boolean;
}`),
    );
  });

  test("may be a class, a function with overloads, a constant, an enumeration or a type", async () => {
    const text = `
      export declare class Till{#private;static open(): Till;constructor(size:number);protected add?(...sums:number[]):this}
      export function sell(one:string):void;export function sell(many:readonly string[]):void
      export const LIMIT:unique symbol,names:readonly["a","b"]
      export declare enum Day{Monday=1,Friday=5}
      export type Id<T>=T extends{id:infer I}?\`\${I&string}-\`:-1`;
    expect(await reportOf(text)).toBe(
      page(`export enum Day {
  Monday = 1,
  Friday = 5,
}
export type Id<T> = T extends {
  id: infer I;
}
  ? \`\${I & string}-\`
  : -1;
export const LIMIT: unique symbol;
export const names: readonly ["a", "b"];
export function sell(one: string): void;
export function sell(many: readonly string[]): void;
export class Till {
  constructor(size: number);
  #private;
  protected add?(...sums: number[]): this;
  static open(): Till;
}`),
    );
  });

  test("says what is deprecated", async () => {
    const text = `/** Old. @deprecated Use \`b\`. */export function a():void
      export interface B{
      /** @deprecated */c:string;d:string}`;
    expect(await reportOf(text)).toBe(
      page(`/** @deprecated */
export function a(): void;
export interface B {
  /** @deprecated */
  c: string;
  d: string;
}`),
    );
  });
});

describe("a name", () => {
  test("that is not exported is declared below, once, with all that it refers to", async () => {
    const text = `interface Money{amount:Digits}
      type Digits=number
      interface Unused{}
      export interface Price extends Money{before:Money}
      export {}`;
    expect(await reportOf(text)).toBe(
      page(
        `export interface Price extends Money {
  before: Money;
}`,
        `type Digits = number;
interface Money {
  amount: Digits;
}`,
      ),
    );
  });

  test("of a class whose type alone is exported is not exported as a value", async () => {
    expect(await reportOf("declare class Till{} export{type Till}")).toBe(
      page(`class Till {}
export type { Till };`),
    );
  });

  test("is the same, whatever the bundler calls files and names", async () => {
    const exports = { ".": { types: "./index.d.cts" }, "./sales": { types: "./sales.d.cts" } };
    const one = await reportsOf(
      {
        "index.d.cts": `import{t as Till}from"./till-AbCdEf12.cjs";export{type Till}`,
        "sales.d.cts": `import{t as Till,n as Day}from"./till-AbCdEf12.cjs";export function sell(till:Till,day:Day):void`,
        "till-AbCdEf12.d.cts": "interface Till{day:Day}type Day=1|2;export{Till as t,Day as n}",
      },
      exports,
    );
    const other = await reportsOf(
      {
        "index.d.cts": `import{a as Till$2}from"./shop-12345678.cjs";export{type Till$2 as Till}`,
        "sales.d.cts": `import{b as Day}from"./day-12345678.cjs";
          import{a as T}from"./shop-12345678.cjs";export function sell(till:T,day:Day):void;`,
        "shop-12345678.d.cts": `import{b as Day$1}from"./day-12345678.cjs";interface Till$1{day:Day$1}export{Till$1 as a}`,
        "day-12345678.d.cts": "type Day$2=1|2;export{Day$2 as b}",
      },
      exports,
    );
    expect(Object.fromEntries(other)).toEqual(Object.fromEntries(one));
    expect(one.get("sales.md")).toContain("export function sell(till: Till, day: Day): void;");
    expect(one.get("shop.md")).toContain("export interface Till {\n  day: Day;\n}");
  });
});

describe("entries", () => {
  test("refer to what an earlier one exports, and to files that they pass on as a whole", async () => {
    const reports = await reportsOf(
      {
        "index.d.cts": `export*from"./models.cjs";export interface Till{}export declare class Shop{}`,
        "models.d.cts": "export interface Lead{}",
        "sales.d.cts": `import{Till,Shop}from"./index.cjs";import{Lead}from"./models.cjs";
          export{type Till,Shop as Store};export type Buyer=Lead`,
      },
      {
        ".": { types: "./index.d.cts" },
        "./sales/day": { types: "./sales.d.cts" },
        "./package.json": "./package.json",
      },
    );
    expect([...reports.keys()].toSorted()).toEqual(["models.md", "sales-day.md", "shop.md"]);
    expect(reports.get("shop.md")).toContain("Everything in [models](models.md) is exported as well.");
    expect(reports.get("shop.md")).not.toContain("Lead");
    expect(reports.get("models.md")).toContain("# models\n");
    expect(reports.get("sales-day.md")).toContain(
      '```ts\nexport type Buyer = Lead;\nexport { Shop as Store } from "shop";\nexport type { Till } from "shop";\n```',
    );
  });

  test("tell a name from the same name in another report", async () => {
    const reports = await reportsOf(
      {
        "index.d.cts": "export interface Job{}",
        "bulk.d.cts": `import{Job as Other}from"./index.cjs";export interface Job{before:Other;after:Job}`,
      },
      { ".": { types: "./index.d.cts" }, "./bulk": { types: "./bulk.d.cts" } },
    );
    expect(reports.get("bulk.md")).toContain("export interface Job {\n  after: Job;\n  before: shop.Job;\n}");
  });

  test("say what each way of loading gets, if that differs", async () => {
    const reports = await reportsOf(
      {
        "index.d.cts": `import*as all from"./all.cjs";declare const client:all.Client&{default:all.Client};
          declare namespace client{type Client=all.Client}export=client;`,
        "index.d.mts": `import{Client}from"./all.cjs";export*from"./all.cjs";export const client:Client;export{client as default}`,
        "all.d.cts": "export interface Client{}",
      },
      { ".": { import: { types: "./index.d.mts" }, require: { types: "./index.d.cts" } } },
    );
    const text = reports.get("shop.md") ?? "";
    expect(text).toContain(
      "## With `import`\n\n```ts\nexport const client: Client;\nexport { client as default };\n```",
    );
    expect(text).toContain(`## With \`require\`

\`\`\`ts
const client: all.Client & {
  default: all.Client;
};
namespace client {
  type Client = all.Client;
}
export = client;
\`\`\``);
  });

  test("may export nothing", async () => {
    expect(await reportOf("export {}")).toMatch(/Exports nothing\.\n$/);
  });
});

describe("is refused", () => {
  test("a declaration for other modules, whose changes it would not show", async () => {
    await expect(reportOf(`export {};declare global{interface Array<T>{last:T}}`)).rejects.toThrow(
      /index\.d\.cts: the report of the API cannot show declare global/,
    );
  });

  test("an entry without declarations", async () => {
    await expect(reportsOf({}, { "./query": { import: { default: "./query.mjs" } } })).rejects.toThrow(
      'package.json: no types for "./query"',
    );
    await expect(reportsOf({})).rejects.toThrow(/index\.d\.cts is missing; run: npm run build/);
  });
});
