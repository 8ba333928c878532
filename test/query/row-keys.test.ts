/**
 * The keys and the values of rows are those of their types: 200 random queries are compiled, which shows the type of their
 * rows, and sent to the emulator, which returns such rows.
 */
import fc from "fast-check";
import ts from "typescript";
import { expect, test } from "vitest";
import { type CrmClient, createClient } from "zcrm";
import { createEmulator } from "zcrm/emulator";
import { from } from "zcrm/query";
import { compile, fileOf, mistakesIn } from "./compiler.js";

const MODULES = ["Leads", "Accounts", "Contacts", "Deals", "Tasks", "Products", "Quotes", "Cases"];
const QUERIES = 200;

/** A query: which module, which columns. The columns are places in the list of all of them. */
const random = fc.sample(
  fc.record({
    module: fc.constantFrom(...MODULES),
    places: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    sort: fc.nat(),
  }),
  { numRuns: QUERIES, seed: 15 },
);

/** The exported types of a program, by their names. */
function typesIn(program: ts.Program): (name: string) => ts.Type {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(fileOf(program, "queries.ts")) as ts.Symbol;
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  return (name) => checker.getDeclaredTypeOfSymbol(exported.get(name) as ts.Symbol);
}

/** Every column that the compiler accepts, by module. */
function columnsByModule(): Map<string, string[]> {
  const aliases = MODULES.map((module) => `export type ${module} = ColumnName<"${module}", object>;`).join("\n");
  const program = compile({ "queries.ts": `import type { ColumnName } from "zcrm/query";\n${aliases}` });
  const typeNamed = typesIn(program);
  const namesOf = (type: ts.Type) =>
    (type.isUnion() ? type.types : [type]).map((one) => (one as ts.StringLiteralType).value);
  return new Map(MODULES.map((module) => [module, namesOf(typeNamed(module))]));
}

/** What a value is, in the words that describe a type. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value;
}

function kindsIn(type: ts.Type, checker: ts.TypeChecker): string[] {
  if (type.isUnion()) return type.types.flatMap((one) => kindsIn(one, checker));
  if (type.flags & ts.TypeFlags.Null) return ["null"];
  if (type.flags & ts.TypeFlags.StringLike) return ["string"];
  if (type.flags & ts.TypeFlags.NumberLike) return ["number"];
  if (type.flags & ts.TypeFlags.BooleanLike) return ["boolean"];
  if (type.isIntersection()) return ["string"];
  return checker.isArrayType(type) ? ["array"] : ["object"];
}

/** Records with all lookups set, and records without. */
function seeded(): CrmClient {
  const emulator = createEmulator();
  const first = <T>(ids: Record<string, T[]>): T => Object.values(ids)[0]?.[0] as T;
  const Vendor_Name = { id: first(emulator.seed({ Vendors: [{ Vendor_Name: "V" }] })) };
  const Parent_Account = { id: first(emulator.seed({ Accounts: [{ Account_Name: "Alone" }] })) };
  const Account_Name = { id: first(emulator.seed({ Accounts: [{ Account_Name: "A", Parent_Account }] })) };
  const Reporting_To = { id: first(emulator.seed({ Contacts: [{ Last_Name: "Alone" }] })) };
  const Contact_Name = {
    id: first(emulator.seed({ Contacts: [{ Last_Name: "C", Account_Name, Vendor_Name, Reporting_To }] })),
  };
  const Parent_Campaign = { id: first(emulator.seed({ Campaigns: [{ Campaign_Name: "Alone" }] })) };
  const Campaign_Source = { id: first(emulator.seed({ Campaigns: [{ Campaign_Name: "P", Parent_Campaign }] })) };
  const Deal_Name = {
    id: first(
      emulator.seed({
        Deals: [{ Deal_Name: "D", Stage: "Qualification", Account_Name, Contact_Name, Campaign_Source }],
      }),
    ),
  };
  const Product_Name = { id: first(emulator.seed({ Products: [{ Product_Name: "P", Vendor_Name, Tax: ["VAT"] }] })) };
  const Product_Details = [{ product: Product_Name, quantity: 1 }];
  const offer = { Subject: "S", Account_Name, Contact_Name, Product_Details };
  emulator.seed({
    Leads: [
      { Last_Name: "L", Company: "C" },
      { Last_Name: "M", Company: "C", Email: "a@example.com", No_of_Employees: 5 },
    ],
    Deals: [{ Deal_Name: "Alone", Stage: "Qualification" }],
    Tasks: [{ Subject: "T" }, { Subject: "T", Who_Id: Contact_Name }],
    Products: [{ Product_Name: "Alone" }],
    Quotes: [{ ...offer, Deal_Name }],
    Cases: [
      {
        Subject: "C",
        Status: "New",
        Case_Origin: "Phone",
        Account_Name,
        Product_Name,
        Related_To: Contact_Name,
        Deal_Name,
      },
    ],
  });
  return createClient(emulator.clientOptions());
}

test(`the rows of ${QUERIES} random queries are what their types say`, async () => {
  const columns = columnsByModule();
  const pick = (module: string, place: number): string => {
    const names = columns.get(module) ?? [];
    return names[place % names.length] ?? "id";
  };
  const wanted = random.map(({ module, places, sort }) => ({
    module,
    names: [...new Set(places.map((place) => pick(module, place)))],
    sort: pick(module, sort),
  }));
  const lines = wanted.map(
    (
      { module, names, sort },
      index,
    ) => `export const q${index} = from("${module}").select(${names.map((name) => JSON.stringify(name)).join(", ")}).orderBy("${sort}");
export type Row${index} = typeof q${index} extends OfRows<infer Row> ? Row : never;`,
  );
  const program = compile({
    "queries.ts": `import { from } from "zcrm/query";\nimport type { OfRows } from "../../src/core/operation.js";\n${lines.join("\n")}`,
  });
  expect(mistakesIn(program, "queries.ts")).toEqual([]);
  const checker = program.getTypeChecker();
  const typeNamed = typesIn(program);

  const crm = seeded();
  let compared = 0;
  for (const [index, { module, names, sort }] of wanted.entries()) {
    // The names come from the compiler, so they need no second check by it.
    const query = from(module as string)
      .select(...names)
      .orderBy(sort);
    const row = typeNamed(`Row${index}`);
    const keys = row.getProperties().map(({ name }) => name);
    expect(new Set(keys)).toEqual(new Set([...names, "id"]));
    const { data } = await crm.coql.query(query);
    expect(data.length, String(query)).toBeGreaterThan(0);
    for (const found of data) {
      expect(Object.keys(found).toSorted(), String(query)).toEqual(keys.toSorted());
      for (const property of row.getProperties()) {
        const kinds = kindsIn(checker.getTypeOfSymbol(property), checker);
        expect(kinds, `${module}.${property.name} of ${String(query)}`).toContain(kindOf(found[property.name]));
        compared += 1;
      }
    }
  }
  expect(compared).toBeGreaterThan(QUERIES * 5);
  await crm.close();
});
