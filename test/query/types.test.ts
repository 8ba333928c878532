/** What the compiler says of queries: what it accepts, where it marks a mistake, and what a query costs it. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { compile, costOf, type Mistake, mistakesIn } from "./compiler.js";

const IMPORTS = `import { and, coql, criteria, from, or, queries } from "zcrm/query";\n`;

/** A query with a mistake between `«` and `»`, which the error must mark, and what it says. */
const MISTAKES: readonly (readonly [text: string, says: string])[] = [
  [`from("Deals").select("Stage", «"Amuont"»)`, `to parameter of type '"Amount"'`],
  [`from("Deals").select(«"Last_Name"»)`, `to parameter of type '"Last_Activity_Time" | "Layout"'`],
  [`from("Deals").select(«"Account_Name.Indsutry"»)`, `to parameter of type '"Account_Name.Industry"'`],
  [`from("Deals").select(«"Xyz"»)`, `to parameter of type 'ColumnName<"Deals", OrganizationModules>'`],
  [`from("Deals").select(«"Account_Name.Parent_Account.Owner.email"»)`, "'MoreLookupsThanZohoFollows'"],
  [`from("Deals").orderBy(«"Amuont"»)`, `to parameter of type '"Amount"'`],
  [`from("Deals").orderBy("Amount", «"dsc"»)`, `'"asc" | "desc" | undefined'`],
  [`from("Deals").where((deal) => deal.«Amuont».isNull())`, "Did you mean 'Amount'?"],
  [
    `from("Deals").where((deal) => deal.Amount.«contains»("5"))`,
    "Property 'contains' does not exist on type 'NumberColumn'",
  ],
  [
    `from("Deals").where((deal) => deal.Stage.«atLeast»("a"))`,
    "Property 'atLeast' does not exist on type 'TextColumn<DealStage>'",
  ],
  [`from("Deals").where((deal) => deal.Locked__s.«in»(true))`, "Property 'in' does not exist on type 'BooleanColumn'"],
  [`from("Deals").where((deal) => deal.Description.«equals»("a"))`, "does not exist on type 'MultiLineColumn'"],
  [
    `from("Quotes").where((quote) => quote.«Product_Details».isNull())`,
    "Property 'Product_Details' does not exist on type",
  ],
  [`from("Deals").where((deal) => deal.Tag.«isNull»())`, "does not exist on type 'UnsearchableColumn'"],
  [
    `from("Deals").where((deal) => deal.Amount.equals(«"5"»))`,
    "'string' is not assignable to parameter of type 'number | bigint'",
  ],
  [
    `from("Deals").where((deal) => deal.Amount.equals(«null»))`,
    "'null' is not assignable to parameter of type 'number | bigint'",
  ],
  [`from("Deals").where((deal) => deal.Amount.in(1, «"5"»))`, "to parameter of type 'number | bigint'"],
  [
    `from("Deals").where((deal) => deal.Account_Name.equals(«5»))`,
    "to parameter of type 'string | { readonly id: string; }'",
  ],
  [
    `from("Deals").where((deal) => «deal.Amount»)`,
    "missing in type 'Ordered<number | bigint>' but required in type 'Condition'",
  ],
  [
    `from("Deals").where((deal) => deal.Amount.in(${"1, ".repeat(50)}«51»))`,
    "to parameter of type 'MoreValuesThanZohoAccepts'",
  ],
  [`from("Deals").select(${`"Amount", `.repeat(50)}«"Stage"»)`, "to parameter of type 'MoreColumnsThanZohoAccepts'"],
  [`criteria("Leads", (lead) => lead.«Emial».equals("a"))`, "Did you mean 'Email'?"],
  [
    `criteria("Leads", (lead) => lead.Email.«contains»("a"))`,
    "Property 'contains' does not exist on type 'Searched<TextColumn<string>>'",
  ],
];

