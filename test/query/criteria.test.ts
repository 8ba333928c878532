import { describe, expect, test } from "vitest";
import { isCrmError } from "zcrm";
import { and, type Condition, coql, criteria, or, queries } from "zcrm/query";

describe("the text", () => {
  const cases: [string, string, string][] = [
    [
      "equals",
      criteria("Leads", (lead) => lead.City.equals("Paris (75), a\\b: c")),
      "(City:equals:Paris \\(75\\)\\, a\\\\b: c)",
    ],
    ["notEquals", criteria("Leads", (lead) => lead.City.notEquals("a")), "(City:not_equal:a)"],
    ["in", criteria("Leads", (lead) => lead.City.in("a,b", "c")), "(City:in:a\\,b,c)"],
    ["startsWith", criteria("Leads", (lead) => lead.Email.startsWith("a")), "(Email:starts_with:a)"],
    [
      "lessThan",
      criteria("Leads", (lead) => lead.Annual_Revenue.lessThan(1e-7)),
      "(Annual_Revenue:less_than:0.0000001)",
    ],
    ["atMost", criteria("Leads", (lead) => lead.Annual_Revenue.atMost(5n)), "(Annual_Revenue:less_equal:5)"],
    [
      "greaterThan",
      criteria("Deals", (deal) => deal.Closing_Date.greaterThan("2026-05-14")),
      "(Closing_Date:greater_than:2026-05-14)",
    ],
    [
      "atLeast",
      criteria("Deals", (deal) => deal.Created_Time.atLeast(new Date(0))),
      "(Created_Time:greater_equal:1970-01-01T00:00:00+00:00)",
    ],
    ["between", criteria("Deals", (deal) => deal.Amount.between(1, 2)), "(Amount:between:1,2)"],
    ["of a boolean", criteria("Leads", (lead) => lead.Email_Opt_Out.equals(true)), "(Email_Opt_Out:equals:true)"],
    ["of a lookup", criteria("Deals", (deal) => deal.Account_Name.equals({ id: "1" })), "(Account_Name:equals:1)"],
    ["of a choice", criteria("Products", (product) => product.Tax.equals("VAT")), "(Tax:equals:VAT)"],
    [
      "of a field that is not known",
      criteria("Projects", (project) => project("Effort").atLeast(5)),
      "(Effort:greater_equal:5)",
    ],
    [
      "a group",
      criteria("Leads", (lead) =>
        and(lead.City.equals("a"), or(lead.City.equals("b"), lead.City.equals("c")), lead.City.equals("d")),
      ),
      "((City:equals:a)and((City:equals:b)or(City:equals:c))and(City:equals:d))",
    ],
  ];
  test.each(cases)("%s", (_, criteria, text) => expect(criteria).toBe(text));
});

describe("is refused before it is sent", () => {
  const lead = (condition: Parameters<typeof criteria<"Leads">>[1]) => () => criteria("Leads", condition);
  const open = (condition: Parameters<typeof criteria<"Others">>[1]) => () => criteria("Others", condition);
  const cases: [string, () => string, string][] = [
    [
      "an operator of COQL",
      open((other) => other("City").contains("a")),
      "search criteria have no contains(): use equals, notEquals",
    ],
    ["a test for empty fields", open((other) => other("City").isNull()), "search criteria have no isNull()"],
    ["COQL", open(() => coql`City = ${"a"}`), "criteria cannot contain COQL"],
    ["null", lead((one) => one.City.equals(null as never)), "City.equals(): the value is null"],
    ["an empty value", lead((one) => one.City.equals(" \t")), 'City.equals(): " \\t" is empty'],
    ["half of a character", lead((one) => one.City.equals("\udc00")), "half of a character"],
    ["no values", lead((one) => one.City.in(...[])), "City.in(): it needs at least one value"],
    ["an array", open((other) => other("City").equals(["a"] as never)), "the value is an array"],
    [
      "11 conditions",
      lead((one) => and(...Array.from({ length: 11 }, () => one.City.equals("a")))),
      "have 11 conditions; Zoho accepts 10",
    ],
    ["a path", open((other) => other("Account_Name.City").equals("a")), `cannot name the field "Account_Name.City"`],
    [
      "a name with a parenthesis",
      open((other) => other("Revenue(First)").equals("a")),
      `cannot name the field "Revenue(First)"`,
    ],
    ["no condition", lead(() => undefined as never as Condition), "a condition is missing"],
    ["no function", () => criteria("Leads", "(City:equals:a)" as never), `criteria("Leads") needs a function`],
  ];
  test.each(cases)("%s", (_, work, message) => {
    let caught: unknown;
    try {
      work();
    } catch (error) {
      caught = error;
    }
    if (!isCrmError(caught)) throw caught ?? new Error("nothing was refused");
    expect([caught.code, caught.message]).toEqual(["INVALID_QUERY", expect.stringContaining(message)]);
  });
});

test("queries() gives the same functions", () => {
  const own = queries<{ Projects: { read: { id: string; Name: string } } }>();
  expect(own.criteria("Projects", (project) => project.Name.startsWith("a"))).toBe("(Name:starts_with:a)");
  expect(String(own.from("Projects").select("Name"))).toBe("select Name from Projects where id is not null");
});
