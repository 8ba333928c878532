/** The text of queries, and what is refused before anything is sent. */
import { describe, expect, test } from "vitest";
import { isCrmError } from "zcrm";
import { and, coql, from, or } from "zcrm/query";

/** The error of a query that must not be sent. */
function refusalOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (isCrmError(error) && error.code === "INVALID_QUERY") return error.message;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("the text", () => {
  const texts: { name: string; query: { toString(): string }; text: string }[] = [
    { name: "of a module alone", query: from("Deals"), text: "select id from Deals where id is not null" },
    {
      name: "of all steps",
      query: from("Deals")
        .select("Deal_Name", "Account_Name.Account_Name")
        .where((deal) => deal.Amount.atLeast(1_000))
        .orderBy("Amount", "desc")
        .orderBy("Deal_Name")
        .limit(50, { offset: 100 }),
      text:
        "select Deal_Name, Account_Name.Account_Name from Deals where Amount >= 1000 " +
        "order by Amount desc, Deal_Name asc limit 100, 50",
    },
    {
      name: "has each column once",
      query: from("Deals").select("Amount", "Stage", "Amount").select("Stage", "id"),
      text: "select Amount, Stage, id from Deals where id is not null",
    },
    {
      name: "joins the conditions of several steps",
      query: from("Leads")
        .where((lead) => or(lead.Email.isNull(), lead.Phone.isNull()))
        .where((lead) => lead.City.equals("Paris")),
      text: "select id from Leads where ((Email is null or Phone is null) and City = 'Paris')",
    },
    {
      name: "groups conditions in pairs",
      query: from("Leads").where((lead) =>
        and(
          lead.City.equals("a"),
          lead.City.equals("b"),
          or(lead.City.equals("c"), and(lead.City.equals("d")), lead.City.equals("e")),
        ),
      ),
      text: "select id from Leads where ((City = 'a' and City = 'b') and ((City = 'c' or City = 'd') or City = 'e'))",
    },
    {
      name: "quotes names that are words of SQL",
      query: from("Order")
        .select("Date", "Group.Name", "Revenue(First_Touch)", "Ordered")
        .where((order) => order("Remind Participants").isNull())
        .orderBy("Date"),
      text:
        "select 'Date', 'Group.Name', 'Revenue(First_Touch)', Ordered from 'Order' " +
        "where 'Remind Participants' is null order by 'Date' asc",
    },
    {
      name: "may contain conditions of your own",
      query: from("Deals").where((deal) => and(coql`${deal.Amount} > ${5}`, deal.Stage.equals("x"))),
      text: "select id from Deals where ((Amount > 5) and Stage = 'x')",
    },
  ];
  test.each(texts)("$name", ({ query, text }) => expect(String(query)).toBe(text));
});

