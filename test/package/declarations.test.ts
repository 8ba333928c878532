/** The declarations of the installed package: their size, what they cost a compiler, and which mistakes they catch. */
import { access, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modules, operationIds } from "../support/description.js";
import { errorsIn, programIn, STRICT } from "../support/package/compile.js";
import { addNodeTypes, packedPackage, type ScratchProject } from "../support/package/packed-package.js";
import { exportsOf, walkTypes } from "../support/package/type-walk.js";

const ENTRIES = [
  "zcrm",
  "zcrm/operations",
  "zcrm/query",
  "zcrm/data",
  "zcrm/notifications",
  "zcrm/legacy",
  "zcrm/emulator",
  "zcrm/schema",
];

/** A typical program: it lists, gets, creates, pages and catches. */
const CONSUMER = `
import { createClient, isCrmError, paginate } from "zcrm";
const crm = createClient({ clientId: "a", clientSecret: "b", refreshToken: "c" });
export async function main(): Promise<void> {
  try {
    const page = await crm.records.list({ module: "Leads", fields: ["Last_Name", "Email"], per_page: 5 });
    for (const lead of page.data) console.log(lead.Last_Name, lead.Email);
    const one = await crm.records.get({ module: "Leads", id: "1" });
    console.log(one?.data[0]?.Company);
    const made = await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Company: "Acme" }] } });
    console.log(made.data[0]?.status);
    for await (const deal of paginate(crm.records.list, { module: "Deals", sort_by: "Amount" })) console.log(deal.Amount);
  } catch (error) {
    if (isCrmError(error, "RateLimit")) console.log(error.retryAfter);
    else throw error;
  }
}`;

/** Imports every entry, so that the compiler reads all declarations. */
const EVERYTHING = ENTRIES.map((entry, index) => `import type * as entry${index} from "${entry}";`)
  .concat(`export type { ${ENTRIES.map((_, index) => `entry${index}`).join(", ")} };`)
  .join("\n");

const MERGING = `
import { createClient, paginate } from "zcrm";
declare module "zcrm" {
  interface ModuleRegistry {
    Projects: { read: Project; create: NewProject; update: Partial<NewProject> };
  }
  interface Lead { Budget: number | null }
  interface LeadUpdate { Budget?: number | null }
}
interface NewProject { Name: string; Effort?: number }
interface Project extends NewProject { id: string; Effort: number }
const crm = createClient();
export async function merged(): Promise<void> {
  const projects = await crm.records.list({ module: "Projects", fields: ["Name"], sort_by: "Effort" });
  const name: string | undefined = projects.data[0]?.Name;
  // @ts-expect-error A field that was not requested.
  console.log(projects.data[0]?.Effort);
  for await (const { Effort } of paginate(crm.records.list, { module: "Projects" })) console.log(Effort.toFixed(), name);
  await crm.records.create({ module: "Projects", body: { data: [{ Name: "Alpha", Effort: 5 }] } });
  // @ts-expect-error A misspelled field of the program's own module.
  await crm.records.create({ module: "Projects", body: { data: [{ Name: "Alpha", Effrt: 5 }] } });
  const leads = await crm.records.list({ module: "Leads" });
  const budget: number | null | undefined = leads.data[0]?.Budget;
  await crm.records.create({ module: "Leads", body: { data: [{ Last_Name: "Doe", Budget: budget ?? null }] } });
  await crm.records.update({ module: "Leads", id: "1", body: { data: [{ Budget: 5 }] } });
  // @ts-expect-error A value of the wrong type for the program's own field.
  await crm.records.update({ module: "Leads", id: "1", body: { data: [{ Budget: "5" }] } });
}`;

let scratch: ScratchProject;
beforeAll(async () => {
  scratch = await packedPackage();
  await addNodeTypes(scratch);
});
afterAll(() => scratch?.remove());

/** A program that consists of one file. */
async function programOf(name: string, text: string, options: ts.CompilerOptions = {}): Promise<ts.Program> {
  const file = join(scratch.folder, name);
  await writeFile(file, `${text}\n`);
  return programIn(scratch.folder, [file], { ...STRICT, ...options });
}

let everything: Promise<ts.Program> | undefined;

/** The program with all entries, for tests that inspect types. */
const programOfEverything = () => (everything ??= programOf("all.mts", EVERYTHING));

const errorsOf = (program: ts.Program): string[] => errorsIn(scratch.folder, program);

