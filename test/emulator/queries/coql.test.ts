import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { type Caller, callerOf } from "../support/caller.js";

const acme = "4100000000000670001";
const holding = "4100000000000670002";
const Accounts = [
  { id: holding, Account_Name: "Holding", Industry: "Banking", Annual_Revenue: 5000 },
  { id: acme, Account_Name: "Acme", Industry: "Tea", Parent_Account: { id: holding } },
];
const Contacts = [
  {
    id: "4100000000000680001",
    First_Name: "Mia",
    Last_Name: "O'Neil",
    Email: "mia@example.com",
    Account_Name: { id: acme },
  },
  { id: "4100000000000680002", First_Name: "Max", Last_Name: "Ott", Date_of_Birth: "1990-02-03" },
  {
    id: "4100000000000680003",
    First_Name: "Lea",
    Last_Name: "ott",
    Date_of_Birth: "1980-02-03",
    Account_Name: { id: holding },
  },
];

let emulator: Emulator;
let call: Caller;

beforeAll(async () => {
  emulator = await startEmulator({ seed: { Accounts, Contacts } });
  call = await callerOf(emulator);
});
afterAll(() => emulator.close());

const ask = (select_query: string) => call("POST", "/coql", { select_query });
const names = async (where: string): Promise<unknown[]> => {
  const { body } = await ask(`select First_Name from Contacts where ${where}`);
  return Object.values(body.data ?? {}).map((row) => row.First_Name);
};

const conditions = [
  { where: "Last_Name = 'O''Neil'", want: ["Mia"] },
  { where: 'Last_Name = "O\'Neil"', want: ["Mia"] },
  { where: 'Last_Name = "O""Neil"', want: [] },
  { where: "'Last_Name' = 'Ott'", want: ["Max", "Lea"] },
  { where: '"Account_Name.Industry" = "tea"', want: ["Mia"] },
  { where: "Last_Name = 'OTT'", want: ["Max", "Lea"] },
  { where: "Last_Name != 'Ott'", want: ["Mia"] },
  { where: "Last_Name in ('ott', 'x')", want: ["Max", "Lea"] },
  { where: "Last_Name not in ('ott', 'x')", want: ["Mia"] },
  { where: "First_Name like 'M%'", want: ["Mia", "Max"] },
  { where: "First_Name like '%a%'", want: ["Mia", "Max", "Lea"] },
  { where: "First_Name not like '%m_%'", want: ["Mia", "Max", "Lea"] },
  { where: "First_Name not like '%ia%'", want: ["Max", "Lea"] },
  { where: "Last_Name like 'ot%tt'", want: [] },
  { where: "Email_Opt_Out = false", want: ["Mia", "Max", "Lea"] },
  { where: "Email is null", want: ["Max", "Lea"] },
  { where: "Email is not null", want: ["Mia"] },
  { where: "Date_of_Birth > '1980-02-03'", want: ["Max"] },
  { where: "Date_of_Birth between '1980-01-01' and '1990-01-01'", want: ["Lea"] },
  { where: "Date_of_Birth not between '1980-01-01' and '1990-01-01'", want: ["Max"] },
  { where: "Created_Time >= '2020-01-01T00:00:00+03:00'", want: ["Mia", "Max", "Lea"] },
  { where: "id > 4100000000000680001", want: ["Max", "Lea"] },
  { where: "Account_Name = '4100000000000670001'", want: ["Mia"] },
  { where: "Account_Name.Industry = 'tea'", want: ["Mia"] },
  { where: "Account_Name.Parent_Account.Annual_Revenue = 5000", want: ["Mia"] },
  { where: "Account_Name.Industry is null", want: ["Max"] },
  { where: "Owner.last_name = 'Example'", want: ["Mia", "Max", "Lea"] },
  { where: "Owner.email = 'ada@example.com'", want: ["Mia", "Max", "Lea"] },
  { where: "First_Name = 'Mia' or First_Name = 'Max'", want: ["Mia", "Max"] },
  { where: "((Last_Name = 'ott' and Email is null) and First_Name = 'Lea')", want: ["Lea"] },
  { where: "(First_Name = 'Mia' OR First_Name = 'Lea') AND Account_Name.Industry = 'Banking'", want: ["Lea"] },
  { where: "Last_Name = 'nobody'", want: [] },
];
for (const { where, want } of conditions) {
  test(`where ${where}`, async () => expect(await names(where)).toEqual(want));
}

test("a multi-select picklist is compared with its values in one string", async () => {
  emulator.seed({
    Products: [
      { Product_Name: "Both", Tax: ["VAT", "Sales"] },
      { Product_Name: "One", Tax: ["VAT"] },
      { Product_Name: "None" },
    ],
  });
  const named = async (where: string): Promise<unknown[]> => {
    const { body } = await ask(`select Product_Name from Products where ${where}`);
    return Object.values(body.data ?? {}).map((row) => row.Product_Name);
  };
  expect(await named("Tax = 'Sales;VAT'")).toEqual(["Both"]);
  expect(await named("Tax = 'VAT'")).toEqual(["Both", "One"]);
  expect(await named("Tax != 'Sales;VAT'")).toEqual(["One"]);
});