describe("operators", () => {
  const id = "4100000000000670001";
  const cases: [string, ReturnType<typeof from>, string][] = [
    ["equals", from("Leads").where((lead) => lead.City.equals("O'Neil")), "City = 'O''Neil'"],
    ["notEquals", from("Leads").where((lead) => lead.City.notEquals("a")), "City != 'a'"],
    ["in", from("Leads").where((lead) => lead.City.in("a", "b'")), "City in ('a', 'b''')"],
    ["notIn", from("Leads").where((lead) => lead.Annual_Revenue.notIn(1, 2n)), "Annual_Revenue not in (1, 2)"],
    ["contains", from("Leads").where((lead) => lead.City.contains("a")), "City like '%a%'"],
    ["notContains", from("Leads").where((lead) => lead.City.notContains("a")), "City not like '%a%'"],
    ["startsWith", from("Leads").where((lead) => lead.City.startsWith("a")), "City like 'a%'"],
    ["endsWith", from("Leads").where((lead) => lead.City.endsWith("a")), "City like '%a'"],
    ["isNull", from("Leads").where((lead) => lead.City.isNull()), "City is null"],
    ["isNotNull", from("Leads").where((lead) => lead.City.isNotNull()), "City is not null"],
    ["lessThan", from("Leads").where((lead) => lead.Annual_Revenue.lessThan(-1.5)), "Annual_Revenue < -1.5"],
    ["atMost", from("Leads").where((lead) => lead.Annual_Revenue.atMost(0)), "Annual_Revenue <= 0"],
    ["greaterThan", from("Leads").where((lead) => lead.id.greaterThan(id)), `id > '${id}'`],
    ["atLeast", from("Leads").where((lead) => lead.id.atLeast(4100000000000670001n)), `id >= ${id}`],
    [
      "between",
      from("Deals").where((deal) => deal.Closing_Date.between("2026-01-01", new Date("2026-12-31T23:00:00Z"))),
      "Closing_Date between '2026-01-01' and '2026-12-31'",
    ],
    [
      "notBetween",
      from("Deals").where((deal) => deal.Created_Time.notBetween(new Date(0), "2026-01-01T00:00:00+02:00")),
      "Created_Time not between '1970-01-01T00:00:00+00:00' and '2026-01-01T00:00:00+02:00'",
    ],
    ["of a boolean", from("Leads").where((lead) => lead.Email_Opt_Out.equals(true)), "Email_Opt_Out = 'true'"],
    ["of a lookup", from("Deals").where((deal) => deal.Account_Name.in({ id }, "1")), `Account_Name in ('${id}', '1')`],
    ["of a multi-select picklist", from("Products").where((one) => one.Tax.equals(["a", "b"])), "Tax = 'a;b'"],
    [
      "of a date behind a lookup",
      from("Deals").where((deal) => deal["Contact_Name.Date_of_Birth"].equals(new Date("1990-02-03"))),
      "Contact_Name.Date_of_Birth = '1990-02-03'",
    ],
  ];
  test.each(cases)("%s", (_, query, where) => {
    expect(String(query)).toMatch(/^select id from \w+ where /);
    expect(String(query).replace(/^.* where /, "")).toBe(where);
  });

  test.each([1e-7, -1.25e-9, 5e-324, 0.1, -0, 123456789.987, 2 ** 53 - 1])(
    "the number %s is written without an exponent",
    (value) => {
      const text = String(from("Leads").where((lead) => lead.Annual_Revenue.equals(value))).replace(/^.* = /, "");
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value === 0 ? 0 : value);
    },
  );
});

test("a query never changes", () => {
  const all = from("Deals").select("Amount");
  const text = String(all);
  all.where((deal) => deal.Amount.isNull());
  all.select("Stage").orderBy("Stage").limit(5);
  expect(String(all)).toBe(text);
  expect(() => Object.assign(all, { body: {} })).toThrow(TypeError);
  expect(() => Object.assign(all.body, { select_query: "" })).toThrow(TypeError);
});

test("a query is nothing but the parameters of its call", () => {
  const query = from("Deals").limit(5);
  expect(Object.keys(query)).toEqual(["body"]);
  expect(JSON.parse(JSON.stringify(query))).toEqual({ body: { select_query: String(query) } });
});

