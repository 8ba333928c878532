import fc from "fast-check";
import { expect, test } from "vitest";
import { endOfPage, queryAfter } from "../../../src/core/paging/limit-clause.js";

const cases = [
  {
    name: "without a limit, the default applies",
    query: "select id from Leads",
    rows: 200,
    want: "select id from Leads limit 200, 200",
  },
  {
    name: "a limit is kept",
    query: "select id from Leads limit 50",
    rows: 50,
    want: "select id from Leads limit 50, 50",
  },
  {
    name: "offset first",
    query: "select id from Leads limit 100, 50",
    rows: 50,
    want: "select id from Leads limit 150, 50",
  },
  {
    name: "offset last",
    query: "select id from Leads LIMIT 50 OFFSET 100",
    rows: 50,
    want: "select id from Leads limit 150, 50",
  },
  {
    name: "fewer rows than requested",
    query: "select id from Leads limit 0, 2000",
    rows: 1_999,
    want: "select id from Leads limit 1999, 2000",
  },
  {
    name: "over several lines, with a semicolon",
    query: "select id from Leads\n  limit 0 ,\n 200 ;\n",
    rows: 200,
    want: "select id from Leads limit 200, 200",
  },
  {
    name: "a semicolon without a limit",
    query: "select id from Leads; ",
    rows: 200,
    want: "select id from Leads limit 200, 200",
  },
  {
    name: "a limit that is not one",
    query: "select id from Leads limit 5 offset",
    rows: 200,
    want: "select id from Leads limit 5 offset limit 200, 200",
  },
  {
    name: "a string that looks like a limit",
    query: "select id from Leads where Last_Name = ' limit 5'",
    rows: 200,
    want: "select id from Leads where Last_Name = ' limit 5' limit 200, 200",
  },
];
for (const { name, query, rows, want } of cases) test(name, () => expect(queryAfter(query, rows, 200)).toBe(want));

test("step by step, the offset becomes the sum of the rows, and the rest of the query stays as it is", () => {
  const text = "select id from Leads where Company = 'x'";
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2_000 })), fc.integer({ min: 1, max: 2_000 }), (pages, limit) => {
      const last = pages.reduce((query, rows) => queryAfter(query, rows, 200), `${text} limit 0, ${limit}`);
      const sum = pages.reduce((total, rows) => total + rows, 0);
      expect(last).toBe(`${text} limit ${sum}, ${limit}`);
    }),
  );
});

test.each([
  ["blanks", " "],
  ["blanks and semicolons", " ;"],
  ["limits", " limit 1"],
  ["digits", "1"],
  ["commas", " , "],
])("a query that is full of %s is read in no time", (_, part) => {
  const start = performance.now();
  for (const end of ["", "x", " limit 1", " limit 1 x"]) {
    const parts = part.repeat(200_000 / part.length);
    queryAfter(`select id from Leads where a = '${parts}'${end}`, 200, 200);
    queryAfter(`select id from Leads limit 1${parts}${end}`, 200, 200);
  }
  expect(performance.now() - start).toBeLessThan(1_000);
});

test.each([
  ["select id from Leads", 200, 200],
  ["select id from Leads limit 50", 50, 50],
  ["select id from Leads limit 100, 50", 7, 107],
  ["select id from Leads limit 50 offset 100;", 50, 150],
])("%s, which returned %i rows, ends at row %i", (query, rows, want) => {
  expect(endOfPage(query, rows, 200)).toBe(want);
});
