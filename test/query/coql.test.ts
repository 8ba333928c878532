/** Queries that a program writes itself: a value means nothing but itself, wherever it stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCrmError } from "zcrm";
import { coql, from } from "zcrm/query";
import { anyText } from "./hostile-values.js";

describe("the text", () => {
  const id = "4100000000000670001";
  const cases: [string, { toString(): string }, string][] = [
    ["a string", coql`select id from Leads where City = ${"O'Neil"}`, "select id from Leads where City = 'O''Neil'"],
    ["numbers", coql`where (A >= ${1.5} and B < ${10n})`, "where (A >= 1.5 and B < 10)"],
    ["a boolean", coql`where A = ${false}`, "where A = 'false'"],
    ["a date", coql`where A > ${new Date(0)}`, "where A > '1970-01-01T00:00:00+00:00'"],
    ["a lookup", coql`where A = ${{ id }}`, `where A = '${id}'`],
    ["an array", coql`where A not in ${["a", "b'"]}`, "where A not in ('a', 'b''')"],
    ["values in a list", coql`where A in (${"a"}, ${"b"})`, "where A in ('a', 'b')"],
    ["a pattern", coql`where A like ${"%a%"}`, "where A like '%a%'"],
    ["a range", coql`where A between ${"1"} and ${2}`, "where A between '1' and 2"],
    ["a range of numbers", coql`where A between 1.5 and ${2}`, "where A between 1.5 and 2"],
    ["limits", coql`limit ${5}, ${10}`, "limit 5, 10"],
    ["limits by name", coql`limit ${5} offset ${10}`, "limit 5 offset 10"],
    ["a part", coql`where (${coql`A = ${"'"}`} and B = ${1})`, "where (A = '''' and B = 1)"],
    ["after quoted text", coql`where (A = 'it''s in (' and "B" = ${"x"})`, `where (A = 'it''s in (' and "B" = 'x')`],
  ];
  test.each(cases)("%s", (_, query, text) => {
    expect(String(query)).toBe(text);
    expect({ ...query }).toMatchObject({ body: { select_query: text } });
    expect(Object.keys(query)).toEqual(["body"]);
  });

  test("a column", () => {
    const query = from("Deals").where(
      (deal) => coql`(${deal["Account_Name.Industry"]} = ${"a"} and ${deal.Amount} > ${1})`,
    );
    expect(String(query)).toBe("select id from Deals where ((Account_Name.Industry = 'a' and Amount > 1))");
  });
});

describe("a value that could mean something else is refused", () => {
  const values = ["a"];
  const cases: [string, () => unknown, string][] = [
    ["inside quotes", () => coql`where A = '${"x"}'`, "it is inside quotes"],
    ["inside a pattern", () => coql`where A like '%${"x"}%'`, "it is inside quotes"],
    ["inside double quotes", () => coql`where A = "${"x"}"`, "it is inside quotes"],
    ["as a column", () => coql`select ${"Last_Name"} from Leads`, "a value can only follow an operator"],
    ["as a module", () => coql`select id from ${"Leads"}`, "a value can only follow an operator"],
    ["in a condition's place", () => coql`where (${"id is null"})`, "a value can only follow an operator"],
    ["after and", () => coql`where (A = ${"1"} and ${"B = 1"})`, "a value can only follow an operator"],
    ["to sort by", () => coql`order by ${"A"}`, "a value can only follow an operator"],
    ["an array after =", () => coql`where A = ${values}`, "an array can only follow in"],
    ["text as a limit", () => coql`limit ${"5, 100"}`, "a limit is a whole number"],
    ["a fraction as a limit", () => coql`limit ${1.5}`, "a limit is a whole number"],
    ["beside a word", () => coql`where A = ${"x"}y`, "a word begins or ends beside it"],
    ["beside another value", () => coql`where A = ${"x"}${"y"}`, "a word begins or ends beside it"],
    ["beside quotes", () => coql`where A = ${"x"}'y'`, "a word begins or ends beside it"],
    ["as the end of a word", () => coql`where A in${["x"]} limit1${5}`, "a word begins or ends beside it"],
    ["null", () => coql`where A = ${null as never}`, "the value is null"],
    ["an object", () => coql`where A = ${{} as never}`, "the value is an object"],
    ["no values", () => coql`where A in ${[]}`, "coql: it needs at least one value"],
    ["51 values", () => coql`where A in ${Array<number>(51).fill(1)}`, "51 values"],
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
    expect(caught.message).not.toMatch(/^\.|: \.|\(\):/);
  });
});

test("whatever a string contains, the text ends where it must", () => {
  fc.assert(
    fc.property(anyText, anyText, (one, other) => {
      const text = String(coql`where (A = ${one} and B in (${other}, ${one}))`);
      const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;
      expect(text).toBe(`where (A = ${quoted(one)} and B in (${quoted(other)}, ${quoted(one)}))`);
    }),
    { numRuns: 300 },
  );
});
