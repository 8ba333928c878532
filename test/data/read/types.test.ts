/** What the compiler says of readings: the columns that it accepts, the rows that it shows, and where it marks a mistake. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { compile, costOf, fileOf, mistakesIn } from "../../query/compiler.js";

const IMPORTS = `import { createClient } from "zcrm";
import { readRecords } from "../../src/data/index.js";
interface Project {
  id: string;
  Name: string;
  Budget: number | null;
  Client: { id: string; name?: string } | null;
  Languages: ("English" | "German")[] | null;
  Steps: { id: string; Text: string }[];
}
interface Org {
  Projects: { read: Project; columns: { Client: { to: "Accounts" }; Steps: "none" } };
  Accounts: { read: { id: string; Level: number | null } };
}
export const crm = createClient();
export const own = createClient<Org>();
`;

/** Readings with the rows that an editor shows of them. */
const ROWS: readonly (readonly [text: string, row: string])[] = [
  [
    `readRecords(crm, { module: "Deals", fields: ["Amount", "Account_Name.Industry", "Owner"] })`,
    `{ Amount: number | null; "Account_Name.Industry": Industry | null; Owner: { id: string; } | null; id: string; }`,
  ],
  [`readRecords(crm, { module: "Deals", fields: [] })`, "{ id: string; }"],
  [`readRecords(crm, { module: "Products", fields: ["Tax"] })`, "{ Tax: string[] | null; id: string; }"],
  [
    `readRecords(own, { module: "Projects", fields: ["Name", "Languages", "Client", "Client.Level"] })`,
    `{ Name: string; Languages: ("English" | "German")[] | null; Client: { id: string; } | null; "Client.Level": number | null; id: string; }`,
  ],
  [
    `readRecords(own, { module: "Projects", fields: ["Steps"] })`,
    "{ Steps: { id: string; Text: string; }[]; id: string; }",
  ],
  [`readRecords(own, { module: "Leads", fields: ["Email"] })`, "{ Email: string | null; id: string; }"],
  [`readRecords(crm, { module: "Anything", fields: ["Some"] })`, "{ Some: unknown; id: string; }"],
  [
    `readRecords(crm, { module: "Deals" as string, fields: ["Amount"] as string[] })`,
    "{ [column: string]: unknown; id: string; }",
  ],
  [
    `readRecords(crm, {
      module: "Deals", fields: ["Stage"], where: (deal) => deal.Amount.atLeast(5), order: ["Amount", "desc"], rows: 5, via: "coql",
    })`,
    "{ Stage: DealStage; id: string; }",
  ],
  [
    `readRecords(own, { module: "Projects", fields: ["Name"], where: (project) => project["Client.Level"].equals(5), order: "Budget" })`,
    "{ Name: string; id: string; }",
  ],
];

/** A mistake between \`«\` and \`»\`, which the error must mark. */
const MISTAKES: readonly (readonly [text: string, says: string])[] = [
  [`readRecords(crm, { module: "Deals", fields: ["Stage", «"Amuont"»] })`, "Amount"],
  [`readRecords(crm, { module: "Deals", fields: [«"Account_Name.Indsutry"»] })`, "Account_Name.Industry"],
  [`readRecords(own, { module: "Projects", fields: [«"Bugdet"»] })`, "Budget"],
  [`readRecords(own, { module: "Accounts", fields: [«"Industry"»] })`, 'ColumnName<"Accounts", Org>'],
  [`readRecords(crm, { module: "Deals", fields: ["Stage"], «order»: "Amuont" })`, "Amount"],
  [
    `readRecords(crm, { module: "Deals", fields: ["Stage"], «via»: "mail" })`,
    `Type '"mail"' is not assignable to type`,
  ],
  [`readRecords(crm, { module: "Deals", fields: ["Stage"], where: (deal) => deal.«Amuont».isNull() })`, "Amount"],
];

const membersOf = (text: string): string[] =>
  text
    .slice(2, -2)
    .split(/;(?= [\w"[]+\??\S*: )|;$/)
    .map((member) => member.trim())
    .toSorted();

const program = compile({
  "rows.ts":
    IMPORTS + ROWS.map(([text], index) => `export const rows${index} = ${text.replaceAll("\n", "")};`).join("\n"),
  "mistakes.ts": IMPORTS + MISTAKES.map(([text]) => text.replace(/[«»]/g, "")).join("\n"),
  "nothing.ts": `${IMPORTS}export const nothing = readRecords;`,
  "one.ts": `${IMPORTS}export const one = readRecords(crm, {
    module: "Deals", fields: ["Deal_Name", "Amount", "Account_Name.Industry"], where: (deal) => deal.Stage.equals("Closed Won"),
  });`,
  "two.ts": `${IMPORTS}export const two = readRecords(crm, {
    module: "Deals", fields: ["Deal_Name", "Stage", "Contact_Name.Email"], where: (deal) => deal.Amount.atLeast(5), order: "Amount",
  });`,
});

test("a reading costs the compiler little", () => {
  costOf(program, "nothing.ts");
  const first = costOf(program, "one.ts");
  const next = costOf(program, "two.ts");
  expect({ first, next }).toEqual({
    first: expect.toSatisfy((cost: number) => cost < 9_500),
    next: expect.toSatisfy((cost: number) => cost < 2_500),
  });
});

describe("an editor shows rows as they are", () => {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(fileOf(program, "rows.ts")) as ts.Symbol;
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));

  test("and the readings compile", () => {
    expect(mistakesIn(program, "rows.ts")).toEqual([]);
  });

  test.each(ROWS.map(([text, row], index) => ({ text, row, index })))("$text", ({ row, index }) => {
    const type = checker.getTypeOfSymbol(exported.get(`rows${index}`) as ts.Symbol);
    const [rows] = checker.getTypeArguments(type as ts.TypeReference);
    const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;
    const shown = checker.typeToString(rows as ts.Type, undefined, flags);
    // The compiler lists members in the order in which it met their names.
    expect(membersOf(shown)).toEqual(membersOf(row));
  });
});

describe("an error marks the wrong word", () => {
  test.each(MISTAKES.map(([text, says], index) => ({ text, says, index })))("$text", ({ text, says, index }) => {
    const line = IMPORTS.split("\n").length + index;
    const here = mistakesIn(program, "mistakes.ts").filter((mistake) => mistake.line === line);
    expect(here.map(({ marked }) => marked)).toEqual([text.replace(/^.*«|».*$/g, "")]);
    expect(here[0]?.message).toContain(says);
  });
});
