import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCriteria } from "../../../src/emulator/queries/criteria.js";

const record = {
  id: "4100000000000680001",
  Last_Name: "Burns,B",
  First_Name: "Mia",
  Company: "Acme (UK)",
  Amount: 120,
  Closing_Date: "2026-05-14",
  Modified_Time: "2026-05-14T12:00:00+03:00",
  Account_Name: { name: "Acme", id: "4100000000000670001" },
  Interests: ["Tea", "Chess"],
  Phone: null,
};

describe("matches", () => {
  const cases = [
    { criteria: "(Last_Name:equals:Burns\\,B)", want: true },
    { criteria: "((Last_Name:equals:Burns\\,B)and(First_Name:starts_with:M))", want: true },
    { criteria: "((Last_Name:equals:Burns\\,B)and(First_Name:starts_with:X))", want: false },
    { criteria: "((First_Name:equals:X)or(First_Name:equals:mia))", want: true },
    { criteria: "(First_Name:equals:X)or(First_Name:equals:Mia)", want: true },
    { criteria: "((First_Name:equals:Mia)or(Amount:equals:1)and(Amount:equals:2))", want: true },
    { criteria: "(((First_Name:equals:Mia)or(Amount:equals:1))and(Amount:equals:2))", want: false },
    { criteria: "(Company:equals:Acme \\(UK\\))", want: true },
    { criteria: "(Account_Name:equals:Acme)", want: true },
    { criteria: "(Account_Name:equals:4100000000000670001)", want: true },
    { criteria: "(Interests:equals:Chess)", want: true },
    { criteria: "(Phone:equals:null)", want: false },
    { criteria: "(constructor:starts_with:function)", want: false },
    { criteria: "(Amount:greater_than:99)", want: true },
    { criteria: "(Amount:less_equal:119.5)", want: false },
    { criteria: "(Amount:between:100,200)", want: true },
    { criteria: "(Amount:in:1,120)", want: true },
    { criteria: "(First_Name:not_equal:Mia)", want: false },
    { criteria: "(Closing_Date:greater_than:2026-05-13)", want: true },
    { criteria: "(Modified_Time:equals:2026-05-14T09:00:00+00:00)", want: true },
    { criteria: " ( ( First_Name : equals : Mia ) and ( Amount:greater_than: 99 ) ) ", want: true },
    { criteria: "((First_Name:equals:X) OR (First_Name:Equals:Mia))", want: true },
    { criteria: "(First_Name:STARTS_WITH:M)\tAnd\n(Amount:Between: 100 , 200 )", want: true },
    { criteria: "(First_Name:equals:M ia)", want: false },
  ];
  for (const { criteria, want } of cases) {
    test(`${criteria}: ${want}`, () => expect(parseCriteria(criteria)(record)).toBe(want));
  }

  test("any value is found again once it is escaped", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (value) => {
        const escaped = value.replace(/[\\(),]/g, "\\$&");
        expect(parseCriteria(`(Last_Name:equals:${escaped})`)({ id: "1", Last_Name: value })).toBe(true);
      }),
    );
  });
});

describe("errors", () => {
  const cases = [
    { criteria: "", want: "INVALID_QUERY" },
    { criteria: "Last_Name:equals:B", want: "INVALID_QUERY" },
    { criteria: "(Last_Name:equals:B", want: "INVALID_QUERY" },
    { criteria: "(Last_Name)", want: "INVALID_QUERY" },
    { criteria: "(Last_Name:equals:a)nor(Last_Name:equals:b)", want: "INVALID_QUERY" },
    { criteria: "(Last_Name:equals:a) (Last_Name:equals:b)", want: "INVALID_QUERY" },
    { criteria: "(Last Name:equals:a)", want: "INVALID_QUERY" },
    { criteria: "(Company:equals:Acme (UK))", want: "INVALID_QUERY" },
    { criteria: "(Last_Name:resembles:B)", want: "INVALID_QUERY" },
    { criteria: "(".repeat(100_000), want: "INVALID_QUERY" },
    { criteria: Array(11).fill("(a:equals:1)").join("or"), want: "LIMIT_EXCEEDED" },
  ];
  for (const { criteria, want } of cases) {
    test(`${criteria.slice(0, 50)}: ${want}`, () => expect(() => parseCriteria(criteria)).toThrowError(want));
  }
});
