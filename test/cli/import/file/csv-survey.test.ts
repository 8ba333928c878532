import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvSurvey, separatorOf } from "../../../../src/cli/import/file/csv-survey.js";

/** What a survey finds in CSV that comes in pieces. */
function surveyed(text: string, ...cuts: readonly number[]): CsvSurvey {
  const survey = new CsvSurvey();
  let start = 0;
  for (const cut of [...cuts.map((at) => at % (text.length + 1)).toSorted((a, b) => a - b), text.length]) {
    survey.push(text.slice(start, cut));
    start = cut;
  }
  survey.end();
  return survey;
}

/** The rows that the parser reads, or whether it fails. */
function parsed(text: string, delimiter: string): readonly string[][] | "fails" {
  try {
    return parse(text, {
      delimiter,
      recordDelimiter: ["\r\n", "\n", "\r"],
      relaxColumnCount: true,
      skipEmptyLines: true,
    });
  } catch {
    return "fails";
  }
}

const text = fc
  .array(fc.constantFrom("a", "b c", '"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "é"), { maxLength: 30 })
  .map((parts) => `h1,h2\n${parts.join("")}`);

test("it accepts what the parser accepts, and counts the rows, however the text is cut", () => {
  fc.assert(
    fc.property(text, fc.array(fc.nat(), { maxLength: 5 }), (csv, cuts) => {
      const survey = surveyed(csv, ...cuts);
      const rows = parsed(csv, separatorOf(survey.header ?? ""));
      if (rows === "fails") expect(survey.problem).toBeDefined();
      else expect([survey.problem, survey.rows]).toEqual([undefined, rows.length]);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["a;b;c\n1;2;3", ";"],
  ["a\tb\n1\t2", "\t"],
  ["a|b\n", "|"],
  ["Amount, net;Name;Date\n", ";"],
  ['"a,b,c,d";e\n', ";"],
  ["Time: start,End\n", ","],
  ["one\n", ","],
])("the separator of %j is %j", (csv, want) => {
  const { header = "" } = surveyed(csv);
  expect(separatorOf(header)).toBe(want);
});

test.each([
  ['a\n"x" y\n', 2, "within a cell"],
  ['a\n1\n\n5" pipe\n', 4, "within a cell"],
  ['a\r\n"x\r\ny"\r\n"open\r\n1\r\n', 3, "not closed"],
])("%j is wrong in row %i", (csv, row, message) => {
  expect(surveyed(csv).problem).toEqual({ row, message: expect.stringContaining(message) });
});
