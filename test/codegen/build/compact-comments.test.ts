import ts from "typescript";
import { expect, test } from "vitest";
import { compactComment } from "../../../codegen/build/compact-comments.js";
import { compacted } from "../../../codegen/build/compact-declarations.js";

const comment = (lines: readonly string[]): string => `/**\n${lines.map((line) => ` * ${line}\n`).join("")} */`;

const cases = [
  {
    name: "one paragraph",
    given: ["Lists the records", "of a module."],
    want: "/**Lists the records of a module.*/",
  },
  {
    name: "several paragraphs",
    given: ["One", "two.", "", "Three", "four."],
    want: "/**One two.\n\nThree four.*/",
  },
  {
    name: "tags, of which only the text continues",
    given: ["A page", "number.", "@default 1", "@param a The", "module.", "@throws CrmError"],
    want: "/**A page number.\n@default 1\n@param a The module.\n@throws CrmError*/",
  },
  {
    name: "an indented example, whose lines stay as they are",
    given: ["Doc.", "@example", "call({", "  a: 1,", "", "});", "@returns the", "sum"],
    want: "/**Doc.\n* @example\n* call({\n*   a: 1,\n*\n* });\n* @returns the sum*/",
  },
  {
    name: "lists, tables, headings and blocks of code, which stay as they are",
    given: ["Text:", "- one", "- two", "1. three", "| a |", "| b |", "# C", "```ts", "x;", "y;", "```", "End."],
    want: "/**Text:\n- one\n- two\n1. three\n| a |\n| b |\n# C\n```ts\nx;\ny;\n```\nEnd.*/",
  },
];
test.each(cases)("a comment with $name", ({ given, want }) => {
  expect(compactComment(comment(given))).toBe(want);
});

test("a comment on one line stays on it", () => {
  expect(compactComment("/** Text: `/* no comment`. */")).toBe("/**Text: `/* no comment`.*/");
});

test.each(["/a path", "*loud*", "a glob: *"])("the text %s neither ends the comment nor becomes a mark", (text) => {
  expect(documentationOf(compactComment(comment([text])))).toEqual([text]);
});

test.each(cases)("compilers read the same from a comment with $name", ({ given }) => {
  const [text, ...tags] = documentationOf(comment(given));
  const joined = text?.replace(/(\S)\n(?=[a-z])(?!x;|y;)/g, "$1 ");
  const joinedTags = tags.map((tag) => (/^example/.test(tag) ? tag : tag.replace("\n", " ")));
  expect(documentationOf(compactComment(comment(given)))).toEqual([joined, ...joinedTags]);
});

/** The text of a comment and of its tags, as the compiler passes them on to editors. */
function documentationOf(given: string): string[] {
  const file = ts.createSourceFile("x.d.ts", `${given}\ninterface A {}\n`, ts.ScriptTarget.Latest, true);
  expect(file.statements.length).toBe(1);
  return ts
    .getJSDocCommentsAndTags(file.statements[0] ?? file)
    .flatMap((doc) =>
      ts.isJSDoc(doc)
        ? [
            ts.getTextOfJSDocComment(doc.comment) ?? "",
            ...(doc.tags ?? []).map((tag) => `${tag.tagName.text} ${ts.getTextOfJSDocComment(tag.comment)}`),
          ]
        : [],
    );
}

test("a comment that repeats the name of its member is left out", () => {
  const given = `interface Lead {
  /** First name. */
  First_Name: string;
  /**
   * Last name.
   */
  readonly "Last_Name": string;
  /** The whole name. */
  Name: string;
}
/** Lead. */
type Lead2 = Lead;
export { Lead };
`;
  expect(compacted(given).toString()).toBe(`export interface Lead{
First_Name:string
readonly"Last_Name":string
/**The whole name.*/Name:string
}
/**Lead.*/type Lead2=Lead;
export {};
`);
});

test("the comments of functions that only generated code calls are left out", () => {
  const given =
    "/** Doc. */\ndeclare function a(): void;\n/** Doc. */\ndeclare const b: 1;\n/** Doc. */\ninterface C {}\n";
  const want = "declare function a():void;\ndeclare const b:1;\n/**Doc.*/interface C{}\n";
  expect(compacted(given, false).toString()).toBe(want);
});