describe("size and cost", () => {
  const dist = (): string => join(scratch.folder, "node_modules/zcrm/dist");

  test("at most 450 kB in 60 files, for ES modules and CommonJS together", async () => {
    const files = (await readdir(dist())).filter((file) => /\.d\.[mc]ts$/.test(file));
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(dist(), file))).size));
    expect(files.length).toBeLessThanOrEqual(60);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(450_000);
  });

  test("what a client's program imports has maps to installed sources, except for models, which are declared alike", async () => {
    const entries = [
      "index",
      "operations",
      "query",
      "data",
      "runtime",
      "mysql",
      "redis",
      "postgres",
      "otel",
      "legacy",
      "legacy-client",
      "modules",
    ];
    for (const entry of entries) {
      const map: { sources: string[] } = JSON.parse(await readFile(join(dist(), `${entry}.d.cts.map`), "utf8"));
      expect(map.sources.length).toBeGreaterThan(0);
      for (const source of map.sources) await access(join(dist(), source));
    }
  });

  test("a small program loads at most 30 declaration files of 15,000 lines", async () => {
    const program = await programOf("consumer.mts", CONSUMER);
    const files = program
      .getSourceFiles()
      .filter((file) => /\/node_modules\//.test(file.fileName) && file.fileName.startsWith(scratch.folder));
    const loaded = files.filter((file) => !file.fileName.includes("/@types/node/"));
    expect(loaded.map(({ fileName }) => fileName)).toContain(join(dist(), "models.d.cts"));
    expect(loaded.length).toBeLessThanOrEqual(30);
    const lines = loaded.reduce((sum, file) => sum + file.getLineStarts().length, 0);
    expect(lines).toBeLessThanOrEqual(15_000);
  });

  test("a small program causes at most 1,000 type instantiations", async () => {
    // Most projects do not check declarations. What remains is caused by the program itself.
    const [own, empty] = await Promise.all(
      [CONSUMER, "export {};"].map((text, index) => programOf(`small${index}.mts`, text, { skipLibCheck: true })),
    );
    expect(own && errorsOf(own)).toEqual([]);
    expect(empty && errorsOf(empty)).toEqual([]);
    expect((own?.getInstantiationCount() ?? 0) - (empty?.getInstantiationCount() ?? 0)).toBeLessThanOrEqual(1_000);
  });
});

describe("compile without errors", () => {
  const dom = [...(STRICT.lib ?? []), "lib.dom.d.ts", "lib.dom.iterable.d.ts"];
  for (const { name, options } of [
    { name: "without the DOM", options: {} },
    { name: "with the DOM", options: { lib: dom } },
    {
      name: "with the DOM, an older library and no types of Node.js",
      options: { lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"], types: [] },
    },
  ]) {
    test(`${name}, checking every declaration`, async () => {
      for (const file of ["all.mts", "all.cts"])
        expect(errorsOf(await programOf(file, EVERYTHING, options))).toEqual([]);
    });
  }
});

describe("let no mistake through", () => {
  test("no `any` is reachable from the exports of the entries", async () => {
    const program = await programOfEverything();
    // The steps of a query have ever more types, so its declarations are read instead.
    const walked = ENTRIES.filter((entry) => entry !== "zcrm/query");
    const { visited, found } = walkTypes(program, walked, ({ type }) => (type.flags & ts.TypeFlags.Any) !== 0);
    expect(visited).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
    const queries = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith("/dist/query.d.cts"));
    expect(queries).toHaveLength(1);
    const anyIn = (node: ts.Node): boolean =>
      node.kind === ts.SyntaxKind.AnyKeyword || ts.forEachChild(node, anyIn) === true;
    expect(queries.filter(anyIn)).toEqual([]);
  });

  test("parameters, options and records of known modules have no index signature, which would accept misspelled names", async () => {
    const program = await programOfEverything();
    const checker = program.getTypeChecker();
    const declared = (symbol: ts.Symbol): ts.Symbol =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const named = (symbols: readonly ts.Symbol[], name: RegExp): ts.Type[] =>
      symbols
        .filter((symbol) => name.test(symbol.name))
        .map((symbol) => checker.getDeclaredTypeOfSymbol(declared(symbol)));
    const membersOf = (type: ts.Type): ts.Type[] =>
      type.getProperties().map((member) => checker.getTypeOfSymbol(member));

    const parameters = named(exportsOf(program, "zcrm/operations"), /Params$/);
    const bodies = parameters.flatMap((type) => type.getProperty("body") ?? []).map(checker.getTypeOfSymbol);
    const options = named(exportsOf(program, "zcrm"), /Options$/);
    const records = named(exportsOf(program, "zcrm"), /^ModuleRegistry$/)
      .flatMap(membersOf)
      .flatMap(membersOf);
    expect(parameters).toHaveLength(operationIds.length);
    expect(bodies.length).toBeGreaterThan(40);
    expect(options.length).toBeGreaterThan(3);
    expect(records).toHaveLength(modules.length * 3);
    const open = [...parameters, ...bodies, ...options, ...records].filter((type) => {
      // `Record<string, never>` accepts no member.
      const { type: value } = checker.getIndexInfoOfType(checker.getNonNullableType(type), ts.IndexKind.String) ?? {};
      return value && !(value.flags & ts.TypeFlags.Never);
    });
    expect(open.map((type) => checker.typeToString(type))).toEqual([]);
  });

  test("no function is overloaded, so errors are reported on the wrong argument", async () => {
    const program = await programOfEverything();
    const checker = program.getTypeChecker();
    const exported = [...exportsOf(program, "zcrm"), ...exportsOf(program, "zcrm/operations")].map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
    const functions = exported
      .filter(({ flags }) => flags & ts.SymbolFlags.Function)
      .map((symbol) => checker.getTypeOfSymbol(symbol));
    const calls = exported
      .filter(({ name }) => name.endsWith("Operations"))
      .flatMap((symbol) => checker.getDeclaredTypeOfSymbol(symbol).getProperties())
      .map((symbol) => checker.getTypeOfSymbol(symbol));
    expect(functions.length).toBeGreaterThan(operationIds.length);
    expect(calls).toHaveLength(operationIds.length);
    const overloaded = [...functions, ...calls].filter((type) => type.getCallSignatures().length !== 1);
    expect(overloaded.map((type) => checker.typeToString(type))).toEqual([]);
  });
});

describe("accept modules and fields that a program adds", () => {
  for (const file of ["merging.mts", "merging.cts"]) {
    test(file.endsWith("mts") ? "from an ES module" : "from a CommonJS module", async () => {
      expect(errorsOf(await programOf(file, MERGING))).toEqual([]);
    });
  }
});