/** An organization of 75 modules with 31 fields each, of which six are lookups. */
function bigOrg(): string {
  const name = (index: number): string => `Module_${index % 75}`;
  const modules = Array.from({ length: 75 }, (_, index) => {
    const fields = Array.from(
      { length: 24 },
      (_, field) => `Field_${field}: ${["string | null", "number", "boolean"][field % 3]}`,
    );
    const lookups = Array.from({ length: 6 }, (_, lookup) => `Lookup_${lookup}`);
    const kinds = lookups.map(
      (lookup, step) => `${lookup}: { to: "${step < 2 ? "users" : name(index + step * step)}" }`,
    );
    const read = [...fields, ...lookups.map((lookup) => `${lookup}: { id: string } | null`)].join("; ");
    return `${name(index)}: { read: { id: string; ${read} }; columns: { Field_0: "textarea"; ${kinds.join("; ")} } };`;
  });
  return `export interface Org { ${modules.join("\n")} }`;
}

const program = compile({
  "probes.ts": await readFile("test/query/probes.ts", "utf8"),
  "mistakes.ts": IMPORTS + MISTAKES.map(([text]) => text.replace(/[«»]/g, "")).join("\n"),
  "nothing.ts": `${IMPORTS}export const nothing = from;`,
  "query.ts": `${IMPORTS}
export const query = from("Deals")
  .select("Deal_Name", "Amount", "Account_Name.Account_Name", "Stage", "Contact_Name")
  .where((deal) =>
    and(deal.Amount.atLeast(1_000), deal.Stage.in("Won", "Lost"), deal.Closing_Date.between("2026-01-01", "2026-02-01"), deal["Account_Name.Industry"].equals("x")))
  .orderBy("Amount", "desc");`,
  "second.ts": `${IMPORTS}
export const second = from("Deals")
  .select("Deal_Name", "Amount", "Account_Name.Account_Name", "Stage", "Contact_Name")
  .where((deal) => and(deal.Amount.atLeast(1_000), deal.Stage.in("Won"), deal.Closing_Date.atLeast("2026-01-01"), deal.Owner.isNull()));`,
  "org.ts": bigOrg(),
  "big.ts": `${IMPORTS}
import type { Org } from "./org.js";
export const big = queries<Org>().from("Module_7")
  .select("Field_1", "Field_2", "Lookup_3.Field_1", "Lookup_4", "Lookup_0.email")
  .where((one) => and(one.Field_1.atLeast(5), one.Field_3.in("a"), one["Lookup_3.Lookup_5.Field_3"].equals("a"), one.Lookup_5.isNull()));`,
});

// First, because what the compiler has seen costs it nothing.
test("a query costs the compiler little, also in an organization of 75 modules", () => {
  expect(costOf(program, "nothing.ts")).toBeLessThan(100);
  const first = costOf(program, "query.ts");
  const next = costOf(program, "second.ts");
  const big = costOf(program, "big.ts");
  expect({ first, next, big }).toEqual({
    first: expect.toSatisfy((cost: number) => cost < 4_500),
    next: expect.toSatisfy((cost: number) => cost < 1_500),
    big: expect.toSatisfy((cost: number) => cost < 4_500),
  });
  for (const name of ["query.ts", "second.ts", "big.ts"]) expect(mistakesIn(program, name)).toEqual([]);
});

test("correct queries compile, and wrong ones are errors on their line", () => {
  // An unused @ts-expect-error is an error too, so the compiler rejects each query that is marked.
  expect(mistakesIn(program, "probes.ts")).toEqual([]);
});

describe("an error marks the wrong word, and is short", () => {
  let found: readonly Mistake[] = [];
  beforeAll(() => {
    found = mistakesIn(program, "mistakes.ts");
  });

  test.each(MISTAKES.map(([text, says], index) => ({ text, says, index })))("$text", ({ text, says, index }) => {
    const here = found.filter(({ line }) => line === index + 2);
    expect(here.map(({ marked }) => marked)).toEqual([text.replace(/^.*«|».*$/g, "")]);
    expect(here[0]?.message).toContain(says);
    expect(here[0]?.message.length).toBeLessThanOrEqual(220);
  });
});