describe("is refused before it is sent", () => {
  const deals = from("Deals");
  const none = null as never;
  const cases: [string, () => unknown, string][] = [
    [
      "null as a value",
      () => deals.where((deal) => deal.Amount.equals(none)),
      "Amount.equals(): the value is null; test for empty fields with isNull()",
    ],
    [
      "undefined as a value",
      () => deals.where((deal) => deal.Amount.in(1, undefined as never)),
      "the value is undefined",
    ],
    ["NaN", () => deals.where((deal) => deal.Amount.atLeast(Number.NaN)), "Amount.atLeast(): the value is NaN"],
    ["a rounded integer", () => deals.where((deal) => deal.Amount.atLeast(2 ** 60)), "pass it as a string"],
    [
      "an invalid date",
      () => deals.where((deal) => deal.Closing_Date.atLeast(new Date(Number.NaN))),
      "is an invalid date",
    ],
    ["a date beyond 9999", () => deals.where((deal) => deal.Closing_Date.atLeast(new Date(8.64e15))), "0 to 9999"],
    [
      "half of a character",
      () => deals.where((deal) => deal.Deal_Name.equals("a\ud83d")),
      `"a\\ud83d" contains half of a character`,
    ],
    ["an object", () => deals.where((deal) => deal.Deal_Name.equals({} as never)), "the value is an object"],
    ["a symbol", () => deals.where((deal) => deal.Deal_Name.equals(Symbol("a") as never)), "is of the type symbol"],
    [
      "a percent sign to look for",
      () => deals.where((deal) => deal.Deal_Name.contains("50%")),
      `Deal_Name.contains(): "50%" contains a percent sign`,
    ],
    [
      "a number to look for",
      () => deals.where((deal) => deal.Deal_Name.startsWith(5 as never)),
      "Deal_Name.startsWith(): the value is 5, not a string",
    ],
    ["no values", () => deals.where((deal) => deal.Amount.in(...[])), "Amount.in(): it needs at least one value"],
    [
      "51 values",
      () => deals.where((deal) => deal.Amount.in(...Array<number>(51).fill(1))),
      "Amount.in(): there are 51 values; Zoho accepts 50",
    ],
    ["an array as one value", () => deals.where((deal) => deal.Stage.in(["a"] as never)), "in(...values)"],
    ["a semicolon in a choice", () => from("Products").where((one) => one.Tax.equals(["a;b"])), "contains a semicolon"],
    [
      "26 conditions",
      () => deals.where((deal) => and(...Array.from({ length: 26 }, () => deal.Amount.isNull()))),
      "has 26 conditions; Zoho accepts 25",
    ],
    [
      "26 conditions in two steps",
      () =>
        Array.from({ length: 26 }).reduce<typeof deals>((query) => query.where((deal) => deal.Amount.isNull()), deals),
      "has 26 conditions",
    ],
    ["no condition", () => deals.where(() => undefined as never), "a condition is missing: it is undefined"],
    ["a condition that is text", () => deals.where(() => "id = 1" as never), `it is "id = 1"`],
    ["an empty group", () => deals.where(() => and()), "and() needs at least one condition"],
    ["no function", () => deals.where("id = 1" as never), "where() needs a function"],
    [
      "51 columns",
      () => from("Others").select(...Array.from({ length: 51 }, (_, index) => `Field_${index}`)),
      "selects 51 columns; Zoho accepts 50",
    ],
    ["a third lookup", () => from("Others").select("A.B.C.D"), `"A.B.C.D" follows more than 2 lookups`],
    ["a name with a quote", () => from("Others").select("A', id"), `"A', id" is not the API name of a column`],
    ["a name with a line end", () => from("Others").orderBy("A\n"), "is not the API name of a column"],
    ["an empty step", () => from("Others").orderBy("A..B"), "is not the API name of a column"],
    ["no name", () => from("Others").select(none), "null is not the API name of a column"],
    [
      "a bad column of a condition",
      () => from("Others").where((other) => other("a = b or c").isNull()),
      `"a = b or c" is not the API name`,
    ],
    ["a bad module", () => from("Deals where id = 1 or 'x'"), "is not the API name of a module"],
    ["a bad direction", () => deals.orderBy("Amount", "down" as never), `the direction is "down", not "asc" or "desc"`],
    ["a limit of 0", () => deals.limit(0), "the number of rows is 0, not 1 to 200"],
    ["a limit of 201", () => deals.limit(201), "the number of rows is 201, not 1 to 200"],
    ["a limit that is text", () => deals.limit("5" as never), `the number of rows is "5"`],
    ["a negative offset", () => deals.limit(5, { offset: -1 }), "the offset is -1, not 0 or more"],
    ["rows past the last", () => deals.limit(200, { offset: 9_801 }), "no row beyond 10000"],
  ];
  test.each(cases)("%s", (_, work, message) => expect(refusalOf(work)).toContain(message));

  test("the last rows that can be read are accepted", () => {
    expect(String(deals.limit(200, { offset: 9_800 }))).toMatch(/ limit 9800, 200$/);
    const conditions = from("Deals").where((deal) => and(...Array.from({ length: 25 }, () => deal.Amount.isNull())));
    expect(String(conditions).match(/is null/g)).toHaveLength(25);
  });
});
