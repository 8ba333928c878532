import fc from "fast-check";
import { expect, test } from "vitest";
import { queryAfter } from "../../../src/core/paging/limit-clause.js";

const cases = [
  {
    name: "no limit is Zoho's own",
    given: "select id from Leads",
    rows: 200,
    want: "select id from Leads limit 200, 200",
  },
  {
    name: "a limit stays",
    given: "select id from Leads limit 50",
    rows: 50,
    want: "select id from Leads limit 50, 50",
  },
  {
    name: "offset first",
    given: "select id from Leads limit 100, 50",
    rows: 50,
    want: "select id from Leads limit 150, 50",
  },
  {
    name: "offset last",
    given: "select id from Leads LIMIT 50 OFFSET 100",
    rows: 50,
    want: "select id from Leads limit 150, 50",
  },
  {
    name: "fewer rows than asked for",
    given: "select id from Leads limit 0, 2000",
    rows: 1_999,
    want: "select id from Leads limit 1999, 2000",
  },
  {
    name: "over several lines, with an end",
    given: "select id from Leads\n  limit 0 ,\n 200 ;\n",
    rows: 200,
    want: "select id from Leads limit 200, 200",
  },
  {
    name: "a text that looks like a limit",
    given: "select id from Leads where Last_Name = ' limit 5'",
    rows: 200,
    want: "select id from Leads where Last_Name = ' limit 5' limit 200, 200",
  },
];
for (const { name, given, rows, want } of cases) test(name, () => expect(queryAfter(given, rows, 200)).toBe(want));

test("step by step it comes to the sum of the rows, and leaves the rest of the query alone", () => {
  const text = "select id from Leads where Company = 'x'";
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2_000 })), fc.integer({ min: 1, max: 2_000 }), (pages, limit) => {
      const last = pages.reduce((query, rows) => queryAfter(query, rows, 200), `${text} limit 0, ${limit}`);
      const sum = pages.reduce((total, rows) => total + rows, 0);
      expect(last).toBe(`${text} limit ${sum}, ${limit}`);
    }),
  );
});