describe("rows", () => {
  test("have the columns under their own names, lookups as ids", async () => {
    const { status, body } = await ask(
      "select Last_Name, Account_Name, Account_Name.Account_Name, Account_Name.Parent_Account, Owner from Contacts where First_Name = 'Mia'",
    );
    expect(status).toBe(200);
    expect(body).toEqual({
      data: [
        {
          Last_Name: "O'Neil",
          Account_Name: { id: acme },
          "Account_Name.Account_Name": "Acme",
          "Account_Name.Parent_Account": { id: holding },
          Owner: { id: "4100000000000201001" },
          id: "4100000000000680001",
        },
      ],
      info: { count: 1, more_records: false },
    });
  });

  test("have quoted columns under their names", async () => {
    const { body } = await ask(
      `select 'First_Name', "Last_Name" from 'Contacts' where id is not null order by "id" limit 1`,
    );
    expect(body.data).toEqual([{ First_Name: "Mia", Last_Name: "O'Neil", id: "4100000000000680001" }]);
  });

  test("are sorted by several columns, unset values last", async () => {
    const by = async (order: string) => names(`id is not null order by ${order}`);
    expect(await by("Last_Name, First_Name desc")).toEqual(["Mia", "Max", "Lea"]);
    expect(await by("Last_Name desc, First_Name asc")).toEqual(["Lea", "Max", "Mia"]);
    expect(await by("Date_of_Birth desc")).toEqual(["Max", "Lea", "Mia"]);
    expect(await by("Account_Name.Industry asc")).toEqual(["Lea", "Mia", "Max"]);
  });

  test("are paged, with either syntax", async () => {
    const page = async (limit: string) => (await ask(`select id from Contacts where id is not null ${limit}`)).body;
    const second = { data: [{ id: "4100000000000680002" }], info: { count: 1, more_records: true } };
    expect(await page("limit 1, 1")).toEqual(second);
    expect(await page("limit 1 offset 1")).toEqual(second);
    expect((await page("limit 2, 1")).info).toEqual({ count: 1, more_records: false });
    expect(await page("offset 3")).toEqual({});
  });

  test("any text is found again once its quotes are doubled", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 20 }), async (text) => {
        const { Leads: [id] = [] } = emulator.seed({ Leads: [{ Last_Name: text }] });
        for (const quote of ["'", '"']) {
          const quoted = quote + text.replaceAll(quote, quote + quote) + quote;
          const { body } = await ask(`select id from Leads where Last_Name = ${quoted} order by id desc`);
          expect(Object.values(body.data ?? {}).map((row) => row.id)).toContain(id);
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** A condition as a query writes it, and as plain code decides it. */
interface Condition {
  text: string;
  fits: (deal: Deal) => boolean;
}
type Deal = { Deal_Name: string; Stage: string; Amount?: number };

test("any condition finds the same rows as plain code", async () => {
  const stages = ["Qualification", "Closed Won", "Closed Lost"];
  const Deals = Array.from(
    { length: 60 },
    (_, n): Deal => ({
      Deal_Name: `Deal ${n}`,
      Stage: stages[n % 3] ?? "",
      ...(n % 4 > 0 && { Amount: (n * 37) % 50 }),
    }),
  );
  emulator.seed({ Deals });
  const number = fc.integer({ min: -5, max: 55 });
  const amount = (fits: (amount: number) => boolean) => (deal: Deal) => deal.Amount !== undefined && fits(deal.Amount);
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    number.map((n) => ({ text: `Amount > ${n}`, fits: amount((a) => a > n) })),
    number.map((n) => ({ text: `Amount <= ${n}`, fits: amount((a) => a <= n) })),
    number.map((n) => ({ text: `Amount != ${n}`, fits: amount((a) => a !== n) })),
    fc.tuple(number, number).map(([low, high]) => ({
      text: `Amount not between ${low} and ${high}`,
      fits: amount((a) => !(a >= low && a <= high)),
    })),
    fc.subarray(stages, { minLength: 1 }).map((some) => ({
      text: `Stage in (${some.map((stage) => `'${stage}'`)})`,
      fits: (deal: Deal) => some.includes(deal.Stage),
    })),
    number.map((n) => ({ text: `Deal_Name like '%${n}'`, fits: (deal: Deal) => deal.Deal_Name.endsWith(String(n)) })),
    fc.constant({ text: "Amount is null", fits: (deal: Deal) => deal.Amount === undefined }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.tuple(tie("condition"), fc.boolean(), tie("condition")).map(([left, isAnd, right]) => ({
        text: `(${left.text} ${isAnd ? "and" : "or"} ${right.text})`,
        fits: (deal: Deal) => (isAnd ? left.fits(deal) && right.fits(deal) : left.fits(deal) || right.fits(deal)),
      })),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(condition, async ({ text, fits }) => {
      const { body } = await ask(`select Deal_Name from Deals where ${text}`);
      const found = Object.values(body.data ?? {}).map((row) => row.Deal_Name);
      expect(found).toEqual(Deals.filter(fits).map((deal) => deal.Deal_Name));
    }),
  );
});

describe("errors", () => {
  const cases = [
    { query: "", want: { code: "SYNTAX_ERROR", details: { near: "", line: 1, column: 1, clause: "select" } } },
    { query: "select id from Contacts", want: { code: "SYNTAX_ERROR", details: { clause: "where" } } },
    {
      query: "select id\nfrom Contacts where ; id",
      want: { code: "SYNTAX_ERROR", details: { near: "; id", line: 2, column: 21 } },
    },
    {
      query: "select id from Contacts where id = 1 and id = 2 and id = 3",
      want: { code: "SYNTAX_ERROR", details: { near: "and", column: 49 } },
    },
    { query: "select id from Contacts where id = '1", want: { code: "SYNTAX_ERROR" } },
    { query: "select id from Contacts where (id = 1", want: { code: "SYNTAX_ERROR" } },
    {
      query: "select id from Contacts where id = 1 limit x",
      want: { code: "SYNTAX_ERROR", details: { clause: "limit" } },
    },
    { query: `select id from Contacts where ${"(".repeat(100_000)}`, want: { code: "SYNTAX_ERROR" } },
    { query: "select id from Nothing where id = 1", want: { code: "INVALID_MODULE" } },
    {
      query: "select Nothing from Contacts where id = 1",
      want: { code: "INVALID_QUERY", details: { column_name: "Nothing" } },
    },
    {
      query: "select id from Contacts where Account_Name.X = 1",
      want: { code: "INVALID_QUERY", details: { column_name: "Account_Name.X" } },
    },
    {
      query: "select Account_Name.Parent_Account.Parent_Account.id from Contacts where id = 1",
      want: { code: "INVALID_QUERY" },
    },
    {
      query: "select id from Contacts where id = 'x'",
      want: { code: "INVALID_QUERY", details: { column_name: "id", expected_data_type: "bigint" } },
    },
    {
      query: "select id from Contacts where Date_of_Birth = 'soon'",
      want: { details: { column_name: "Date_of_Birth", expected_data_type: "date" } },
    },
    {
      query: "select id from Contacts where Last_Name > 'A'",
      want: { details: { column_name: "Last_Name", operator: ">" } },
    },
    {
      query: "select id from Contacts where Description = 'a'",
      want: { code: "INVALID_QUERY", details: { column_name: "Description", operator: "=" } },
    },
    {
      query: "select id from Contacts where Account_Name.Description is null",
      want: { code: "INVALID_QUERY", details: { column_name: "Account_Name.Description", operator: "is null" } },
    },
    {
      query: "select id from Contacts where Email_Opt_Out != 'true'",
      want: { code: "INVALID_QUERY", details: { column_name: "Email_Opt_Out", operator: "!=" } },
    },
    {
      query: "select id from Contacts where Email_Opt_Out in ('true', 'false')",
      want: { code: "INVALID_QUERY", details: { operator: "in" } },
    },
    {
      query: "select id from Contacts where Account_Name like 'A%'",
      want: { code: "INVALID_QUERY", details: { column_name: "Account_Name", operator: "like" } },
    },
    {
      query: "select id from Contacts where Last_Name not like 'A%'",
      want: { code: "INVALID_QUERY", details: { operator: "not like" } },
    },
    {
      query: `select id from Contacts where id in (${Array(51).fill("1")})`,
      want: { code: "LIMIT_EXCEEDED", details: { limit: 50 } },
    },
    {
      query: "select Product_Details from Quotes where id = 1",
      want: { code: "INVALID_QUERY", details: { column_name: "Product_Details" } },
    },
    {
      query: "select Last_Name, Email, Last_Name from Contacts where id = 1",
      want: { code: "DUPLICATE_DATA", details: { column_name: "Last_Name" } },
    },
    {
      query: "select Email from Contacts where id = 1 order by Email, Email desc",
      want: { code: "DUPLICATE_DATA", details: { column_name: "Email" } },
    },
    {
      query: "select id from Contacts where id = 1 limit 2001",
      want: { code: "LIMIT_EXCEEDED", details: { limit: 200 } },
    },
    {
      query: "select id from Contacts where id = 1 limit 9900, 200",
      want: { code: "LIMIT_EXCEEDED", details: { limit: 10_000 } },
    },
    {
      query: `select ${Array(51).fill("id")} from Contacts where id = 1`,
      want: { code: "LIMIT_EXCEEDED", details: { limit: 50 } },
    },
  ];
  for (const { query, want } of cases) {
    test(query.slice(0, 80), async () => {
      const { status, body } = await ask(query);
      expect(status).toBe(400);
      expect(body).toMatchObject(want);
    });
  }
});
